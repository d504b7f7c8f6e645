import { eachDay } from '../../platform/time.js';
import { ORDER_STATUSES, type OrderStatus } from '../orders/index.js';
import type { CallFigures, DayFigures, OrderFigures } from './stats.contract.js';
import type { Period } from './period.rules.js';

/** Sums of calls as the day totals keep them. */
export interface CallSums {
  readonly total: number;
  readonly accepted: number;
  readonly ivr: number;
  readonly queue: number;
  readonly ringing: number;
  readonly schedule: number;
  readonly outbound: number;
  readonly outboundAnswered: number;
  readonly outboundTalk: number;
  readonly talk: number;
  readonly wait: number;
}
export const CALL_SUMS = [
  'total',
  'accepted',
  'ivr',
  'queue',
  'ringing',
  'schedule',
  'outbound',
  'outboundAnswered',
  'outboundTalk',
  'talk',
  'wait',
] as const satisfies readonly (keyof CallSums)[];

export interface OrderSums extends Readonly<Record<OrderStatus, number>> {
  readonly result: number;
  readonly clean: number;
  readonly masterChange: number;
}
export const ORDER_SUMS = [
  ...ORDER_STATUSES,
  'result',
  'clean',
  'masterChange',
] as const satisfies readonly (keyof OrderSums)[];

/** Sums of calls of one day. */
export interface DayCalls {
  readonly total: number;
  readonly accepted: number;
  readonly missed: number;
}
export const DAY_CALLS = ['total', 'accepted', 'missed'] as const satisfies readonly (keyof DayCalls)[];

/** Sums of orders of one day. */
export interface DayOrders {
  readonly total: number;
}
export const DAY_ORDERS = ['total'] as const satisfies readonly (keyof DayOrders)[];

type Sums<K extends string> = Readonly<Record<K, number>>;

const zeros = <K extends string>(names: readonly K[]): Sums<K> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Sums<K>;
export const NO_CALLS: CallSums = zeros(CALL_SUMS);
export const NO_ORDERS: OrderSums = zeros(ORDER_SUMS);
const NO_DAY_CALLS: DayCalls = zeros(DAY_CALLS);

/** Adds sums up; averages and rates are made of the result, never averaged themselves. */
export const addUp = <K extends string>(names: readonly K[], all: readonly Sums<K>[]): Sums<K> =>
  Object.fromEntries(names.map((name) => [name, all.reduce((sum, each) => sum + each[name], 0)])) as Sums<K>;

export const missedOf = ({ ivr, queue, ringing, schedule }: CallSums): number =>
  ivr + queue + ringing + schedule;

/** round(100 × accepted / total); null when there was nothing to accept. */
export const acceptanceRate = (accepted: number, total: number): number | null =>
  total === 0 ? null : Math.round((100 * accepted) / total);

const average = (sum: number, n: number): number | null => (n === 0 ? null : Math.round(sum / n));

export function toCallFigures(sums: CallSums): CallFigures {
  const { total, accepted, ivr, queue, ringing, schedule } = sums;
  return {
    total,
    accepted,
    missed: missedOf(sums),
    acceptanceRate: acceptanceRate(accepted, total),
    missedByReason: { ivr, queue, ringing, schedule },
    outbound: { total: sums.outbound, answered: sums.outboundAnswered, talkSeconds: sums.outboundTalk },
    talkSeconds: sums.talk,
    averageTalkSeconds: average(sums.talk, accepted),
    averageWaitSeconds: average(sums.wait, accepted),
  };
}

/**
 * Calls of one person, from two sums: of the calls that are his (answered first, or made by him) and of the missed calls that rang at
 * him. His total is what he accepted and what he missed.
 */
export function personSums(own: CallSums, rangAt: CallSums): CallSums {
  const { ivr, queue, ringing, schedule } = rangAt;
  return { ...own, ivr, queue, ringing, schedule, total: own.accepted + missedOf(rangAt) };
}

const rouble = (sum: number): number => Math.round(sum * 100) / 100;

export const toMoney = ({ result, clean, masterChange }: OrderSums) => ({
  result: rouble(result),
  clean: rouble(clean),
  masterChange: rouble(masterChange),
});

export const ordersTotal = (sums: OrderSums): number =>
  ORDER_STATUSES.reduce((total, status) => total + sums[status], 0);

export const toOrderFigures = (sums: OrderSums): OrderFigures => ({
  total: ordersTotal(sums),
  byStatus: Object.fromEntries(
    ORDER_STATUSES.map((status) => [status, sums[status]]),
  ) as OrderFigures['byStatus'],
  ...toMoney(sums),
});

/** The same for one day. */
export const personDay = (own: DayCalls | undefined, rangAt: DayCalls | undefined): DayCalls => {
  const accepted = own?.accepted ?? 0;
  const missed = rangAt?.missed ?? 0;
  return { total: accepted + missed, accepted, missed };
};

export type ByDay<T> = ReadonlyMap<string, T>;

/** A row for every day of the period, in order; days without anything are zero. */
export const toDailyStats = (
  period: Period,
  calls: ByDay<DayCalls>,
  orders: ByDay<DayOrders>,
): DayFigures[] =>
  eachDay(period.startDate, period.endDate).map((date) => {
    const { total, accepted, missed } = calls.get(date) ?? NO_DAY_CALLS;
    return { date, calls: total, accepted, missed, orders: orders.get(date)?.total ?? 0 };
  });
