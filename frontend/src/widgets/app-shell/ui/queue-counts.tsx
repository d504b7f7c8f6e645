import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Elapsed } from '@/shared/ui/elapsed';
import { useQueue } from '../model/use-queue';

/** How many callers wait and how long the first of them; while nobody does, how many are owed a call. */
export function QueueCounts() {
  const { t } = useTranslation();
  const format = useFormat();
  const queue = useQueue();
  const waiting = queue === null ? '—' : format.number(queue.waiting);
  const since = queue?.longestSince ?? null;
  return (
    <span className="flex shrink-0 items-center gap-1.5 whitespace-nowrap text-ink-2 max-md:text-12">
      <span className={since === null ? 'max-md:hidden' : undefined}>
        <span className="max-sm:sr-only">{t('queue.waiting')}</span>{' '}
        <strong className="font-semibold text-ink">{waiting}</strong>
      </span>
      {since === null ? (
        <span className="max-lg:hidden">
          {t('queue.debts')}{' '}
          <strong className="font-semibold text-ink">
            {queue === null ? '—' : format.number(queue.debts)}
          </strong>
        </span>
      ) : (
        <span>
          <span className="max-lg:sr-only">{t('queue.longest')}</span>{' '}
          <Elapsed since={since} className="font-semibold text-ink" />
        </span>
      )}
    </span>
  );
}
