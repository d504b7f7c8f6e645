import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { useNow } from '@/shared/lib/use-now';
import { debtHue } from '../model/debt-age';

const dayMinutes = 1440;

/** How long a client waits to be called back, ticking: `24:10` to the second, or `24 мин` in rows. */
export function DebtClock({ since, precise = false }: { since: string; precise?: boolean }) {
  const now = useNow();
  const format = useFormat();
  const words = useWaitWords();
  const waitedMs = now - Date.parse(since);
  const short = precise && waitedMs < 10 * 3_600_000;
  return (
    <span
      role="timer"
      aria-live="off"
      data-hue={debtHue(since, now)}
      className="whitespace-nowrap data-[hue=danger]:font-semibold data-[hue=danger]:text-danger data-[hue=warning]:font-semibold data-[hue=warning]:text-warning"
    >
      {short ? format.duration(waitedMs / 1000) : words(since, now)}
    </span>
  );
}

/** `24 мин`, `3 ч`, `2 дня`: the largest whole unit. */
export function useWaitWords(): (since: string, now: number) => string {
  const { t } = useTranslation('calls');
  return (since, now) => {
    const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
    if (minutes < 60) return t('row.minutes', { count: minutes });
    if (minutes < dayMinutes) return t('row.hours', { count: Math.floor(minutes / 60) });
    return t('row.days', { count: Math.floor(minutes / dayMinutes) });
  };
}
