import { useTranslation } from '@/shared/i18n';
import { SkeletonLines } from '@/shared/ui/skeleton';

const tiles = 6;

/** Figures on their way, in the grid they will stand in, so that nothing jumps. */
export function FiguresSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')} className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        {Array.from({ length: tiles }, (_, tile) => (
          <div key={tile} className="h-24 rounded-lg border border-line-subtle bg-panel">
            <SkeletonLines lines={3} />
          </div>
        ))}
      </div>
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-[2fr_1fr]">
        {['chart', 'shares'].map((panel) => (
          <div key={panel} className="h-76 rounded-lg border border-line-subtle bg-panel">
            <SkeletonLines lines={6} />
          </div>
        ))}
      </div>
    </div>
  );
}
