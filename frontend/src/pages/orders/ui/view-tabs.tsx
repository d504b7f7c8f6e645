import { useQueries } from '@tanstack/react-query';
import { isFinal, orderStatuses, orderTotalQuery } from '@/entities/order';
import { useProfile } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { dayIn } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { commonNarrowing, viewNarrowing } from '../model/order-question';
import { orderViews, viewOf } from '../model/orders-url';
import type { OrdersUrl, OrderView } from '../model/orders-url';

interface ViewTabsProps {
  url: OrdersUrl;
  onChange: (change: Partial<OrdersUrl>) => void;
  /** Of the list on the screen, for the lists that only it can count. */
  shownTotal: number | null;
}

/** The named lists. A count stands only where the server counts, or the whole list is loaded. */
export function ViewTabs({ url, onChange, shownTotal }: ViewTabsProps) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const totals = useViewTotals(url);
  const chosen = viewOf(url);
  return (
    <div role="group" aria-label={t('view.label')} className="relative flex min-w-0 gap-1 overflow-x-auto">
      {orderViews.map((view) => {
        const total = view === chosen ? (totals[view] ?? shownTotal) : (totals[view] ?? null);
        return (
          <button
            key={view}
            type="button"
            aria-pressed={view === chosen}
            onClick={() => {
              onChange({ view, search: '', status: null, from: null, to: null });
            }}
            className={cn(
              'h-8 shrink-0 rounded-md px-2.5 whitespace-nowrap pointer-coarse:h-11',
              view === chosen ? 'bg-active font-semibold' : 'text-ink-2 hover:bg-hover',
            )}
          >
            {t(`view.${view}`)}
            {total !== null && ' '}
            {total !== null && <span className="font-normal text-ink-3">{format.number(total)}</span>}
          </button>
        );
      })}
    </div>
  );
}

/** Open orders are counted status by status: the server has an exact total for each. */
function useViewTotals(url: OrdersUrl): Partial<Record<OrderView, number>> {
  const { timezone } = useProfile().organization;
  const today = dayIn(timezone);
  const common = commonNarrowing(url);
  const open = orderStatuses.filter((status) => !isFinal(status));
  const asked = [
    ...open.map((status) => ({ ...common, status })),
    { ...common, ...viewNarrowing('today', today) },
    { ...common, ...viewNarrowing('closed', today) },
  ];
  const answers = useQueries({ queries: asked.map((narrowing) => orderTotalQuery(narrowing)) });
  const counts = answers.map(({ data }) => data?.total);
  const ofOpen = counts.slice(0, open.length);
  const [today_, closed] = counts.slice(open.length);
  const workshop = counts[open.indexOf('workshop')];
  return {
    ...(ofOpen.every((count) => count !== undefined) ? { open: sum(ofOpen) } : {}),
    ...(workshop === undefined ? {} : { workshop }),
    ...(today_ === undefined ? {} : { today: today_ }),
    ...(closed === undefined ? {} : { closed }),
  };
}

function sum(counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((total, count) => total + (count ?? 0), 0);
}
