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

type ListRow = CallRow & { readonly total: number };

const nameOf = createStatementNames('calls');

/** One page of calls and the exact count of all, in one statement, so that both are of the same moment. */
export async function listCalls(sql: Sql, query: CallListQuery): Promise<CallList> {
  const parameters = createParameters();
  const text = listSql(query, parameters);
  // A plan for any text would not know how rare this one is.
  const name = query.filter.search === null ? nameOf(text) : undefined;
  const found = await sql.query<ListRow>({
    text,
    values: parameters.values,
    ...(name !== undefined && { name }),
  });
  const counted = found[0]?.total ?? 0;
  const isTotalExact = query.filter.search?.kind !== 'ending' || counted <= MAX_COUNTED;
  // Without a row on the page the one that carries the total is empty.
  const rows = found.filter(({ id }) => (id as number | null) !== null);
  return {
    rows: rows.slice(0, query.limit),
    hasMore: rows.length > query.limit,
    total: isTotalExact ? counted : MAX_COUNTED,
    isTotalExact,
  };
}

function listSql(query: CallListQuery, parameters: Parameters): string {
  const { filter, scope, order } = query;
  const total = totalsSql({ filter, scope, measures: [measureOf(filter)] }, parameters);
  return `
WITH ${searchPrelude(filter.search, scope, parameters)} total AS (${total}),
page AS (${pageSql(query, parameters)})
SELECT total.m0 AS total, listed.*
FROM total LEFT JOIN (
  SELECT page.key, ${CALL_ROW_COLUMNS}
  FROM page JOIN call c ON c.id = page.id
  ${CALL_ROW_JOINS}
) listed ON true
ORDER BY ${orderSql('listed.key', 'listed.id', order)}`;
}

// The order of the indexes and its mirror: rows without the value are last, ascending first.
const orderSql = (key: string, id: string, { order }: CallOrder): string =>
  order === 'desc' ? `${key} DESC NULLS LAST, ${id} DESC` : `${key} ASC NULLS FIRST, ${id} ASC`;

const dateOrderSql = (key: string, id: string, { order }: CallOrder): string =>
  `${key} ${order}, ${id} ${order}`;

/** Ids of the page, one row more than asked for; the wide rows are fetched for these alone, however deep the page lies. */
function pageSql(query: CallListQuery, parameters: Parameters): string {
  const { filter, scope, order, after, offset } = query;
  const common = filterConditions(filter, scope, parameters);
  const branches = crossBranches([
    scopeBranches(filter, scope, { reading: scopeReading(filter, order), parameters }),
    searchBranches(filter.search, parameters),
    positionBranches(order, after, parameters),
  ]);
  const limit = parameters.add(query.limit + 1, 'int');
  const skip = after || offset === 0 ? '' : ` OFFSET ${parameters.add(offset, 'int')}`;
  const [first] = branches;
  if (branches.length === 1 && first && !first.each && !first.isSmall) {
    return branchSql({ common, branch: first, order, limit: `${limit}${skip}` });
  }
  const enough = skip === '' ? limit : parameters.add(offset + query.limit + 1, 'int');
  const parts = branches.map((branch) => `(${branchSql({ common, branch, order, limit: enough })})`);
  return `SELECT id, key FROM (${parts.join('\n  UNION ALL ')}) found
  ORDER BY ${orderSql('key', 'id', order)} LIMIT ${limit}${skip}`;
}

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
