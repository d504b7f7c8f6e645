import type { Actor } from '../../platform/access/actor.js';
import type { Sql } from '../../platform/db/database.js';
import { toPagination, type Page } from '../../platform/http/operation.js';
import { invalidField } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { readCursor, writeCursor, type CursorPosition } from './order-cursor.js';
import { sizeOfList, sizeOfStretch, type Counting, type ListSize } from './order-list.count.js';
import { conditionsOf, endOf, readSearch, startOf } from './order-list.filters.js';
import { fewRows, stretchRows } from './order-list.queries.js';
import { stretchesOf, stretchOf, type Stretch } from './order-list.sorts.js';
import { findCity } from './order-slots.queries.js';
import type { OrderRow } from './order-values.js';
import type { OrderView } from './order-view.contract.js';
import type { ListOrdersQuery } from './orders.contract.js';
import { toOrderView } from './orders.presenter.js';

interface Listing extends Counting {
  readonly actor: Actor;
  readonly stretches: readonly Stretch[];
  readonly position: CursorPosition | null;
}

/** Rows of a page and one more, if there are more. */
interface Found {
  readonly rows: readonly OrderRow[];
  readonly size: ListSize;
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

    const { rows: found, size } = await find({ sql, query, conditions, actor, stretches, position });
    const rows = found.slice(0, query.limit);
    const last = found.length > query.limit ? rows.at(-1) : undefined;
    const nextCursor = last ? writeCursor(sort, stretchOf(stretches, last), last) : null;
    const { open: _, ...total } = size;
    return {
      data: rows.map((row) => toOrderView(actor, row)),
      pagination: toPagination(query, { ...total, nextCursor }),
    };
  };

/** The first page and what follows a cursor need no size to be found, so both are asked for at once. */
async function find(listing: Listing): Promise<Found> {
  const { query, actor, position } = listing;
  if (position === null && isSelective(query)) return findFew(listing);
  if (position !== null || query.page === 1) {
    const [size, rows] = await Promise.all([sizeOfList(listing, actor), rowsFrom(listing)]);
    return { rows, size };
  }
  const size = await sizeOfList(listing, actor);
  return { rows: await rowsAtPage(listing, size), size };
}

/** A search by number leaves so few orders that they are counted, sorted and cut in one go. */
const isSelective = ({ search }: ListOrdersQuery): boolean =>
  search !== undefined && readSearch(search).kind !== 'text';

async function findFew(listing: Listing): Promise<Found> {
  const { sql, query, actor } = listing;
  const rows = await fewRows(sql, { ...listing, offset: offsetOf(query), limit: query.limit + 1 });
  const [first] = rows;
  if (first) return { rows, size: { total: first.total, open: null } };
  return { rows, size: query.page === 1 ? { total: 0, open: 0 } : await sizeOfList(listing, actor) };
}

const offsetOf = ({ page, limit }: ListOrdersQuery): number => (page - 1) * limit;

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

/** Rows from a cursor or from the start, over the border of the stretches. */
async function rowsFrom({ sql, query, conditions, stretches, position }: Listing): Promise<OrderRow[]> {
  const found: OrderRow[] = [];
  const first = position ? stretches.findIndex(({ holds }) => holds === position.holds) : 0;
  for (const [index, stretch] of stretches.slice(first).entries()) {
    const limit = query.limit + 1 - found.length;
    if (limit === 0) break;
    const after = position && index === 0 ? position.keys : null;
    found.push(...(await stretchRows(sql, { conditions, stretch, after, offset: 0, limit })));
  }
  return found;
}

/** Rows at a page's number; the size of the first stretch tells on which side of the border they lie. */
async function rowsAtPage(listing: Listing, size: ListSize): Promise<OrderRow[]> {
  const { sql, query, conditions, stretches } = listing;
  const [first, second] = stretches;
  if (!first) return [];
  const offset = offsetOf(query);
  const limit = query.limit + 1;
  const border = second ? await sizeOfStretch(listing, first, size) : Infinity;
  const page = { conditions, after: null };
  const rows = offset < border ? await stretchRows(sql, { ...page, stretch: first, offset, limit }) : [];
  if (!second || rows.length === limit) return rows;
  const rest = { ...page, stretch: second, offset: Math.max(offset - border, 0), limit: limit - rows.length };
  return [...rows, ...(await stretchRows(sql, rest))];
}
