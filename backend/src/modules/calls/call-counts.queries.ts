import type { Sql } from '../../platform/db/database.js';
import type { CallFilter, CallScope } from './call-filter.js';
import { searchPrelude } from './call-conditions.js';
import { totalsSql, type Measure } from './call-totals.js';
import { columnsOf } from './day-columns.js';
import { createParameters, createStatementNames } from './sql-text.js';

export interface CallCounts {
  readonly all: number;
  readonly missed: number;
  readonly answered: number;
  readonly outbound: number;
  readonly lastHour: number;
}

const ALL: Measure = { columns: columnsOf({}), condition: 'true' };
const MEASURES: readonly Measure[] = [
  ALL,
  { columns: columnsOf({ status: 'missed' }), condition: `c.status = 'missed'` },
  {
    columns: columnsOf({ direction: 'inbound', status: 'answered' }),
    condition: `c.direction = 'inbound' AND c.status = 'answered'`,
  },
  { columns: columnsOf({ direction: 'outbound' }), condition: `c.direction = 'outbound'` },
];

interface CountsRow {
  readonly m0: number;
  readonly m1: number;
  readonly m2: number;
  readonly m3: number;
  readonly lastHour: number;
}

export interface CallCountsQuery {
  readonly filter: CallFilter;
  readonly scope: CallScope;
  readonly now: Date;
}

const MS_PER_HOUR = 3_600_000;
const nameOf = createStatementNames('call-counts');

/** The counters of the quick filters over all that the filter lets through, in one statement. */
export async function countCalls(sql: Sql, { filter, scope, now }: CallCountsQuery): Promise<CallCounts> {
  const parameters = createParameters();
  const totals = totalsSql({ filter, scope, measures: MEASURES }, parameters);
  const hour = totalsSql({ filter: withinLastHour(filter, now), scope, measures: [ALL] }, parameters);
  const prelude = searchPrelude(filter.search, scope, parameters);
  const text = `${prelude === '' ? '' : `WITH ${prelude.slice(0, -1)}`}
  SELECT totals.*, recent.m0 AS "lastHour" FROM (${totals}) totals CROSS JOIN (${hour}) recent`;
  const name = filter.search === null ? nameOf(text) : undefined;
  const [row] = await sql.query<Partial<CountsRow>>({
    text,
    values: parameters.values,
    ...(name !== undefined && { name }),
  });
  const { m0: all = 0, m1: missed = 0, m2: answered = 0, m3: outbound = 0, lastHour = 0 } = row ?? {};
  return { all, missed, answered, outbound, lastHour };
}

function withinLastHour(filter: CallFilter, now: Date): CallFilter {
  const hourAgo = new Date(now.getTime() - MS_PER_HOUR);
  return { ...filter, from: filter.from && filter.from > hourAgo ? filter.from : hourAgo };
}
