import type { Mount } from '../../platform/http/mount.js';
import type { createOrderList } from './order-list.js';
import {
  createOrder,
  createOrderFromCall,
  deleteOrder,
  getOrder,
  getOrderSlots,
  listOrders,
  setOrderStatus,
  updateOrder,
} from './orders.contract.js';
import type { OrdersService } from './orders.service.js';

export interface OrdersRoutesDeps {
  readonly orders: OrdersService;
  readonly list: ReturnType<typeof createOrderList>;
}

export function ordersRoutes(mount: Mount, { orders, list }: OrdersRoutesDeps): void {
  mount.signedIn(listOrders, ({ actor, query }) => list(actor, query));
  mount.signedIn(createOrder, ({ actor, body }) => orders.create(actor, body));
  mount.signedIn(getOrderSlots, ({ actor, query }) => orders.slots(actor, query));
  mount.signedIn(createOrderFromCall, ({ actor, params, body }) =>
    orders.createFromCall(actor, params.id, body),
  );
  mount.signedIn(getOrder, ({ actor, params }) => orders.getCard(actor, params.id));
  mount.signedIn(updateOrder, ({ actor, params, body }) => orders.update(actor, params.id, body));
  mount.signedIn(setOrderStatus, ({ actor, params, body }) => orders.setStatus(actor, params.id, body));
  mount.signedIn(deleteOrder, ({ actor, params }) => orders.remove(actor, params.id));
}
