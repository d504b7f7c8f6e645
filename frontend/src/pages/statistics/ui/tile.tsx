import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslation } from '@/shared/i18n';
import { IconButton } from '@/shared/ui/icon-button';
import { Popover } from '@/shared/ui/popover';

interface TileProps {
  label: string;
  value: ReactNode;
  /** Small print beside the figure: what it is of. */
  note?: ReactNode;
  /** What counts, in words. */
  formula: string;
  /** The list of the very calls or orders behind the figure. */
  to?: string;
}

/** One figure with its passport: what counts, and the way to the rows behind it. */
export function Tile({ label, value, note, formula, to }: TileProps) {
  const { t } = useTranslation('stats');
  return (
    <section aria-label={label} className="rounded-lg border border-line-subtle bg-panel px-4 pt-2.5 pb-3">
      <div className="flex items-center justify-between gap-2">
        <h3 className="min-w-0 text-12 text-ink-2">{label}</h3>
        {/* What a finger needs reaches into the tile's inner space instead of widening it. */}
        <span className="pointer-coarse:-my-2 pointer-coarse:-me-3.5">
          <Popover
            label={label}
            trigger={<IconButton icon={Info} size="sm" label={t('whatCounts', { figure: label })} />}
          >
            <div className="flex max-w-72 flex-col gap-2 text-12">
              <p className="text-13 font-semibold">{label}</p>
              <p className="text-ink-2">{formula}</p>
              {to !== undefined && (
                <Link to={to} className="text-brand-text underline-offset-2 hover:underline">
                  {t('openRows')}
                </Link>
              )}
            </div>
          </Popover>
        </span>
      </div>
      <p className="text-20 font-semibold tabular-nums sm:text-26">{value}</p>
      <p className="min-h-4 text-12 text-ink-3">{note}</p>
    </section>
  );
}
