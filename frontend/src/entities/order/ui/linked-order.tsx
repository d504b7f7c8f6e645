import { Link } from 'react-router';
import { paths } from '@/shared/config';
import { useFormat } from '@/shared/lib/use-format';
import type { OrderStatus as StatusOfOrder } from '../model/order';
import { OrderStatus } from './order-status';

/** The number of an order, as a link, and its status: where an order stands in the row of something else. */
export function LinkedOrder({ order }: { order: { id: number; statusOrder: StatusOfOrder } }) {
  const format = useFormat();
  return (
    <span className="inline-flex min-w-0 items-center gap-2 align-top">
      <Link to={paths.order(order.id)} className="text-link shrink-0">
        {format.orderNumber(order.id)}
      </Link>
      <span className="inline-flex min-w-0 text-ink-2">
        <OrderStatus status={order.statusOrder} />
      </span>
    </span>
  );
}
