import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';

/** A grey bar in the final grid. Shows itself only after 300 ms, so that fast answers do not blink. Give it a width. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block h-2.5 animate-late rounded-full bg-active', className)} />;
}

const widths = ['w-3/5', 'w-4/5', 'w-2/5', 'w-3/4', 'w-1/2'];

/** Lines of a card that is on its way. */
export function SkeletonLines({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')} className="flex flex-col gap-4 p-4">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={widths[line % widths.length] ?? ''} />
      ))}
    </div>
  );
}
