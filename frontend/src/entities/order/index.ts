/** An order: a visit of a master to a client, and the half-hours it can be booked into. */
export { orderKeys } from './api/order-keys';
export { orderQuery, ordersOfPhoneQuery, slotsQuery } from './api/orders.queries';
export {
  isBeforeVisit,
  isFinal,
  lateMinutes,
  orderStatuses,
  typeEquipments,
  typeOrders,
} from './model/order';
export type {
  OpenOrderRef,
  Order,
  OrderCall,
  OrderCard,
  OrderHistoryEntry,
  OrderStatus as OrderStatusCode,
  Slot,
  TypeEquipment,
  TypeOrder,
} from './model/order';
export { orderLook } from './model/order-look';
export { freeSeats, isOpenSlot, slotDepth } from './model/slot';
export type { SlotDepth } from './model/slot';
export { useSlotsFeed } from './model/use-slots-feed';
export { OrderBadge, OrderStatus } from './ui/order-status';
