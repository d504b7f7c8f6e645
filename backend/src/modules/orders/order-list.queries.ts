import type { Sql } from '../../platform/db/database.js';
import { toWhere, type Condition } from './order-list.filters.js';
import type { Stretch } from './order-list.sorts.js';
import { OPEN_LIST, ORDER_COLUMNS, ORDER_JOINS } from './order-rows.queries.js';
import type { OrderRow } from './order-values.js';

export interface StretchPage {
  readonly conditions: readonly Condition[];
  readonly stretch: Stretch;
  /** Sort keys of the row after which the page starts, instants as milliseconds; null starts at the offset. */
  readonly after: readonly number[] | null;
  readonly offset: number;
  readonly limit: number;
}

/**
 * Rows of one stretch of the list in its order. The page is found by ids first, so that a deep offset walks an index and not the rows
 * with all they join.
 */
export function stretchRows(
  sql: Sql,
  { conditions, stretch, after, offset, limit }: StretchPage,
): Promise<OrderRow[]> {
  const values: unknown[] = [];
  const where = [toWhere(conditions, values), ...(stretch.where ? [stretch.where] : [])];
  if (after) where.push(afterCondition(stretch, after, values));
  const order = sortOf(stretch, (key) => key);
  values.push(limit, offset);
  const page = `SELECT o.id FROM "order" o WHERE ${where.join(' AND ')} ORDER BY ${order}
    LIMIT $${String(values.length - 1)} OFFSET $${String(values.length)}`;
  return sql.query<OrderRow>({
    text: `SELECT ${ORDER_COLUMNS} FROM (${page}) page JOIN "order" o ON o.id = page.id ${ORDER_JOINS} ORDER BY ${order}`,
    values,
  });
}

function afterCondition({ keys, direction }: Stretch, after: readonly number[], values: unknown[]): string {
  const placeholders = keys.map(({ type }, index) => {
    const value = after[index] ?? 0;
    values.push(type === 'int' ? value : new Date(value));
    return `$${String(values.length)}::${type}`;
  });
  const left = keys.map((key) => key.sql).join(', ');
  return `(${left}) ${direction === 'ASC' ? '>' : '<'} (${placeholders.join(', ')})`;
}

export interface Counts {
  readonly total: number;
  readonly open: number;
}

/** Orders that fulfil the conditions, and how many of them are open. */
export async function countOrders(sql: Sql, conditions: readonly Condition[]): Promise<Counts> {
  const values: unknown[] = [];
  const where = toWhere(conditions, values);
  const [row] = await sql.query<Counts>({
    text: `SELECT count(*)::int AS total, count(*) FILTER (WHERE o.status_order IN (${OPEN_LIST}))::int AS open
      FROM "order" o WHERE ${where}`,
    values,
  });
  return row ?? { total: 0, open: 0 };
}

/** The same without looking further than `bound`: what a text finds may cost more to count than to show. */
export async function countOrdersUpTo(
  sql: Sql,
  conditions: readonly Condition[],
  bound: number,
): Promise<number> {
  const values: unknown[] = [];
  const where = toWhere(conditions, values);
  values.push(bound);
  const [row] = await sql.query<{ total: number }>({
    text: `SELECT count(*)::int AS total
      FROM (SELECT 1 FROM "order" o WHERE ${where} LIMIT $${String(values.length)}) found`,
    values,
  });
  return row?.total ?? 0;
}

interface FewPage {
  readonly conditions: readonly Condition[];
  readonly stretches: readonly Stretch[];
  readonly offset: number;
  readonly limit: number;
}

/**
 * Rows of a list of which conditions leave few, together with their number, in one prepared statement: they are sorted, not walked.
 * An offset beyond the end finds neither.
 */
export function fewRows(
  sql: Sql,
  { conditions, stretches, offset, limit }: FewPage,
): Promise<(OrderRow & { readonly total: number })[]> {
  const values: unknown[] = [];
  const where = toWhere(conditions, values);
  const order = sortOfAll(stretches);
  values.push(limit, offset);
  const text = `SELECT ${ORDER_COLUMNS}, page.total FROM (
      SELECT o.id, (count(*) OVER ())::int AS total FROM "order" o WHERE ${where}
      ORDER BY ${order} LIMIT $${String(values.length - 1)} OFFSET $${String(values.length)}
    ) page JOIN "order" o ON o.id = page.id ${ORDER_JOINS} ORDER BY ${order}`;
  return sql.query<OrderRow & { readonly total: number }>({ name: nameOf(text), text, values });
}

/** The stretches one after another in a single ORDER BY. */
function sortOfAll(stretches: readonly Stretch[]): string {
  const [first] = stretches;
  if (stretches.length === 1 || !first?.where) return first ? sortOf(first, (key) => key) : 'o.id';
  const inFirst = first.where;
  const of = (stretch: Stretch): string =>
    sortOf(stretch, (key) => `CASE WHEN ${stretch.where ?? 'true'} THEN ${key} END`);
  return [`(${inFirst}) DESC`, ...stretches.map(of)].join(', ');
}

const sortOf = ({ keys, direction }: Stretch, wrap: (key: string) => string): string =>
  keys.map(({ sql }) => `${wrap(sql)} ${direction}`).join(', ');

const names = new Map<string, string>();

/** The name under which a statement is prepared, one for each text that the filters make. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `orders-few-${String(names.size)}`;
  names.set(text, name);
  return name;
}
