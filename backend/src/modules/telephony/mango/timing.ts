import type { MangoEvent, SummaryEvent } from './event-types.js';
import { greatest, least } from './extremes.js';
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

function answeredAtOf({ summary, stretches, ending }: TimingInput): number | null {
  if (!ending.isAnswered) return null;
  if (summary?.talkTime != null && summary.talkTime > 0) return summary.talkTime;
  return stretches[0]?.from ?? null;
}

/** The summary's times, else those of the legs. */
export function timesOf(input: TimingInput): CallTimes {
  const { shape, summary, events, ending } = input;
  const closedAt = greatest(shape.legs.map(({ disconnectedAt }) => disconnectedAt));
  return {
    queuedAt: queuedAtOf(shape, summary),
    startedAt: summary?.createTime ?? earliestTime(events),
    answeredAt: answeredAtOf(input),
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

function ringsOf({ shape }: TimingInput): LegTrace[] {
  if (shape.direction === 'outbound') return shape.legs.filter((leg) => isClientLeg(leg, shape));
  return shape.legs.filter(({ kind }) => kind === 'abonent');
}

/** How long phones rang before the answer or in vain; 0 when legs show that none did; null when nothing tells. */
export function ringSecondsOf(input: TimingInput, times: CallTimes): number | null {
  const { shape, summary, ending } = input;
  if (!ending.isEnded && !ending.isAnswered) return null;
  const rings = ringsOf(input);
  const startedAt = least(rings.map(({ appearedAt }) => appearedAt));
  if (ending.isAnswered) {
    return secondsBetween(startedAt ?? summary?.forwardTime ?? null, times.answeredAt);
  }
  if (rings.length === 0) return shape.legs.length > 0 ? 0 : null;
  const silentAt = greatest(rings.map(({ disconnectedAt }) => disconnectedAt));
  return secondsBetween(startedAt, silentAt ?? times.endedAt);
}
