import type { TypeEquipment } from '../orders/index.js';
import type { RingBrief, RingReason } from './ring-brief.contract.js';

/** What the database knows of the client at the moment he calls. */
export interface RingFacts {
  readonly now: Date;
  readonly hasNumber: boolean;
  /** Inbound calls before this one. */
  readonly earlierCalls: number;
  /** Missed today in the organisation's zone, this call left out; the latest three instants, newest first. */
  readonly missedToday: number;
  readonly missedTimes: readonly Date[];
  readonly ordersTotal: number;
  /** Of several open orders the one whose meeting is nearest to now. */
  readonly openOrder: Omit<NonNullable<RingBrief['openOrder']>, 'lateMinutes'> | null;
  /** The latest completed order. */
  readonly completed: ClosedOrder | null;
  /** The latest refused order. */
  readonly refused: ClosedOrder | null;
}

export interface ClosedOrder {
  readonly id: number;
  readonly typeEquipment: TypeEquipment;
  readonly closedAt: Date;
}

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
const WARRANTY_MONTHS = 6;
const REFUSAL_REMEMBERED_DAYS = 30;
/** Statuses in which the client still waits for the master at the door. */
const AWAITED = new Set(['new', 'assigned', 'on_the_way']);

/** Whole minutes since the meeting's time while the master has not begun; null when he is in time or at work. */
export function lateMinutes(order: { statusOrder: string; dateMeeting: Date }, now: Date): number | null {
  if (!AWAITED.has(order.statusOrder)) return null;
  const minutes = Math.floor((now.getTime() - order.dateMeeting.getTime()) / MS_PER_MINUTE);
  return minutes >= 1 ? minutes : null;
}

/** When the warranty of work that was done at `closedAt` ends: six calendar months later. */
export function warrantyUntil(closedAt: Date): Date {
  const until = new Date(closedAt);
  until.setUTCMonth(until.getUTCMonth() + WARRANTY_MONTHS);
  // 31 August + 6 months would be 3 March: the last day of February is meant.
  if (until.getUTCDate() !== closedAt.getUTCDate()) until.setUTCDate(0);
  return until;
}

/**
 * Why he probably calls, the strongest reason first: a master who is late, an open order, calls we missed today, work still under
 * warranty, a recent refusal; a client without any of these is a returning or a new one. Empty for a hidden number.
 */
export function rankReasons(facts: RingFacts): RingReason[] {
  if (!facts.hasNumber) return [];
  const reasons = [openOrder(facts), missedToday(facts), warranty(facts), refused(facts)].filter(
    (reason): reason is RingReason => reason !== null,
  );
  return reasons.length > 0 ? reasons : [acquaintance(facts)];
}

function openOrder({ openOrder: order, now }: RingFacts): RingReason | null {
  if (!order) return null;
  const late = lateMinutes(order, now);
  return {
    kind: late === null ? 'open_order' : 'late_master',
    orderId: order.id,
    statusOrder: order.statusOrder,
    typeEquipment: order.typeEquipment,
    dateMeeting: order.dateMeeting,
    timezone: order.timezone,
    master: order.master,
    ...(late !== null && { lateMinutes: late }),
  };
}

const missedToday = ({ missedToday: count, missedTimes }: RingFacts): RingReason | null =>
  count === 0 ? null : { kind: 'missed_today', count, times: [...missedTimes] };

function warranty({ completed, now }: RingFacts): RingReason | null {
  if (!completed) return null;
  const until = warrantyUntil(completed.closedAt);
  if (until.getTime() < now.getTime()) return null;
  return { kind: 'warranty', ...closedFacts(completed), until };
}

function refused({ refused: order, now }: RingFacts): RingReason | null {
  if (!order || now.getTime() - order.closedAt.getTime() > REFUSAL_REMEMBERED_DAYS * MS_PER_DAY) return null;
  return { kind: 'refused_recently', ...closedFacts(order) };
}

const closedFacts = ({ id, typeEquipment, closedAt }: ClosedOrder) => ({
  orderId: id,
  typeEquipment,
  at: closedAt,
});

const acquaintance = ({ earlierCalls, ordersTotal }: RingFacts): RingReason =>
  earlierCalls + ordersTotal > 0
    ? { kind: 'returning_client', ...(earlierCalls > 0 && { count: earlierCalls }) }
    : { kind: 'new_client' };
