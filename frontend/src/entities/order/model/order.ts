import type { components } from '@/shared/api';

export type Order = components['schemas']['Order'];
export type OrderCard = components['schemas']['OrderCard'];
export type OrderHistoryEntry = components['schemas']['OrderHistoryEntry'];
export type OrderCall = components['schemas']['OrderCall'];
export type OpenOrderRef = components['schemas']['OpenOrderRef'];
export type Slot = components['schemas']['Slot'];
export type OrderStatus = Order['statusOrder'];
export type TypeEquipment = Order['typeEquipment'];
export type TypeOrder = Order['typeOrder'];

/** In the order of a visit's life; the last three are final. */
export const orderStatuses = [
  'new',
  'assigned',
  'on_the_way',
  'in_progress',
  'workshop',
  'completed',
  'refused',
  'not_an_order',
] as const satisfies readonly OrderStatus[];

export const typeEquipments = ['kp', 'bt', 'mnch'] as const satisfies readonly TypeEquipment[];
export const typeOrders = ['first_time', 'repeat', 'warranty'] as const satisfies readonly TypeOrder[];

const finalStatuses: readonly OrderStatus[] = ['completed', 'refused', 'not_an_order'];
const beforeVisit: readonly OrderStatus[] = ['new', 'assigned', 'on_the_way'];

export function isFinal(status: OrderStatus): boolean {
  return finalStatuses.includes(status);
}

/** The master has not begun yet. */
export function isBeforeVisit(status: OrderStatus): boolean {
  return beforeVisit.includes(status);
}

/** Whole minutes since the meeting's time while the master has not begun; 0 when in time. `now` in milliseconds. */
export function lateMinutes(order: Pick<Order, 'statusOrder' | 'dateMeeting'>, now: number): number {
  if (!isBeforeVisit(order.statusOrder)) return 0;
  return Math.max(0, Math.floor((now - Date.parse(order.dateMeeting)) / 60_000));
}
