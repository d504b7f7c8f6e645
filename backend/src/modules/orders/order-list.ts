import type { Actor } from '../../platform/access/actor.js';
import type { Sql } from '../../platform/db/database.js';
import { toPagination, type Page } from '../../platform/http/operation.js';
import { invalidField } from '../../platform/http/problem.js';
import type { InstantOrDay } from '../../platform/http/schema.js';
import type { Clock } from '../../platform/time.js';
import { readCursor, writeCursor, type CursorPosition } from './order-cursor.js';
import { conditionsOf, endOf, readSearch, startOf, type Condition } from './order-list.filters.js';
import { countOrders, countOrdersUpTo, stretchRows, type Counts } from './order-list.queries.js';
import { stretchesOf, type Stretch } from './order-list.sorts.js';
import { findCity } from './order-slots.queries.js';
import { cityCampaignKey, orderTotals, type TotalsWanted } from './order-totals.queries.js';
import { OPEN_STATUSES, ORDER_STATUSES, type OrderRow } from './order-values.js';
import type { OrderView } from './order-view.contract.js';
import type { ListOrdersQuery } from './orders.contract.js';
import { toOrderView } from './orders.presenter.js';

/** A text search stops counting here. */
const COUNT_BOUND = 1000;

interface Listing {
  readonly sql: Sql;
  readonly query: ListOrdersQuery;
  readonly conditions: readonly Condition[];
  readonly stretches: readonly Stretch[];
}

/** One page of the orders that a person reaches. @throws Problem 422 for a cursor of another list and a range that ends before it begins. */
export const createOrderList =
  ({ sql, clock }: { sql: Sql; clock: Clock }) =>
  async (actor: Actor, query: ListOrdersQuery): Promise<Page<OrderView>> => {
    const timeZone = await zoneOf(sql, actor, query);
    assertRange(query, timeZone);
    const stretches = stretchesOf(query);
    const sort = sortName(query);
    const position = query.cursor === undefined ? null : readCursor(sort, stretches, query.cursor);
    const conditions = conditionsOf(query, { actor, now: clock.now(), timeZone });
    const listing = { sql, query, conditions, stretches };

    const counting = count(listing, actor);
    const isFirst = position !== null || query.page === 1;
    const [counts, found] = isFirst
      ? await Promise.all([counting, rowsFrom(listing, position)])
      : [await counting, await rowsAtPage(listing, await counting)];

    const rows = found.slice(0, query.limit);
    const last = rows.at(-1);
    const hasMore = found.length > query.limit && last !== undefined;
    const nextCursor = hasMore ? writeCursor(sort, last.stretch, last.row) : null;
    return {
      data: rows.map(({ row }) => toOrderView(actor, row)),
      pagination: toPagination(query, { ...counts, nextCursor }),
    };
  };

const sortName = ({ sortBy, sortOrder }: ListOrdersQuery): string =>
  sortBy === 'priority' ? sortBy : `${sortBy}.${sortOrder}`;

/** Days of meetings are the city's when the list is of one city; all others are the organisation's. */
async function zoneOf(
  sql: Sql,
  actor: Actor,
  { dateType, city, dateFrom, dateTo }: ListOrdersQuery,
): Promise<string> {
  const hasDay = [dateFrom, dateTo].some((end) => end !== undefined && !(end instanceof Date));
  const only = city ?? (actor.cities?.length === 1 ? actor.cities[0] : undefined);
  if (dateType !== 'meeting' || !hasDay || only === undefined) return actor.organizationTimezone;
  const found = await findCity(sql, { organizationId: actor.organizationId, city: only });
  return found?.timezone ?? actor.organizationTimezone;
}

function assertRange({ dateFrom, dateTo }: ListOrdersQuery, timeZone: string): void {
  if (dateFrom && dateTo && startOf(dateFrom, timeZone) >= endOf(dateTo, timeZone))
    throw invalidField('dateTo', 'out_of_range');
}

interface Found {
  readonly row: OrderRow;
  readonly stretch: Stretch;
}

/** One row more than the page, from a cursor or from the start, over the borders of the stretches. */
async function rowsFrom(
  { sql, query, conditions, stretches }: Listing,
  position: CursorPosition | null,
): Promise<Found[]> {
  const found: Found[] = [];
  const first = position ? stretches.findIndex(({ holds }) => holds === position.holds) : 0;
  for (const [index, stretch] of stretches.entries()) {
    const limit = query.limit + 1 - found.length;
    if (index < first || limit === 0) continue;
    const after = position && index === first ? position.keys : null;
    const rows = await stretchRows(sql, { conditions, stretch, after, offset: 0, limit });
    found.push(...rows.map((row) => ({ row, stretch })));
  }
  return found;
}

/** The same at a page's number; the sizes of the stretches tell where it lies. */
async function rowsAtPage(
  { sql, query, conditions, stretches }: Listing,
  counts: CountedList,
): Promise<Found[]> {
  const found: Found[] = [];
  let offset = (query.page - 1) * query.limit;
  for (const stretch of stretches) {
    const size = stretches.length === 1 ? Infinity : sizeOf(stretch, counts);
    const limit = query.limit + 1 - found.length;
    if (limit > 0 && offset < size) {
      const rows = await stretchRows(sql, { conditions, stretch, after: null, offset, limit });
      found.push(...rows.map((row) => ({ row, stretch })));
    }
    offset = Math.max(offset - size, 0);
  }
  return found;
}

/** The last stretch has no need of its size, which a bounded count does not know. */
const sizeOf = ({ holds }: Stretch, { open, total, totalExact }: CountedList): number => {
  if (holds === 'open') return open;
  return totalExact === false ? Infinity : total - open;
};

type CountedList = Counts & { readonly totalExact?: boolean };

async function count({ sql, query, conditions }: Listing, actor: Actor): Promise<CountedList> {
  const wanted = totalsWanted(query, actor);
  if (wanted) return countByTotals(sql, wanted, query.status);
  if (query.search === undefined || readSearch(query.search).kind !== 'text')
    return countOrders(sql, conditions);
  const { total, open } = await countOrdersUpTo(sql, conditions, COUNT_BOUND + 1);
  return total > COUNT_BOUND
    ? { total: COUNT_BOUND, open, totalExact: false }
    : { total, open, totalExact: true };
}

async function countByTotals(
  sql: Sql,
  wanted: TotalsWanted,
  status: ListOrdersQuery['status'],
): Promise<Counts> {
  if (wanted.keys.length === 0) return { total: 0, open: 0 };
  const totals = await orderTotals(sql, wanted);
  const sum = (statuses: readonly (typeof ORDER_STATUSES)[number][]): number =>
    statuses
      .filter((name) => status === undefined || name === status)
      .reduce((total, name) => total + totals[name], 0);
  return { total: sum(ORDER_STATUSES), open: sum(OPEN_STATUSES) };
}

/** Filters of which day totals know nothing. */
const NOT_IN_TOTALS = ['typeOrder', 'typeEquipment', 'avitoName', 'search'] as const;

/** The day totals that give the size of this list; null when they cannot and the rows must be counted. */
export function totalsWanted(query: ListOrdersQuery, actor: Actor): TotalsWanted | null {
  const range = dayRange(query);
  if (!range || actor.role === 'master' || NOT_IN_TOTALS.some((name) => query[name] !== undefined))
    return null;
  const dimension = dimensionOf(query, actor);
  return dimension && { organizationId: actor.organizationId, ...dimension, ...range };
}

function dayRange({
  dateType,
  dateFrom,
  dateTo,
}: ListOrdersQuery): Pick<TotalsWanted, 'fromDay' | 'toDay'> | null {
  const isDay = (end: InstantOrDay | undefined): boolean =>
    end === undefined || (!(end instanceof Date) && dateType === 'create');
  if (!isDay(dateFrom) || !isDay(dateTo)) return null;
  const dayOfEnd = (end: InstantOrDay | undefined): string | null =>
    end === undefined || end instanceof Date ? null : end.day;
  return { fromDay: dayOfEnd(dateFrom), toDay: dayOfEnd(dateTo) };
}

function dimensionOf(query: ListOrdersQuery, actor: Actor): Pick<TotalsWanted, 'dimension' | 'keys'> | null {
  const { city, rk, operatorId, masterId } = query;
  const cities = citiesOf(actor, city);
  if (operatorId !== undefined || masterId !== undefined)
    return cities === null && rk === undefined ? ofPerson(query) : null;
  if (cities === null)
    return rk === undefined ? { dimension: 'all', keys: [''] } : { dimension: 'rk', keys: [rk] };
  return rk === undefined
    ? { dimension: 'city', keys: cities }
    : { dimension: 'city_rk', keys: cities.map((name) => cityCampaignKey(name, rk)) };
}

function ofPerson({
  operatorId,
  masterId,
}: ListOrdersQuery): Pick<TotalsWanted, 'dimension' | 'keys'> | null {
  if (operatorId === undefined) return { dimension: 'master', keys: [String(masterId)] };
  return masterId === undefined ? { dimension: 'operator', keys: [String(operatorId)] } : null;
}

/** The cities of the list: the one asked for, if the caller reaches it, else his; null is every city. */
function citiesOf({ cities }: Actor, city: string | undefined): readonly string[] | null {
  if (city === undefined) return cities;
  return cities === null || cities.includes(city) ? [city] : [];
}
