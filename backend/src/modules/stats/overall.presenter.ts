import {
  addUp,
  CALL_SUMS,
  NO_CALLS,
  NO_ORDERS,
  ORDER_SUMS,
  ordersTotal,
  personSums,
  toCallFigures,
  toDailyStats,
  toMoney,
  toOrderFigures,
  type CallSums,
  type OrderSums,
} from './figures.rules.js';
import type { OverallSums, StatsOperator } from './overall.queries.js';
import type { Period } from './period.rules.js';
import type { OverallStats } from './stats.contract.js';

export interface OverallFacts {
  readonly asOf: Date;
  readonly period: Period;
  readonly timezone: string;
  readonly sums: OverallSums;
  readonly operators: readonly StatsOperator[];
}

/** The answer of overall statistics; its totals are the sums over the cities, each call being of exactly one or none. */
export function toOverall({ asOf, period, timezone, sums, operators }: OverallFacts): OverallStats {
  return {
    period: { ...period, timezone },
    asOf,
    calls: toCallFigures(addUp(CALL_SUMS, [...sums.callsByCity.values()])),
    orders: toOrderFigures(addUp(ORDER_SUMS, [...sums.ordersByCity.values()])),
    dailyStats: toDailyStats(period, sums.callsByDay, sums.ordersByDay),
    operatorStats: toOperatorStats(sums, operators),
    cityStats: toShares(sums.callsByCity, sums.ordersByCity).map(({ key, share }) => ({
      city: key,
      ...share,
    })),
    rkStats: toShares(sums.callsByRk, sums.ordersByRk).map(({ key, share }) => ({ rk: key, ...share })),
  };
}

type Share = Omit<OverallStats['operatorStats'][number], 'operator'>;

function toShare(calls: CallSums, orders: OrderSums): Share {
  return {
    calls: toCallFigures(calls),
    orders: { total: ordersTotal(orders), completed: orders.completed },
    ...toMoney(orders),
  };
}

const hasAny = ({ calls, orders }: Share): boolean => calls.total + calls.outbound.total + orders.total > 0;
const byCalls = (a: { calls: { total: number } }, b: { calls: { total: number } }): number =>
  b.calls.total - a.calls.total;

function toOperatorStats(
  sums: OverallSums,
  operators: readonly StatsOperator[],
): OverallStats['operatorStats'] {
  return operators
    .map(({ id, name, isExpected }) => {
      const key = String(id);
      const calls = personSums(
        sums.callsByOperator.get(key) ?? NO_CALLS,
        sums.callsRangAt.get(key) ?? NO_CALLS,
      );
      const share = toShare(calls, sums.ordersByOperator.get(key) ?? NO_ORDERS);
      return { row: { operator: { id, name }, ...share }, isShown: isExpected || hasAny(share) };
    })
    .filter(({ isShown }) => isShown)
    .map(({ row }) => row)
    .sort(byCalls);
}

/** Cities or campaigns, most calls first; the unknown one only when something is there. */
function toShares(
  calls: ReadonlyMap<string, CallSums>,
  orders: ReadonlyMap<string, OrderSums>,
): { key: string | null; share: Share }[] {
  return [...new Set([...calls.keys(), ...orders.keys()])]
    .sort()
    .map((key) => ({
      key: key === '' ? null : key,
      share: toShare(calls.get(key) ?? NO_CALLS, orders.get(key) ?? NO_ORDERS),
    }))
    .filter(({ key, share }) => key !== null || hasAny(share))
    .sort((a, b) => byCalls(a.share, b.share));
}
