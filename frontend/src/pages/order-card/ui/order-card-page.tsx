import { useLocation, useNavigate, useParams } from 'react-router';
import { newOrderUrl, noNewOrder } from '@/entities/order';
import { paths } from '@/shared/config';
import { NewOrder } from './new-order';
import { OrderDrawer } from './order-drawer';

/** One order over the list, or the form of a new one: `/orders/48213`, `/orders/new`. */
export function OrderCardPage() {
  const { orderId } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  const listSearch = newOrderUrl.apply(new URLSearchParams(search), noNewOrder).toString();
  const close = (): void => {
    void navigate({ pathname: paths.orders, search: listSearch });
  };
  if (orderId === undefined) {
    return (
      <NewOrder
        slot={newOrderUrl.parse(new URLSearchParams(search))}
        onClose={close}
        onCreated={(id) => {
          void navigate({ pathname: paths.order(id), search: listSearch }, { replace: true });
        }}
      />
    );
  }
  const isId = /^[1-9]\d{0,9}$/.test(orderId);
  return <OrderDrawer key={orderId} orderId={isId ? Number(orderId) : 0} onClose={close} />;
}
