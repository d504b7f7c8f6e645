import { Check } from 'lucide-react';
import { isFinal, orderLook } from '@/entities/order';
import type { OrderCard, OrderStatusCode } from '@/entities/order';
import { useCityZone } from '@/entities/reference-list';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';

interface Stop {
  status: OrderStatusCode;
  state: 'done' | 'now' | 'ahead';
  /** When it was entered last, as the history tells. */
  at: string | null;
}

/** The visit's way from creation to its end, with the times of the stops behind; on a phone only this stop has words. */
export function OrderWay({ order }: { order: OrderCard }) {
  const { t } = useTranslation('orders');
  return (
    <ol aria-label={t('card.way')} className="flex gap-3 px-4 pt-1 pb-3 sm:px-6">
      {stopsOf(order).map((stop) => (
        <WayStop key={stop.status} stop={stop} city={order.city} />
      ))}
    </ol>
  );
}

function WayStop({ stop, city }: { stop: Stop; city: string }) {
  const { t } = useTranslation('orders');
  const format = useFormat(useCityZone()(city));
  const { status, state, at } = stop;
  const look = orderLook[status];
  return (
    <li
      data-hue={look.hue}
      {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}
      className={cn(
        'relative flex min-w-0 items-start gap-2 whitespace-nowrap sm:flex-1',
        state === 'ahead' ? 'text-ink-3' : 'text-ink',
      )}
    >
      <span
        className={cn(
          'grid size-6 shrink-0 place-items-center rounded-full',
          state === 'now' ? 'bg-hue-soft text-hue-text ring-[1.5px] ring-hue' : 'bg-active text-ink-2',
        )}
      >
        <Icon of={state === 'done' ? Check : look.icon} size={14} />
      </span>
      <span className={cn('flex min-w-0 flex-col leading-4.5', state !== 'now' && 'max-sm:sr-only')}>
        <span className={state === 'now' ? 'font-semibold' : ''}>
          {status === 'new' && state === 'done' ? t('card.created') : t(`status.${status}`)}
        </span>
        <span className="min-h-4 text-12 text-ink-3">{at === null ? '' : format.dateTime(at)}</span>
      </span>
    </li>
  );
}

/** The usual way; the workshop only for those who went there, and the end it really had. */
function stopsOf(order: OrderCard): Stop[] {
  const entered = (status: OrderStatusCode): string | null =>
    status === 'new'
      ? order.createDate
      : (order.history.find(({ toStatus }) => toStatus === status)?.at ?? null);
  const isRefusal = order.statusOrder === 'refused' || order.statusOrder === 'not_an_order';
  const usual: OrderStatusCode[] = ['new', 'assigned', 'on_the_way', 'in_progress'];
  const wasInWorkshop = order.statusOrder === 'workshop' || entered('workshop') !== null;
  const way: OrderStatusCode[] = [
    ...(isRefusal ? usual.filter((status) => entered(status) !== null) : usual),
    ...(wasInWorkshop ? (['workshop'] as const) : []),
    isFinal(order.statusOrder) ? order.statusOrder : 'completed',
  ];
  const now = way.indexOf(order.statusOrder);
  return way.map((status, place) => ({
    status,
    state: place < now ? 'done' : place === now ? 'now' : 'ahead',
    at: place > now ? null : entered(status),
  }));
}
