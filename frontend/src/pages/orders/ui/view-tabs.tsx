import { useQueries } from '@tanstack/react-query';
import { orderTotalQuery } from '@/entities/order';
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
}

/** Where a count above zero asks for somebody's hand. */
const alarming: Partial<Record<OrderView, string>> = {
  unassigned: 'font-semibold text-warning',
  late: 'font-semibold text-danger',
};

/** The named lists with their counts. */
export function ViewTabs({ url, onChange }: ViewTabsProps) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const totals = useViewTotals(url);
  const chosen = viewOf(url);
  return (
    <div role="group" aria-label={t('view.label')} className="relative flex min-w-0 gap-1 overflow-x-auto">
      {orderViews.map((view) => {
        const total = totals[view];
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
            {total !== undefined && ' '}
            {total !== undefined && (
              <span className={(total > 0 ? alarming[view] : undefined) ?? 'font-normal text-ink-3'}>
                {format.number(total)}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}

/** Totals of the lists; that of all orders is told above the rows alone. */
function useViewTotals(url: OrdersUrl): Partial<Record<OrderView, number>> {
  const { timezone } = useProfile().organization;
  const today = dayIn(timezone);
  const counted = orderViews.filter((view) => view !== 'all');
  const answers = useQueries({
    queries: counted.map((view) =>
      orderTotalQuery({ ...commonNarrowing(url), ...viewNarrowing(view, today) }),
    ),
  });
  return Object.fromEntries(
    counted.flatMap((view, index) => {
      const total = answers[index]?.data?.total;
      return total === undefined ? [] : [[view, total]];
    }),
  );
}
