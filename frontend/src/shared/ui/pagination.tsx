import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from './button';
import { IconButton } from './icon-button';

interface PaginationProps {
  page: number;
  limit: number;
  total: number;
  /** False when counting stopped early: the total is "more than". */
  totalExact?: boolean;
  onPage: (page: number) => void;
}

/** Which rows of how many, and the way to the next. */
export function Pagination({ page, limit, total, totalExact = true, onPage }: PaginationProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const pages = Math.max(1, Math.ceil(total / limit));
  const from = total === 0 ? 0 : (page - 1) * limit + 1;
  const to = Math.min(page * limit, total);
  const shownTotal = totalExact
    ? format.number(total)
    : t('pagination.moreThan', { total: format.number(total) });
  return (
    <nav aria-label={t('pagination.label')} className="flex items-center gap-2 text-12 text-ink-2">
      <span role="status" className="whitespace-nowrap">
        {t('pagination.range', { from: format.number(from), to: format.number(to), total: shownTotal })}
      </span>
      <IconButton
        icon={ChevronLeft}
        label={t('pagination.previous')}
        disabled={page <= 1}
        onClick={() => {
          onPage(page - 1);
        }}
      />
      {pageWindow(page, pages).map((shown, index) =>
        shown === null ? (
          <span key={`gap-${String(index)}`} aria-hidden>
            …
          </span>
        ) : (
          <button
            key={shown}
            type="button"
            aria-label={t('pagination.page', { page: shown })}
            {...(shown === page ? { 'aria-current': 'page' as const } : {})}
            onClick={() => {
              onPage(shown);
            }}
            className={`h-(--control-sm) min-w-(--control-sm) rounded-md px-1 max-sm:hidden ${shown === page ? 'bg-selected font-medium text-brand-text' : 'hover:bg-hover'}`}
          >
            {format.number(shown)}
          </button>
        ),
      )}
      <IconButton
        icon={ChevronRight}
        label={t('pagination.next')}
        disabled={page >= pages}
        onClick={() => {
          onPage(page + 1);
        }}
      />
    </nav>
  );
}

/** First, last and the neighbours of `page`; null marks a gap. */
export function pageWindow(page: number, pages: number): (number | null)[] {
  const wanted = new Set([1, page - 1, page, page + 1, pages]);
  const shown = [...wanted].filter((one) => one >= 1 && one <= pages).sort((a, b) => a - b);
  return shown.flatMap((one, index) =>
    index > 0 && one - (shown[index - 1] ?? one) > 1 ? [null, one] : [one],
  );
}

interface LoadMoreProps {
  hasMore: boolean;
  busy: boolean;
  onMore: () => void;
}

/** The foot of a list read by cursor. */
export function LoadMore({ hasMore, busy, onMore }: LoadMoreProps) {
  const { t } = useTranslation();
  if (!hasMore) return null;
  return (
    <div className="grid place-items-center p-3">
      <Button busy={busy} onClick={onMore}>
        {t('pagination.loadMore')}
      </Button>
    </div>
  );
}
