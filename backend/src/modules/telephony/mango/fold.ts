import { hangupByOf } from './codes.js';
import { compareTexts } from './compare-texts.js';
import type { CallConclusion, FoldContext } from './conclusion.js';
import { concludeLeg } from './conclude-leg.js';
import { readDirection } from './direction.js';
import { distinctEvents } from './distinct.js';
import type { DtmfEvent, MangoEvent, SummaryEvent, TransferKind } from './event-types.js';
import { createToDate, type ToDate } from './instants.js';
import { traceLegs, type LegTrace } from './legs.js';
import { missedByOf, outcomeOf, type Ending, type Outcome } from './outcome.js';
import {
  callerOf,
  clientNumberOf,
  finalOperatorOf,
  lineOf,
  operatorOf,
  rungEmployees,
  type Talk,
} from './parties.js';
import { concludeRecordings } from './recordings.js';
import { clientStretches } from './talk.js';
import {
  isOpen,
  lastClosedAt,
  ringSecondsOf,
  talkSecondsOf,
  timesOf,
  waitSecondsOf,
  type CallTimes,
  type TimingInput,
} from './timing.js';

/** The code the call ended with: the summary's, else that of the leg that closed last (of equals, the earlier leg). */
function disconnectReasonOf(legs: readonly LegTrace[], summary: SummaryEvent | null): number | null {
  if (summary !== null && summary.disconnectReason !== null) return summary.disconnectReason;
  const closed = legs.filter(({ disconnectReason }) => disconnectReason !== null);
  const time = ({ disconnectedAt }: LegTrace): number => disconnectedAt ?? 0;
  return closed.toSorted((one, other) => time(other) - time(one))[0]?.disconnectReason ?? null;
}

function endingOf(talk: Talk): Ending {
  const { shape, summary, context, stretches } = talk;
  const isAnswered = summary?.talkTime == null ? stretches.length > 0 : summary.talkTime > 0;
  const isConcluded =
    context.concludeWithoutSummary === true && shape.legs.length > 0 && !shape.legs.some(isOpen);
  return {
    isEnded: summary !== null || isConcluded,
    isAnswered,
    disconnectReason: disconnectReasonOf(shape.legs, summary),
  };
}

/**
 * The first transfer of the call. A consultation counts once the client has been handed over; a transfer from the phone,
 * which no leg may be marked with, shows by the party that was moved.
 */
function transferOf({ shape, stretches }: Talk): TransferKind | null {
  const isMoved = shape.legs.some((leg) =>
    leg.events.some(({ from, to }) => from.wasTransferred || to.wasTransferred),
  );
  const isCompleted = (leg: LegTrace): boolean =>
    isMoved || leg.transfer !== 'consultative' || stretches.some((stretch) => stretch.leg === leg);
  const marked = shape.legs.find((leg) => leg.transfer !== null && isCompleted(leg));
  return marked?.transfer ?? (isMoved ? 'blind' : null);
}

function groupOf({ shape, summary }: Talk, { missedReason }: Outcome): string | null {
  const seen = shape.legs.find(({ acdGroup }) => acdGroup !== null)?.acdGroup ?? null;
  return seen ?? (missedReason === 'queue' ? (summary?.to.extension ?? null) : null);
}

function dtmfOf(events: readonly MangoEvent[]): string[] {
  const typed = events.flatMap((event) => (event.kind === 'dtmf' && event.digits !== '' ? event : []));
  const time = ({ timestamp }: DtmfEvent): number => timestamp ?? 0;
  return typed
    .sort(
      (one, other) =>
        time(one) - time(other) || compareTexts(one.callId, other.callId) || one.seq - other.seq,
    )
    .map(({ digits }) => digits);
}

/** Everything that follows from who talked with whom and how it ended. */
function people(talk: Talk, outcome: Outcome, { isAnswered }: Ending) {
  return {
    operator: operatorOf(talk, isAnswered),
    finalOperator: finalOperatorOf(talk, isAnswered),
    caller: callerOf(talk),
    missedBy: missedByOf(talk, outcome),
    ringingExtensions: rungEmployees(talk.shape).flatMap(({ extension }) => extension ?? []),
    groupExtension: groupOf(talk, outcome),
    transfer: transferOf(talk),
  };
}

/** Times as instants and lengths in seconds. */
function timing(input: TimingInput, times: CallTimes, toDate: ToDate) {
  return {
    talkSeconds: talkSecondsOf(times, input.ending),
    waitSeconds: waitSecondsOf(input.shape, times),
    ringSeconds: ringSecondsOf(input, times),
    queuedAt: toDate(times.queuedAt),
    startedAt: toDate(times.startedAt),
    answeredAt: toDate(times.answeredAt),
    endedAt: toDate(times.endedAt),
    lastLegClosedAt: toDate(lastClosedAt(input.shape.legs)),
  };
}

function concludedFrom(summary: SummaryEvent | null, { isEnded }: Ending): 'summary' | 'legs' | null {
  if (summary !== null) return 'summary';
  return isEnded ? 'legs' : null;
}

interface CallStory {
  events: readonly MangoEvent[];
  summary: SummaryEvent | null;
  legs: readonly LegTrace[];
  context: FoldContext;
}

function conclude(entryId: string, { events, summary, legs, context }: CallStory): CallConclusion {
  const toDate = createToDate(context.clockOffsetSeconds ?? 0);
  const { callbackCommandId, ...reading } = readDirection(legs, summary, context);
  const shape = { ...reading, legs };
  const talk: Talk = { shape, summary, context, stretches: clientStretches(shape) };
  const ending = endingOf(talk);
  const outcome = outcomeOf(talk, ending);
  const input = { shape, summary, events, stretches: talk.stretches, ending };
  const times = timesOf(input);
  const concludedLegs = legs.map((leg) => concludeLeg(leg, { shape, endedAt: times.endedAt, toDate }));
  const recordings = concludeRecordings(events, toDate);
  return {
    entryId,
    direction: shape.direction,
    clientNumber: clientNumberOf(shape, summary),
    line: lineOf(shape, summary),
    ...outcome,
    ...people(talk, outcome, ending),
    ...timing(input, times, toDate),
    holdSeconds: concludedLegs.reduce((sum, { holdSeconds }) => sum + holdSeconds, 0),
    hangupBy: ending.isEnded ? hangupByOf(ending.disconnectReason) : null,
    disconnectReason: ending.isEnded ? ending.disconnectReason : null,
    dtmf: dtmfOf(events),
    isFinal: summary !== null,
    concludedFrom: concludedFrom(summary, ending),
    hasOpenLeg: summary === null && legs.some(isOpen),
    legs: concludedLegs,
    recordings,
    hasRecording: recordings.some(({ isStored }) => isStored),
    callbackCommandId,
  };
}

/**
 * What all events of one entry together say about the call. Depends on their set alone: order and copies make no
 * difference, a lower `seq` never changes a leg's state while its time counts, and the summary overrules the legs.
 * Null when neither a leg nor a summary is among them: results of commands, recordings or digits alone make no call.
 * Give the events of one `entryId` only (recordings that name no entry may be added by whoever knows their leg).
 */
export function foldCall(events: readonly MangoEvent[], context: FoldContext = {}): CallConclusion | null {
  const distinct = distinctEvents(events);
  const summary = distinct.find((event) => event.kind === 'summary') ?? null;
  const called = distinct.flatMap((event) => (event.kind === 'call' ? event : []));
  const entryId = summary?.entryId ?? called[0]?.entryId;
  if (entryId === undefined) return null;
  return conclude(entryId, { events: distinct, summary, legs: traceLegs(called), context });
}
