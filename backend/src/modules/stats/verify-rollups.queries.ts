import type { Sql } from '../../platform/db/database.js';

/** A day of a dimension whose totals differ from the rows they count; the values are facts less totals, of the columns that differ. */
export interface RollupDifference {
  readonly table: 'call' | 'order';
  readonly organizationId: number;
  readonly dim: string;
  readonly key: string;
  readonly day: string;
  readonly columns: Readonly<Record<string, number>>;
}

/** Longer lists help nobody: the totals are to be rebuilt. */
const MAX_DIFFERENCES = 200;

const when = (condition: string, value = '1'): string => `CASE WHEN ${condition} THEN ${value} ELSE 0 END`;
const seconds = (condition: string, column: string): string => when(condition, `coalesce(r.${column}, 0)`);

const callKinds = (direction: string, statuses: readonly string[]): [string, string][] =>
  statuses.map((status) => [
    `${direction}_${status}`,
    when(`r.direction = '${direction}' AND r.status = '${status}'`),
  ]);

/** Each column of the totals as it follows from a row `r`. */
const CALL_FACTS: readonly [string, string][] = [
  ...callKinds('inbound', ['new', 'in_progress', 'answered']),
  ...['ivr', 'queue', 'ringing', 'schedule'].map((reason): [string, string] => [
    `missed_${reason}`,
    when(`r.status = 'missed' AND r.missed_reason = '${reason}'`),
  ]),
  ...callKinds('outbound', ['new', 'in_progress', 'answered', 'busy', 'no_answer']),
  ...callKinds('internal', ['new', 'in_progress', 'answered', 'busy', 'no_answer']),
  ['inbound_talk_seconds', seconds(`r.direction = 'inbound'`, 'talk_seconds')],
  ['outbound_talk_seconds', seconds(`r.direction = 'outbound'`, 'talk_seconds')],
  ['answered_wait_seconds', seconds(`r.direction = 'inbound' AND r.status = 'answered'`, 'wait_seconds')],
];

const ORDER_FACTS: readonly [string, string][] = [
  ...['new', 'assigned', 'on_the_way', 'in_progress', 'workshop', 'completed', 'refused', 'not_an_order'].map(
    (status): [string, string] => [`status_${status}`, when(`r.status_order = '${status}'`)],
  ),
  ...['result', 'expenditure', 'clean', 'master_change'].map((money): [string, string] => [
    money,
    seconds(`r.status_order = 'completed'`, money),
  ]),
];

interface Kind {
  readonly table: 'call' | 'order';
  readonly facts: readonly [string, string][];
  /** SELECT of the day and of the columns that dimensions are made of. */
  readonly source: string;
  readonly dimensions: string;
}

const KINDS: readonly Kind[] = [
  {
    table: 'call',
    facts: CALL_FACTS,
    source: `SELECT r.*, (r.date_create AT TIME ZONE o.timezone)::date AS day FROM call r JOIN organization o ON o.id = r.organization_id`,
    dimensions: `
      SELECT 'all', ''
      UNION ALL SELECT 'operator', x.operator_id::text WHERE x.operator_id IS NOT NULL
      UNION ALL SELECT 'missed_by', m::text FROM unnest(x.missed_by) m
      UNION ALL SELECT 'city', coalesce(x.city, '')
      UNION ALL SELECT 'rk', coalesce(x.rk, '')
      UNION ALL SELECT 'city_rk', coalesce(x.city, '') || chr(31) || coalesce(x.rk, '')
      UNION ALL SELECT 'city_operator', coalesce(x.city, '') || chr(31) || x.operator_id::text WHERE x.operator_id IS NOT NULL
      UNION ALL SELECT 'city_missed_by', coalesce(x.city, '') || chr(31) || m::text FROM unnest(x.missed_by) m`,
  },
  {
    table: 'order',
    facts: ORDER_FACTS,
    source: `SELECT r.*, r.operator_name_id AS operator_id, (r.create_date AT TIME ZONE o.timezone)::date AS day
      FROM "order" r JOIN organization o ON o.id = r.organization_id WHERE r.deleted_at IS NULL`,
    dimensions: `
      SELECT 'all', ''
      UNION ALL SELECT 'operator', x.operator_id::text
      UNION ALL SELECT 'master', x.master_id::text WHERE x.master_id IS NOT NULL
      UNION ALL SELECT 'city', x.city
      UNION ALL SELECT 'rk', x.rk
      UNION ALL SELECT 'city_rk', x.city || chr(31) || x.rk
      UNION ALL SELECT 'city_operator', x.city || chr(31) || x.operator_id::text
      UNION ALL SELECT 'city_master', x.city || chr(31) || x.master_id::text WHERE x.master_id IS NOT NULL`,
  },
];

/** Facts are added, running totals' daily differences and what is pending are taken away: nothing must be left. */
function verifySql({ table, facts, source, dimensions }: Kind): string {
  const columns = facts.map(([column]) => column);
  const each = (expression: (column: string) => string): string => columns.map(expression).join(', ');
  return `
  WITH facts AS (
    SELECT r.organization_id, r.day, ${table === 'call' ? 'r.missed_by, ' : 'r.master_id, '}r.operator_id, r.city, r.rk,
      ${facts.map(([column, value]) => `sum(${value}) AS ${column}`).join(', ')}
    FROM (${source}) r
    GROUP BY 1, 2, 3, 4, 5, 6
  ), parts AS (
    SELECT x.organization_id, d.dim, d.key, x.day, ${each((column) => `x.${column}`)}
    FROM facts x CROSS JOIN LATERAL (${dimensions}) d (dim, key)
    UNION ALL
    SELECT x.organization_id, d.dim, d.key, x.day, ${each((column) => `-x.${column}`)}
    FROM ${table}_delta x CROSS JOIN LATERAL (${dimensions}) d (dim, key)
    UNION ALL
    SELECT organization_id, dim, key, day, ${each((column) => `coalesce(lag(${column}) OVER days, 0) - ${column}`)}
    FROM ${table}_day WINDOW days AS (PARTITION BY organization_id, dim, key ORDER BY day)
  )
  SELECT '${table}' AS "table", organization_id AS "organizationId", dim, key, to_char(day, 'YYYY-MM-DD') AS day,
    jsonb_strip_nulls(jsonb_build_object(${columns.map((column) => `'${column}', nullif(sum(${column}), 0)`).join(', ')})) AS columns
  FROM parts
  GROUP BY organization_id, dim, key, day
  HAVING ${columns.map((column) => `sum(${column}) <> 0`).join(' OR ')}
  ORDER BY organization_id, dim, key, day LIMIT ${String(MAX_DIFFERENCES)}`;
}

/**
 * Compares the day totals and what is pending with the calls and orders themselves; empty when they agree, at most 200 differences of each.
 * Reads everything: minutes on millions of rows.
 */
export async function verifyRollups(sql: Sql): Promise<RollupDifference[]> {
  const found: RollupDifference[] = [];
  for (const kind of KINDS) found.push(...(await sql.query<RollupDifference>({ text: verifySql(kind) })));
  return found;
}
