import { Link } from 'react-router';
import type { ClientOrder } from '@/entities/client';
import { orderLook } from '@/entities/order';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import type { TimelineItem } from '@/shared/ui/timeline';

/** An order as a line of the client's history. */
export function useOrderItem(): (order: ClientOrder) => TimelineItem {
  const { t } = useTranslation(['calls', 'orders']);
  const format = useFormat();
  return ({ id, statusOrder, problem, master, result, createDate, typeEquipment }) => ({
    id: `order-${String(id)}`,
    ...orderLook[statusOrder],
    title: (
      <Link to={paths.order(id)} className="block truncate rounded-sm hover:underline">
        {t('calls:history.order', {
          order: format.orderNumber(id),
          status: t(`orders:status.${statusOrder}`),
        })}
        {result !== null && `, ${format.money(result)}`}
      </Link>
    ),
    time: format.time(createDate),
    details: [t(`orders:equipment.${typeEquipment}`), problem, master?.name].filter(Boolean).join(' · '),
  });
}
