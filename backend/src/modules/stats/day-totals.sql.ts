import { ORDER_STATUSES, type OrderStatus } from '../orders/index.js';
import {
  CALL_SUMS,
  DAY_CALLS,
  DAY_ORDERS,
  ORDER_SUMS,
  type CallSums,
  type DayCalls,
  type DayOrders,
  type OrderSums,
} from './figures.rules.js';

/**
 * SQL over the day totals. A figure of a span is the running total at its last day less the one before its first, and the differences that
 * are not folded yet; so a year costs what a month costs. Parameters of every statement: `$1` organisation, `$2` first day, `$3` last day.
 */
interface Totals {
  readonly rolled: 'call_day' | 'order_day';
  readonly pending: 'call_delta' | 'order_delta';
  /** Each sum, as an expression over a row of either table. */
  readonly sums: readonly ((row: string) => string)[];
}

function sumOf(columns: readonly string[]): (row: string) => string {
  return (row) => columns.map((column) => `${row}.${column}`).join(' + ');
}

const MISSED = ['missed_ivr', 'missed_queue', 'missed_ringing', 'missed_schedule'];
const INBOUND = ['inbound_new', 'inbound_in_progress', 'inbound_answered', ...MISSED];
const OUTBOUND = ['new', 'in_progress', 'answered', 'busy', 'no_answer'].map(
  (status) => `outbound_${status}`,
);
const ORDERS_BY_STATUS = ORDER_STATUSES.map((status) => `status_${status}`);

const CALL_COLUMNS: Readonly<Record<keyof CallSums | keyof DayCalls, readonly string[]>> = {
  total: INBOUND,
  accepted: ['inbound_answered'],
  missed: MISSED,
  ivr: ['missed_ivr'],
  queue: ['missed_queue'],
  ringing: ['missed_ringing'],
  schedule: ['missed_schedule'],
  outbound: OUTBOUND,
  outboundAnswered: ['outbound_answered'],
  outboundTalk: ['outbound_talk_seconds'],
  talk: ['inbound_talk_seconds'],
  wait: ['answered_wait_seconds'],
};

const ORDER_COLUMNS: Readonly<
  Record<Exclude<keyof OrderSums, OrderStatus> | keyof DayOrders, readonly string[]>
> = {
  total: ORDERS_BY_STATUS,
  result: ['result'],
  clean: ['clean'],
  masterChange: ['master_change'],
};

const columnsOfOrder = (name: keyof OrderSums): readonly string[] =>
  name in ORDER_COLUMNS ? ORDER_COLUMNS[name as keyof typeof ORDER_COLUMNS] : [`status_${name}`];

export const CALLS: Totals = {
  rolled: 'call_day',
  pending: 'call_delta',
  sums: CALL_SUMS.map((name) => sumOf(CALL_COLUMNS[name])),
};
export const CALLS_OF_DAY: Totals = { ...CALLS, sums: DAY_CALLS.map((name) => sumOf(CALL_COLUMNS[name])) };
export const ORDERS: Totals = {
  rolled: 'order_day',
  pending: 'order_delta',
  sums: ORDER_SUMS.map((name) => sumOf(columnsOfOrder(name))),
};
export const ORDERS_OF_DAY: Totals = {
  ...ORDERS,
  sums: DAY_ORDERS.map((name) => sumOf(ORDER_COLUMNS[name])),
};

export interface TotalsQuery {
  /** SELECT of `(slot, id, dim, key)`: which rows of the totals make up the figures of `id` in a slot. */
  readonly wanted: string;
  /** FROM item of `(slot, id)` for a pending difference `p`. */
  readonly pendingOf: string;
  /** Condition on a pending difference `p`. */
  readonly pendingWhere: string;
}

const list = (totals: Totals, expression: (sum: (row: string) => string, index: number) => string): string =>
  totals.sums.map(expression).join(', ');

/** SELECT of `(slot, id, values)`: the sums of the span for each id of each slot, as an array in the order of the names. */
export function spanSql(totals: Totals, { wanted, pendingOf, pendingWhere }: TotalsQuery): string {
  const at = (name: string, condition: string): string => `LEFT JOIN LATERAL (
      SELECT ${list(totals, (sum, index) => `${sum('d')} AS v${String(index)}`)}
      FROM ${totals.rolled} d
      WHERE d.organization_id = $1::int AND d.dim = w.dim AND d.key = w.key AND d.day ${condition}
      ORDER BY d.day DESC LIMIT 1
    ) ${name} ON true`;
  return `
  SELECT slot, id, ${valuesOf(totals)} AS "values"
  FROM (
    SELECT w.slot, w.id, ${list(totals, (_, i) => `coalesce(upto.v${String(i)}, 0) - coalesce(before.v${String(i)}, 0) AS v${String(i)}`)}
    FROM (${wanted}) w (slot, id, dim, key)
    ${at('upto', '<= $3::date')}
    ${at('before', '< $2::date')}
    UNION ALL
    SELECT s.slot, s.id, ${list(totals, (sum, i) => `${sum('p')} AS v${String(i)}`)}
    FROM ${totals.pending} p CROSS JOIN LATERAL ${pendingOf} s (slot, id)
    WHERE p.organization_id = $1::int AND p.day BETWEEN $2::date AND $3::date AND ${pendingWhere}
  ) parts
  GROUP BY slot, id`;
}

export interface SeriesQuery {
  /** SELECT of `(slot, dim, key)`. */
  readonly wanted: string;
  /** FROM item of `(slot)` for a pending difference `p`. */
  readonly pendingOf: string;
  readonly pendingWhere: string;
}

/** SELECT of `(slot, id, values)` where id is the day: the sums of each day of the span that has any. */
export function seriesSql(totals: Totals, { wanted, pendingOf, pendingWhere }: SeriesQuery): string {
  const rows = (
    tail: string,
  ): string => `(SELECT d.day, ${list(totals, (sum, i) => `${sum('d')} AS v${String(i)}`)}
        FROM ${totals.rolled} d
        WHERE d.organization_id = $1::int AND d.dim = w.dim AND d.key = w.key AND ${tail})`;
  return `
  SELECT slot, to_char(day, 'YYYY-MM-DD') AS id, ${valuesOf(totals)} AS "values"
  FROM (
    SELECT w.slot, r.day,
      ${list(totals, (_, i) => `r.v${String(i)} - coalesce(lag(r.v${String(i)}) OVER days, 0) AS v${String(i)}`)}
    FROM (${wanted}) w (slot, dim, key)
    CROSS JOIN LATERAL (
      ${rows('d.day < $2::date ORDER BY d.day DESC LIMIT 1')}
      UNION ALL
      ${rows('d.day BETWEEN $2::date AND $3::date')}
    ) r
    WINDOW days AS (PARTITION BY w.slot, w.key ORDER BY r.day)
    UNION ALL
    SELECT s.slot, p.day, ${list(totals, (sum, i) => `${sum('p')} AS v${String(i)}`)}
    FROM ${totals.pending} p CROSS JOIN LATERAL ${pendingOf} s (slot)
    WHERE p.organization_id = $1::int AND p.day BETWEEN $2::date AND $3::date AND ${pendingWhere}
  ) parts
  WHERE day >= $2::date
  GROUP BY slot, day`;
}

const valuesOf = (totals: Totals): string =>
  `jsonb_build_array(${list(totals, (_, i) => `coalesce(sum(v${String(i)}), 0)`)})`;

/** One statement, so one moment, of several SELECTs of `(slot, id, values)`; `part` tells them apart. */
export const partsSql = (parts: Readonly<Record<string, string>>): string =>
  Object.entries(parts)
    .map(
      ([part, select]) =>
        `SELECT '${part}' AS part, found.slot, found.id, found."values" FROM (${select}) found`,
    )
    .join('\nUNION ALL\n');

export interface PartRow {
  readonly part: string;
  readonly slot: string;
  readonly id: string;
  readonly values: readonly number[];
}

/** Names the values of a row. */
export const named = <K extends string>(
  names: readonly K[],
  values: readonly number[],
): Readonly<Record<K, number>> =>
  Object.fromEntries(names.map((name, index) => [name, values[index] ?? 0])) as Readonly<Record<K, number>>;
