import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';

/** A grey bar in the final grid. Shows itself only after 300 ms, so that fast answers do not blink. Give it a width. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block h-2.5 animate-late rounded-full bg-active', className)} />;
}

const widths = ['w-3/5', 'w-4/5', 'w-2/5', 'w-3/4', 'w-1/2'];

interface SkeletonLinesProps {
  lines?: number;
  /** False where the card has its inner space already. */
  inset?: boolean;
}

/** Lines of a card that is on its way. */
export function SkeletonLines({ lines = 4, inset = true }: SkeletonLinesProps) {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      aria-label={t('state.loading')}
      className={cn('flex flex-col gap-4 py-4', inset && 'px-4')}
    >
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={widths[line % widths.length] ?? ''} />
      ))}
    </div>
  );
}
