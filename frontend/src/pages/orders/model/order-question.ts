import type { OrderQuestion } from '@/entities/order';
import { addDays } from '@/shared/lib/days';
import type { Day } from '@/shared/lib/days';
import { viewOf } from './orders-url';
import type { OrderFilters, OrdersUrl, OrderView } from './orders-url';

/** What the list asks. `today` is the organisation's day. */
export function toQuestion(url: OrdersUrl, today: Day): OrderQuestion {
  return {
    ...commonNarrowing(url),
    ...ownNarrowing(url),
    ...viewNarrowing(viewOf(url), today),
    sortBy: url.sortBy,
    sortOrder: url.sortOrder,
  };
}

/** What a named list adds. */
export function viewNarrowing(view: OrderView, today: Day): OrderQuestion {
  switch (view) {
    case 'open':
      return { isOpen: true };
    case 'today':
      return { dateType: 'meeting', dateFrom: today, dateTo: today };
    case 'unassigned':
      return { isOpen: true, withoutMaster: true };
    case 'late':
      return { isLate: true };
    case 'workshop':
      return { status: 'workshop' };
    case 'closed':
      return { dateType: 'close', dateFrom: mondayOf(today), dateTo: today };
    case 'all':
      return {};
  }
}

/** Filters that go with every named list. */
export function commonNarrowing({ city, rk, masterId, typeEquipment }: OrderFilters): OrderQuestion {
  return {
    ...(city === '' ? {} : { city }),
    ...(rk === '' ? {} : { rk }),
    ...(masterId === null ? {} : { masterId }),
    ...(typeEquipment === null ? {} : { typeEquipment }),
  };
}

function ownNarrowing({ search, status, dateType, from, to }: OrderFilters): OrderQuestion {
  return {
    ...(search === '' ? {} : { search }),
    ...(status === null ? {} : { status }),
    ...(from === null && to === null ? {} : { dateType }),
    ...(from === null ? {} : { dateFrom: from }),
    ...(to === null ? {} : { dateTo: to }),
  };
}

function mondayOf(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}
