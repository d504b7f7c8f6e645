import { Box, Car, CircleCheck, CircleDashed, CircleSlash, CircleX, UserCheck, Wrench } from 'lucide-react';
import { Link } from 'react-router';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Status } from '@/shared/ui/badge';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';
import type { Call } from '../model/call';

export type LinkedOrderStatus = Call['orders'][number]['statusOrder'];

/** Hue and icon of each status of an order; its word is `calls:orderStatus.<status>`. */
export const orderStatusLook: Record<LinkedOrderStatus, { hue: Hue; icon: LucideIcon }> = {
  new: { hue: 'order-new', icon: CircleDashed },
  assigned: { hue: 'order-assigned', icon: UserCheck },
  on_the_way: { hue: 'order-way', icon: Car },
  in_progress: { hue: 'order-work', icon: Wrench },
  workshop: { hue: 'order-workshop', icon: Box },
  completed: { hue: 'order-completed', icon: CircleCheck },
  refused: { hue: 'order-refused', icon: CircleX },
  not_an_order: { hue: 'order-not', icon: CircleSlash },
};

/** The number of an order that hangs on a call, as a link, and its status. */
export function LinkedOrder({ order }: { order: Call['orders'][number] }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <Link to={paths.order(order.id)} className="text-link shrink-0">
        {format.orderNumber(order.id)}
      </Link>
      <span className="inline-flex min-w-0 text-ink-2">
        <Status {...orderStatusLook[order.statusOrder]}>{t(`orderStatus.${order.statusOrder}`)}</Status>
      </span>
    </span>
  );
}
