import { useTranslation } from '@/shared/i18n';
import { useNow } from '@/shared/lib/use-now';
import { lateMinutes } from '../model/order';
import type { Order } from '../model/order';

const hour = 60;
const day = 24 * hour;

/** Words of a number of minutes: minutes, then hours, then days. */
export function useMinutesWords(): (minutes: number) => string {
  const { t } = useTranslation('orders');
  return (minutes) => {
    if (minutes < hour) return t('span.minutes', { count: minutes });
    if (minutes < day) return t('span.hours', { count: Math.floor(minutes / hour) });
    return t('span.days', { count: Math.floor(minutes / day) });
  };
}

/** How late the master is; nothing while he is in time. */
export function LateMark({ order }: { order: Pick<Order, 'statusOrder' | 'dateMeeting'> }) {
  const { t } = useTranslation('orders');
  const words = useMinutesWords();
  const minutes = lateMinutes(order, useNow());
  if (minutes === 0) return null;
  return (
    <span
      data-hue="danger"
      className="inline-flex h-4.5 items-center rounded-sm px-1.5 text-11 text-hue-text ring-1 ring-hue ring-inset"
    >
      <span className="sr-only">{t('late.spoken')}</span>+{words(minutes)}
    </span>
  );
}
