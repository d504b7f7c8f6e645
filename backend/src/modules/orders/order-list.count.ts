import type { Actor } from '../../platform/access/actor.js';
import type { Sql } from '../../platform/db/database.js';
import { readSearch, type Condition } from './order-list.filters.js';
import { countOrders, countOrdersUpTo } from './order-list.queries.js';
import type { Stretch } from './order-list.sorts.js';
import { totalsWanted } from './order-list.totals.js';
import { orderTotals, type StatusTotals, type TotalsWanted } from './order-totals.queries.js';
import { OPEN_STATUSES, ORDER_STATUSES, isFinal, type OrderStatus } from './order-values.js';
import type { ListOrdersQuery } from './orders.contract.js';

/** A text search stops counting here. */
const COUNT_BOUND = 1000;

export interface ListSize {
  readonly total: number;
  readonly totalExact?: boolean;
  /** How many of them are open; null when nobody has counted that. */
  readonly open: number | null;
}

export interface Counting {
  readonly sql: Sql;
  readonly query: ListOrdersQuery;
  readonly conditions: readonly Condition[];
}

/** The size of a list: from the day totals where they know its filters, else counted; a text search no further than 1,000. */
export async function sizeOfList({ sql, query, conditions }: Counting, actor: Actor): Promise<ListSize> {
  const wanted = totalsWanted(query, actor);
  if (wanted) return sizeByTotals(sql, wanted, query);
  if (query.search === undefined || readSearch(query.search).kind !== 'text')
    return countOrders(sql, conditions);
  const found = await countOrdersUpTo(sql, conditions, COUNT_BOUND + 1);
  return { total: Math.min(found, COUNT_BOUND), totalExact: found <= COUNT_BOUND, open: null };
}

type StatusesAsked = Pick<ListOrdersQuery, 'status' | 'isOpen'>;

async function sizeByTotals(sql: Sql, wanted: TotalsWanted, asked: StatusesAsked): Promise<ListSize> {
  if (wanted.keys.length === 0) return { total: 0, open: 0 };
  const totals = await orderTotals(sql, wanted);
  return { total: sum(totals, ORDER_STATUSES, asked), open: sum(totals, OPEN_STATUSES, asked) };
}

/** Totals of those among these statuses that are asked for. */
const sum = (
  totals: StatusTotals,
  statuses: readonly OrderStatus[],
  { status: only, isOpen }: StatusesAsked,
): number =>
  statuses
    .filter((status) => only === undefined || status === only)
    .filter((status) => isOpen === undefined || isOpen !== isFinal(status))
    .reduce((total, status) => total + totals[status], 0);

/** How many rows of the list stand before its second stretch. */
export async function sizeOfStretch(
  { sql, conditions }: Counting,
  stretch: Stretch,
  { total, open }: ListSize,
): Promise<number> {
  if (open !== null) return stretch.holds === 'open' ? open : total - open;
  const inside = { sql: stretch.where ?? 'true', values: [] };
  return (await countOrders(sql, [...conditions, inside])).total;
}
