import type { Sql } from '../../platform/db/database.js';
import {
  CALLS,
  CALLS_OF_DAY,
  named,
  ORDERS,
  ORDERS_OF_DAY,
  partsSql,
  seriesSql,
  spanSql,
  type PartRow,
} from './day-totals.sql.js';
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
import type { Period } from './period.rules.js';

/** Whose figures: of an organisation, of all cities (null) or of some; calls without a city belong to everybody. */
export interface FiguresScope {
  readonly organizationId: number;
  readonly cities: readonly string[] | null;
}

/** Sums by what they are of: person's id, city or campaign (empty: unknown), day. */
export interface OverallSums {
  readonly callsByOperator: ReadonlyMap<string, CallSums>;
  /** Missed calls that rang at him. */
  readonly callsRangAt: ReadonlyMap<string, CallSums>;
  readonly callsByCity: ReadonlyMap<string, CallSums>;
  readonly callsByRk: ReadonlyMap<string, CallSums>;
  readonly callsByDay: ReadonlyMap<string, DayCalls>;
  readonly ordersByOperator: ReadonlyMap<string, OrderSums>;
  readonly ordersByCity: ReadonlyMap<string, OrderSums>;
  readonly ordersByRk: ReadonlyMap<string, OrderSums>;
  readonly ordersByDay: ReadonlyMap<string, DayOrders>;
}

const PEOPLE = '(SELECT id::text AS id FROM callcentre_operator WHERE organization_id = $1::int)';
const CITIES = `(SELECT name FROM city WHERE organization_id = $1::int UNION ALL SELECT '')`;
const CAMPAIGNS = `(SELECT rk FROM campaign WHERE organization_id = $1::int UNION ALL SELECT '')`;
/** Cities of the scope and none, as `$4`. */
const REACHED = 'unnest($4::text[])';

const ALL = partsSql({
  calls: spanSql(CALLS, {
    wanted: `
      SELECT 'operator', id, 'operator', id FROM ${PEOPLE} o
      UNION ALL SELECT 'rang_at', id, 'missed_by', id FROM ${PEOPLE} m
      UNION ALL SELECT 'city', name, 'city', name FROM ${CITIES} c
      UNION ALL SELECT 'rk', rk, 'rk', rk FROM ${CAMPAIGNS} r`,
    pendingOf: `(
      SELECT 'operator', p.operator_id::text WHERE p.operator_id IS NOT NULL
      UNION ALL SELECT 'rang_at', m::text FROM unnest(p.missed_by) m
      UNION ALL SELECT 'city', coalesce(p.city, '')
      UNION ALL SELECT 'rk', coalesce(p.rk, ''))`,
    pendingWhere: 'true',
  }),
  callDays: seriesSql(CALLS_OF_DAY, {
    wanted: `SELECT 'day', 'all', ''`,
    pendingOf: `(SELECT 'day')`,
    pendingWhere: 'true',
  }),
  orders: spanSql(ORDERS, {
    wanted: `
      SELECT 'operator', id, 'operator', id FROM ${PEOPLE} o
      UNION ALL SELECT 'city', name, 'city', name FROM ${CITIES} c
      UNION ALL SELECT 'rk', rk, 'rk', rk FROM ${CAMPAIGNS} r`,
    pendingOf: `(VALUES ('operator', p.operator_id::text), ('city', p.city), ('rk', p.rk))`,
    pendingWhere: 'true',
  }),
  orderDays: seriesSql(ORDERS_OF_DAY, {
    wanted: `SELECT 'day', 'all', ''`,
    pendingOf: `(SELECT 'day')`,
    pendingWhere: 'true',
  }),
});

const IN_CITIES = partsSql({
  calls: spanSql(CALLS, {
    wanted: `
      SELECT 'operator', o.id, 'city_operator', city || chr(31) || o.id FROM ${REACHED} city, ${PEOPLE} o
      UNION ALL SELECT 'rang_at', m.id, 'city_missed_by', city || chr(31) || m.id FROM ${REACHED} city, ${PEOPLE} m
      UNION ALL SELECT 'city', city, 'city', city FROM ${REACHED} city
      UNION ALL SELECT 'rk', r.rk, 'city_rk', city || chr(31) || r.rk FROM ${REACHED} city, ${CAMPAIGNS} r`,
    pendingOf: `(
      SELECT 'operator', p.operator_id::text WHERE p.operator_id IS NOT NULL
      UNION ALL SELECT 'rang_at', m::text FROM unnest(p.missed_by) m
      UNION ALL SELECT 'city', coalesce(p.city, '')
      UNION ALL SELECT 'rk', coalesce(p.rk, ''))`,
    pendingWhere: `coalesce(p.city, '') = ANY ($4::text[])`,
  }),
  callDays: seriesSql(CALLS_OF_DAY, {
    wanted: `SELECT 'day', 'city', city FROM ${REACHED} city`,
    pendingOf: `(SELECT 'day')`,
    pendingWhere: `coalesce(p.city, '') = ANY ($4::text[])`,
  }),
  orders: spanSql(ORDERS, {
    wanted: `
      SELECT 'operator', o.id, 'city_operator', city || chr(31) || o.id FROM ${REACHED} city, ${PEOPLE} o
      UNION ALL SELECT 'city', city, 'city', city FROM ${REACHED} city
      UNION ALL SELECT 'rk', r.rk, 'city_rk', city || chr(31) || r.rk FROM ${REACHED} city, ${CAMPAIGNS} r`,
    pendingOf: `(VALUES ('operator', p.operator_id::text), ('city', p.city), ('rk', p.rk))`,
    pendingWhere: 'p.city = ANY ($4::text[])',
  }),
  orderDays: seriesSql(ORDERS_OF_DAY, {
    wanted: `SELECT 'day', 'city', city FROM ${REACHED} city`,
    pendingOf: `(SELECT 'day')`,
    pendingWhere: 'p.city = ANY ($4::text[])',
  }),
});

/** All figures of a period, of one moment. */
export async function sumOverall(
  sql: Sql,
  { organizationId, cities }: FiguresScope,
  period: Period,
): Promise<OverallSums> {
  const values = [organizationId, period.startDate, period.endDate];
  const rows = await sql.query<PartRow>(
    cities === null
      ? { name: 'stats-overall', text: ALL, values }
      : { name: 'stats-overall-cities', text: IN_CITIES, values: [...values, [...cities, '']] },
  );
  const of = <K extends string>(names: readonly K[], part: string, slot: string) =>
    new Map(
      rows
        .filter((row) => row.part === part && row.slot === slot)
        .map((row) => [row.id, named(names, row.values)]),
    );
  return {
    callsByOperator: of(CALL_SUMS, 'calls', 'operator'),
    callsRangAt: of(CALL_SUMS, 'calls', 'rang_at'),
    callsByCity: of(CALL_SUMS, 'calls', 'city'),
    callsByRk: of(CALL_SUMS, 'calls', 'rk'),
    callsByDay: of(DAY_CALLS, 'callDays', 'day'),
    ordersByOperator: of(ORDER_SUMS, 'orders', 'operator'),
    ordersByCity: of(ORDER_SUMS, 'orders', 'city'),
    ordersByRk: of(ORDER_SUMS, 'orders', 'rk'),
    ordersByDay: of(DAY_ORDERS, 'orderDays', 'day'),
  };
}

export interface StatsOperator {
  readonly id: number;
  readonly name: string;
  /** An active operator is listed although he did nothing. */
  readonly isExpected: boolean;
}

/** People of an organisation, for the names of figures. */
export const listStatsOperators = (sql: Sql, organizationId: number): Promise<StatsOperator[]> =>
  sql.query<StatsOperator>({
    name: 'stats-operators',
    text: `SELECT id, name, role = 'operator' AND status = 'active' AS "isExpected"
           FROM callcentre_operator WHERE organization_id = $1::int ORDER BY name, id`,
    values: [organizationId],
  });
