import type { MangoEvent, SummaryEvent } from './event-types.js';
import type { LegTrace } from './legs.js';
import type { Ending } from './outcome.js';
import { isClientLeg, type CallShape, type Stretch } from './talk.js';

/** The times of a call in unix seconds. */
export interface CallTimes {
  queuedAt: number | null;
  startedAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
}

function least(times: readonly (number | null)[]): number | null {
  const known = times.flatMap((time) => time ?? []);
  return known.length === 0 ? null : known.reduce((one, other) => Math.min(one, other));
}

function greatest(times: readonly (number | null)[]): number | null {
  const known = times.flatMap((time) => time ?? []);
  return known.length === 0 ? null : known.reduce((one, other) => Math.max(one, other));
}

export const isOpen = ({ state }: LegTrace): boolean => state !== 'disconnected';

/** When the last leg closed; null while one is open or none is known. */
export function lastClosedAt(legs: readonly LegTrace[]): number | null {
  return legs.some(isOpen) ? null : greatest(legs.map(({ disconnectedAt }) => disconnectedAt));
}

function queuedAtOf({ direction, legs }: CallShape, summary: SummaryEvent | null): number | null {
  if (direction !== 'inbound') return null;
  const entered = (kind: LegTrace['kind']): number | null =>
    least(legs.filter((leg) => leg.kind === kind).map((leg) => leg.appearedAt ?? leg.firstSeenAt));
  const seen = entered('queue') ?? entered('abonent');
  if (seen !== null || summary === null) return seen;
  // Without a talk the vendor fills forward_time as he likes, so only an answered call is believed.
  return (summary.talkTime ?? 0) > 0 ? summary.forwardTime : null;
}

function earliestTime(events: readonly MangoEvent[]): number | null {
  return least(events.map((event) => ('timestamp' in event ? event.timestamp : null)));
}

export interface TimingInput {
  shape: CallShape;
  summary: SummaryEvent | null;
  events: readonly MangoEvent[];
  stretches: readonly Stretch[];
  ending: Ending;
}

export function timesOf({ shape, summary, events, stretches, ending }: TimingInput): CallTimes {
  const toldTalk = (summary?.talkTime ?? 0) > 0 ? (summary?.talkTime ?? null) : null;
  const closedAt = greatest(shape.legs.map(({ disconnectedAt }) => disconnectedAt));
  return {
    queuedAt: queuedAtOf(shape, summary),
    startedAt: summary?.createTime ?? earliestTime(events),
    answeredAt: ending.isAnswered ? (toldTalk ?? stretches[0]?.from ?? null) : null,
    endedAt: ending.isEnded ? (summary?.endTime ?? closedAt) : null,
  };
}

/** Seconds between two times, never less than 0; null when either is unknown. */
export function secondsBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : Math.max(0, to - from);
}

export function talkSecondsOf(
  { answeredAt, endedAt }: CallTimes,
  { isEnded, isAnswered }: Ending,
): number | null {
  if (!isEnded) return null;
  return isAnswered ? secondsBetween(answeredAt, endedAt) : 0;
}

export function waitSecondsOf(
  { direction }: CallShape,
  { startedAt, answeredAt, endedAt }: CallTimes,
): number | null {
  return direction === 'inbound' ? secondsBetween(startedAt, answeredAt ?? endedAt) : null;
}

/** How long phones rang before the answer or in vain; 0 when legs show that none did; null when nothing tells. */
export function ringSecondsOf({ shape, summary, ending }: TimingInput, times: CallTimes): number | null {
  if (!ending.isEnded && !ending.isAnswered) return null;
  const isRing = (leg: LegTrace): boolean =>
    shape.direction === 'outbound' ? isClientLeg(leg, shape) : leg.kind === 'abonent';
  const ringing = shape.legs.filter(isRing);
  const startedAt = least(ringing.map(({ appearedAt }) => appearedAt));
  const silentAt = greatest(ringing.map(({ disconnectedAt }) => disconnectedAt)) ?? times.endedAt;
  const seen = secondsBetween(startedAt, ending.isAnswered ? times.answeredAt : silentAt);
  if (seen !== null) return seen;
  if (ending.isAnswered) return secondsBetween(summary?.forwardTime ?? null, times.answeredAt);
  return shape.legs.length > 0 && ringing.length === 0 ? 0 : null;
}
