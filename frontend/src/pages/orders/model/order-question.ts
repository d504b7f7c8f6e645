import { isBeforeVisit, isFinal } from '@/entities/order';
import type { OrderNarrowing, OrderQuestion } from '@/entities/order';
import { addDays } from '@/shared/lib/days';
import type { Day } from '@/shared/lib/days';
import { viewOf } from './orders-url';
import type { OrderFilters, OrdersUrl } from './orders-url';

/** Lists whose end shows only in the server's own order: they cannot be sorted otherwise. */
const fixedOrder: readonly string[] = ['open', 'late'];

export function canSort(filters: OrderFilters): boolean {
  return !fixedOrder.includes(viewOf(filters));
}

/** What the list asks. `today` is the organisation's day. */
export function toQuestion(url: OrdersUrl, today: Day): OrderQuestion {
  const view = viewOf(url);
  const sort = canSort(url) ? { sortBy: url.sortBy, sortOrder: url.sortOrder } : {};
  const asked = { ...commonNarrowing(url), ...ownNarrowing(url), ...sort };
  const key = { view, today, ...asked };
  switch (view) {
    case 'open':
      // Open orders come first in the server's order, so the list ends where the closed ones begin.
      return { key, narrowing: () => asked, endsAt: ({ statusOrder }) => isFinal(statusOrder) };
    case 'late':
      return {
        key,
        narrowing: () => ({ ...asked, dateType: 'meeting', dateTo: new Date().toISOString() }),
        endsAt: ({ statusOrder }) => !isBeforeVisit(statusOrder),
      };
    case 'unassigned':
      return { key, narrowing: () => ({ ...asked, status: 'new' }), keeps: ({ master }) => master === null };
    case 'today':
    case 'workshop':
    case 'closed':
    case 'all':
      return { key, narrowing: () => ({ ...asked, ...viewNarrowing(view, today) }) };
  }
}

/** What a named list adds, where the server has a parameter for all of it. */
export function viewNarrowing(view: 'today' | 'workshop' | 'closed' | 'all', today: Day): OrderNarrowing {
  switch (view) {
    case 'today':
      return { dateType: 'meeting', dateFrom: today, dateTo: today };
    case 'workshop':
      return { status: 'workshop' };
    case 'closed':
      return { dateType: 'close', dateFrom: mondayOf(today), dateTo: today };
    case 'all':
      return {};
  }
}

/** Filters that go with every named list. */
export function commonNarrowing({ city, rk, masterId, typeEquipment }: OrderFilters): OrderNarrowing {
  return {
    ...(city === '' ? {} : { city }),
    ...(rk === '' ? {} : { rk }),
    ...(masterId === null ? {} : { masterId }),
    ...(typeEquipment === null ? {} : { typeEquipment }),
  };
}

function ownNarrowing({ search, status, dateType, from, to }: OrderFilters): OrderNarrowing {
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
