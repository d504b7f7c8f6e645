import { isBeforeVisit, isFinal } from '@/entities/order';
import type { OrderFacts } from '@/entities/order';
import { dayIn } from '@/shared/lib/days';
import { viewOf } from './orders-url';
import type { OrderFilters } from './orders-url';

/**
 * Whether the list would hold the order, as far as a page can tell. A search and a range of days are the server's
 * alone to judge, so nothing is said to belong to them. `timeZone` is the organisation's.
 */
export function belongsTo(filters: OrderFilters, order: OrderFacts, timeZone: string): boolean {
  if (filters.search !== '' || filters.from !== null || filters.to !== null) return false;
  return isOfChoices(filters, order) && isOfView(filters, order, timeZone);
}

function isOfChoices(
  { city, rk, status, masterId, typeEquipment }: OrderFilters,
  order: OrderFacts,
): boolean {
  const pairs = [
    [city, '', order.city],
    [rk, '', order.rk],
    [status, null, order.statusOrder],
    [masterId, null, order.master?.id ?? null],
    [typeEquipment, null, order.typeEquipment],
  ] as const;
  return pairs.every(([wanted, none, real]) => wanted === none || wanted === real);
}

function isOfView(filters: OrderFilters, order: OrderFacts, timeZone: string): boolean {
  switch (viewOf(filters)) {
    case 'all':
      return true;
    case 'open':
      return !isFinal(order.statusOrder);
    case 'today':
      return dayIn(timeZone, Date.parse(order.dateMeeting)) === dayIn(timeZone);
    case 'unassigned':
      return order.statusOrder === 'new' && order.master === null;
    case 'late':
      return isBeforeVisit(order.statusOrder) && Date.parse(order.dateMeeting) < Date.now();
    case 'workshop':
      return order.statusOrder === 'workshop';
    case 'closed':
      return isFinal(order.statusOrder);
  }
}
