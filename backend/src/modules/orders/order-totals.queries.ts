import type { Sql } from '../../platform/db/database.js';
import { ORDER_STATUSES, type OrderStatus } from './order-values.js';

/** By what day totals are kept; `city_rk` keys are city and campaign with U+001F between. */
export type TotalsDimension = 'all' | 'operator' | 'master' | 'city' | 'rk' | 'city_rk';

export interface TotalsWanted {
  readonly organizationId: number;
  readonly dimension: TotalsDimension;
  /** Keys of the dimension whose totals are added up; `['']` for `all`. */
  readonly keys: readonly string[];
  /** First and last day of creation (organisation's zone), both included; null is open. */
  readonly fromDay: string | null;
  readonly toDay: string | null;
}

export type StatusTotals = Readonly<Record<OrderStatus, number>>;

export const cityCampaignKey = (city: string, rk: string): string => `${city}\u001f${rk}`;

const DELTA_KEY: Readonly<Record<TotalsDimension, string>> = {
  all: `''`,
  operator: 'd.operator_id::text',
  master: 'd.master_id::text',
  city: 'd.city',
  rk: 'd.rk',
  city_rk: 'd.city || chr(31) || d.rk',
};

const sums = (expression: (column: string) => string): string =>
  ORDER_STATUSES.map((status) => `${expression(`status_${status}`)} AS status_${status}`).join(', ');

/** The latest running totals of each key up to a day, added up; `$4`/`$5` are the days, compared by `comparison`. */
const running = (comparison: string): string => `
  SELECT ${sums((column) => `coalesce(sum(t.${column}), 0)`)}
  FROM unnest($3::text[]) k (key)
  CROSS JOIN LATERAL (
    SELECT * FROM order_day
    WHERE organization_id = $1 AND dim = $2 AND order_day.key = k.key AND day ${comparison}
    ORDER BY day DESC LIMIT 1
  ) t`;

/**
 * Orders of each status created in a span of days: what was counted up to its last day, less what was counted before its first, and the
 * changes not folded yet. One statement, one snapshot: exact at every moment, and as dear for ten years as for a day.
 */
export async function orderTotals(
  sql: Sql,
  { organizationId, dimension, keys, fromDay, toDay }: TotalsWanted,
): Promise<StatusTotals> {
  const [row] = await sql.query<Record<string, number>>({
    name: `order-totals-${dimension}`,
    text: `WITH until AS (${running(`<= coalesce($5::date, 'infinity')`)}),
      before AS (${running('< $4::date')}),
      pending AS (
        SELECT ${sums((column) => `coalesce(sum(d.${column}), 0)`)}
        FROM order_delta d
        WHERE d.organization_id = $1 AND ($4::date IS NULL OR d.day >= $4::date) AND ($5::date IS NULL OR d.day <= $5::date)
          AND $2::text IS NOT NULL AND ${DELTA_KEY[dimension]} = ANY ($3::text[])
      )
      SELECT ${sums((column) => `(until.${column} - before.${column} + pending.${column})::int8`)}
      FROM until, before, pending`,
    values: [organizationId, dimension, keys, fromDay, toDay],
  });
  const entries = ORDER_STATUSES.map((status) => [status, row?.[`status_${status}`] ?? 0] as const);
  return Object.fromEntries(entries) as StatusTotals;
}
