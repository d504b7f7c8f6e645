import { ClipboardList } from 'lucide-react';
import { orderStatuses } from '@/entities/order';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { EmptyState } from '@/shared/ui/empty-state';
import { Panel } from '@/shared/ui/panel';
import type { OrderFigures } from '../api/stats.queries';
import { BarLine } from './bar-line';

/** Orders created in the period by the status they have today. */
export function OrdersByStatus({ orders }: { orders: OrderFigures }) {
  const { t } = useTranslation(['stats', 'orders']);
  const format = useFormat();
  const most = Math.max(...orderStatuses.map((status) => orders.byStatus[status]), 1);
  return (
    <Panel title={t('stats:byStatus')} note={t('stats:statusOfToday')}>
      {orders.total === 0 ? (
        <EmptyState icon={ClipboardList} title={t('stats:noOrders')} />
      ) : (
        <ul className="flex flex-col gap-2">
          {orderStatuses.map((status) => (
            <BarLine
              key={status}
              label={t(`orders:status.${status}`)}
              share={orders.byStatus[status] / most}
              value={format.number(orders.byStatus[status])}
              note={format.percent(Math.round((100 * orders.byStatus[status]) / orders.total))}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}
