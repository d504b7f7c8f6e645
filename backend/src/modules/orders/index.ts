/**
 * Orders: visits sold to clients, from booking a slot to the money. Owns the status machine, the rights to each field, the seats of
 * slots, and the links between orders and calls. Every write leaves history, audit and live events in its own transaction.
 */
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { Clock } from '../../platform/time.js';
import { createOrderList } from './order-list.js';
import { orderOperations } from './orders.contract.js';
import { ordersRoutes } from './orders.routes.js';
import { createOrdersService } from './orders.service.js';

export { eraseMentionsInOrders, eraseOrders, hasErasableOrders, listOpenOrderIds } from './erase-orders.js';
export { countOrdersOf } from './own-orders.queries.js';
export { linkCallToOpenOrders } from './order-calls.queries.js';
export { findOrderRow, openOrderOfPhone, openOrdersOfPhone, type OpenOrder } from './order-rows.queries.js';
export { orderTotals, type StatusTotals, type TotalsWanted } from './order-totals.queries.js';
export {
  FINAL_STATUSES,
  OPEN_STATUSES,
  ORDER_STATUSES,
  TYPE_EQUIPMENTS,
  TYPE_ORDERS,
} from './order-values.js';
export type { OrderRow, OrderStatus, TypeEquipment, TypeOrder } from './order-values.js';
export { ORDER_EVENT_VIEW, ORDER_VIEW, type OrderFacts, type OrderView } from './order-view.contract.js';
export { toOrderFacts, toOrderView } from './orders.presenter.js';

export interface OrdersDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export function createOrdersModule({ database, clock }: OrdersDeps) {
  const orders = createOrdersService({ database, clock });
  const list = createOrderList({ sql: database.sql, clock });
  return {
    operations: orderOperations as unknown as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      ordersRoutes(mount, { orders, list });
    },
  };
}
