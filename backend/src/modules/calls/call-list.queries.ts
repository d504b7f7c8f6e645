import type { Sql } from '../../platform/db/database.js';
import {
  crossBranches,
  filterConditions,
  positionBranches,
  scopeBranches,
  scopeReading,
  searchBranches,
  searchPrelude,
  SORT_COLUMN,
  type Branch,
} from './call-conditions.js';
import type { CallOrder, CallPosition } from './call-cursor.js';
import type { CallFilter, CallScope } from './call-filter.js';
import { MAX_COUNTED, measureOf, totalsSql } from './call-totals.js';
import { CALL_ROW_COLUMNS, CALL_ROW_JOINS, type CallRow } from './call-view.queries.js';
import { createParameters, createStatementNames, type Parameters } from './sql-text.js';

export interface CallListQuery {
  readonly filter: CallFilter;
  readonly scope: CallScope;
  readonly order: CallOrder;
  /** The row after which the page begins; null for a page by number. */
  readonly after: CallPosition | null;
  readonly offset: number;
  readonly limit: number;
}

export interface CallList {
  readonly rows: CallRow[];
  readonly hasMore: boolean;
  readonly total: number;
  /** False when counting stopped at 1,000. */
  readonly isTotalExact: boolean;
}

/** The page comes as one JSON value: reading it costs the process a third of what twenty rows of columns cost. */
interface ListRow {
  readonly total: number;
  readonly hasMore: boolean;
  readonly rows: (Omit<CallRow, 'dateCreate'> & { readonly dateCreate: string })[] | null;
}

const nameOf = createStatementNames('calls');

/** One page of calls and the exact count of all, in one statement, so that both are of the same moment. */
export async function listCalls(sql: Sql, query: CallListQuery): Promise<CallList> {
  const parameters = createParameters();
  const text = listSql(query, parameters);
  const { search } = query.filter;
  // A plan for any text would not know how rare this one is.
  const name = search === null ? nameOf(text) : undefined;
  const [found] = await sql.query<ListRow>({
    text,
    values: parameters.values,
    ...(name !== undefined && { name }),
  });
  const { total = 0, hasMore = false, rows } = found ?? {};
  const isTotalExact = search?.kind !== 'ending' || total <= MAX_COUNTED;
  return {
    rows: (rows ?? []).map((row) => ({ ...row, dateCreate: new Date(row.dateCreate) })),
    hasMore,
    total: isTotalExact ? total : MAX_COUNTED,
    isTotalExact,
  };
}

function listSql(query: CallListQuery, parameters: Parameters): string {
  const { filter, scope, order } = query;
  const total = totalsSql({ filter, scope, measures: [measureOf(filter)] }, parameters);
  const sorted = orderSql('page.key', 'page.id', order);
  const limit = String(query.limit);
  return `
WITH ${searchPrelude(filter.search, scope, parameters)} page AS MATERIALIZED (${pageSql(query, parameters)})
SELECT (SELECT m0 FROM (${total}) counted) AS total,
  (SELECT count(*) FROM page) > ${limit} AS "hasMore",
  (SELECT json_agg(listed) FROM (
    SELECT ${CALL_ROW_COLUMNS}
    FROM (SELECT * FROM page ORDER BY ${sorted} LIMIT ${limit}) page
    JOIN call c ON c.id = page.id
    ${CALL_ROW_JOINS}
    ORDER BY ${sorted}
  ) listed) AS rows`;
}

// The order of the indexes and its mirror: rows without the value are last, ascending first.
const orderSql = (key: string, id: string, { order }: CallOrder): string =>
  order === 'desc' ? `${key} DESC NULLS LAST, ${id} DESC` : `${key} ASC NULLS FIRST, ${id} ASC`;

const dateOrderSql = (key: string, id: string, { order }: CallOrder): string =>
  `${key} ${order}, ${id} ${order}`;

/**
 * Ids of the page, one row more than asked for; the wide rows are fetched for these alone, however deep the page lies. Limits stand in the
 * text as numbers: of a limit that is a parameter the planner thinks the worst and plans the statement anew each time.
 */
function pageSql(query: CallListQuery, parameters: Parameters): string {
  const { filter, scope, order, after, offset, limit } = query;
  const common = filterConditions(filter, scope, parameters);
  const branches = crossBranches([
    scopeBranches(filter, scope, { reading: scopeReading(filter, order), parameters }),
    searchBranches(filter.search, parameters),
    positionBranches(order, after, parameters),
  ]);
  const isFirst = after !== null || offset === 0;
  const [only] = branches;
  const enough = isFirst ? limit + 1 : powerAbove(offset + limit + 1);
  const parts = branches.map((branch) => `(${branchSql({ common, branch, order, limit: String(enough) })})`);
  if (isFirst && only && branches.length === 1)
    return branchSql({ common, branch: only, order, limit: String(enough) });
  const skip = isFirst ? '' : ` OFFSET ${parameters.add(offset, 'int')}`;
  // One branch is in order already, and read no further than the page.
  const sort = branches.length === 1 && !only?.each ? '' : `ORDER BY ${orderSql('key', 'id', order)} `;
  return `SELECT id, key FROM (${parts.join('\n  UNION ALL ')}) found ${sort}LIMIT ${String(limit + 1)}${skip}`;
}

/** The power of two from this number on, so that pages of all depths share few texts. */
const powerAbove = (rows: number): number => 2 ** Math.ceil(Math.log2(rows));

interface BranchQuery {
  readonly common: readonly string[];
  readonly branch: Branch;
  readonly order: CallOrder;
  readonly limit: string;
}

function branchSql({ common, branch, order, limit }: BranchQuery): string {
  const column = SORT_COLUMN[order.by];
  const where = [...common, ...branch.conditions];
  const sorted = order.by === 'dateCreate' ? dateOrderSql : orderSql;
  const select = (conditions: readonly string[]): string =>
    `SELECT c.id, ${column} AS key FROM call c WHERE ${conditions.join(' AND ')}`;
  const tail = ` ORDER BY ${sorted(column, 'c.id', order)} LIMIT ${limit}`;
  if (branch.each) {
    const ofOne = select([...where, `c.${branch.each.column} = every.value`]);
    return `SELECT one.id, one.key FROM (${branch.each.values}) every (value) CROSS JOIN LATERAL (${ofOne}${tail}) one`;
  }
  // OFFSET 0 keeps the planner from reading a large index in order where a small one finds the rows.
  if (branch.isSmall)
    return `SELECT id, key FROM (${select(where)} OFFSET 0) few ORDER BY ${orderSql('key', 'id', order)} LIMIT ${limit}`;
  return `${select(where)}${tail}`;
}
