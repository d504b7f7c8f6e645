/** An order: a visit of a master to a client, and the half-hours it can be booked into. */
export { orderKeys } from './api/order-keys';
export { orderListQuery, orderTotalQuery } from './api/order-list.queries';
export type { OrderQuestion } from './api/order-list.queries';
export { orderQuery, ordersOfPhoneQuery, slotsQuery } from './api/orders.queries';
export { currentOrder, useUpdateOrder } from './api/update-order';
export type { OrderChange } from './api/update-order';
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
export { newOrderUrl, noNewOrder } from './model/new-order-url';
export { readOrderNews } from './model/order-event';
export type { OrderFacts, OrderNews } from './model/order-event';
export { placeOrder } from './model/place-order';
export { freeSeats, isOpenSlot, isSameInstant, slotDepth } from './model/slot';
export type { SlotDepth } from './model/slot';
export { nearestOf } from './model/slot-problem';
export { useOrderWords } from './model/use-order-words';
export { useOrdersFeed } from './model/use-orders-feed';
export { useSlotsFeed } from './model/use-slots-feed';
export { DayStepper } from './ui/day-stepper';
export { DaySlots } from './ui/day-slots';
export { SlotTaken } from './ui/slot-taken';
export type { TakenSlot } from './ui/slot-taken';
export { LateMark, useMinutesWords } from './ui/late-mark';
export { LinkedOrder } from './ui/linked-order';
export { OrderBadge, OrderStatus } from './ui/order-status';
