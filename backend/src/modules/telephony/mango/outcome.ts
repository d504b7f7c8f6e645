import { isBusy, isDone, isOffSchedule, isQueueFailure } from './codes.js';
import type { CallStatus, MissedReason, OperatorRef } from './conclusion.js';
import { employeeAt, type LegTrace } from './legs.js';
import { groupsOf, isEmployee, rungEmployees, type Talk } from './parties.js';
import { isClientLeg, type CallShape } from './talk.js';

/** A call that has ended, or has not; `disconnectReason` is the summary's code, else the last leg's. */
export interface Ending {
  isEnded: boolean;
  isAnswered: boolean;
  disconnectReason: number | null;
}

export interface Outcome {
  status: CallStatus;
  missedReason: MissedReason | null;
}

const outcome = (status: CallStatus, missedReason: MissedReason | null = null): Outcome => ({
  status,
  missedReason,
});

/** How far into the company the summary's `to` says the caller came; null when it names nobody. */
function stageOfSummary(talk: Talk): MissedReason | null {
  const { summary, shape, context } = talk;
  if (summary === null) return null;
  if (isEmployee(summary.to, groupsOf(shape.legs), context)) return 'ringing';
  return summary.to.extension === null ? null : 'queue';
}

/**
 * Why an inbound call was missed: the furthest stage it reached. The code decides only what the legs cannot show: a
 * rejection by schedule makes no leg at all, and of a lone summary nothing else is left.
 */
function missedReasonOf(talk: Talk, { disconnectReason }: Ending): MissedReason {
  const kinds = new Set(talk.shape.legs.map(({ kind }) => kind));
  if (kinds.has('abonent')) return 'ringing';
  if (kinds.has('queue')) return 'queue';
  if (isOffSchedule(disconnectReason)) return 'schedule';
  if (kinds.size === 0 && isQueueFailure(disconnectReason)) return 'queue';
  return stageOfSummary(talk) ?? 'ivr';
}

/**
 * A callback whose every first phone was rung in vain: the client has never been rung. A leg that ended as done (1000)
 * was picked up, even when its Connected was lost; one whose end is unknown proves nothing.
 */
function isOperatorSilent(legs: readonly LegTrace[]): boolean {
  const starts = legs.filter(({ kind, takenFrom }) => kind === 'abonent' && takenFrom === null);
  const isSilent = ({ state, hasTalked, disconnectReason }: LegTrace): boolean =>
    state === 'disconnected' && !hasTalked && !isDone(disconnectReason);
  return starts.length > 0 && starts.every(isSilent);
}

function unansweredOutbound(shape: CallShape, { disconnectReason }: Ending): Outcome {
  const clientLegs = shape.legs.filter((leg) => isClientLeg(leg, shape));
  if (clientLegs.length === 0 && isOperatorSilent(shape.legs)) return outcome('no_answer', 'operator');
  const code = clientLegs.at(-1)?.disconnectReason ?? disconnectReason;
  return outcome(isBusy(code) ? 'busy' : 'no_answer');
}

/** Status and reason in our words. `entry_result` is not read: the vendor sets it to 1 for calls without a talk. */
export function outcomeOf(talk: Talk, ending: Ending): Outcome {
  if (!ending.isEnded) return outcome(ending.isAnswered ? 'in_progress' : 'new');
  if (ending.isAnswered) return outcome('answered');
  if (talk.shape.direction === 'internal') return outcome('no_answer');
  if (talk.shape.direction === 'outbound') return unansweredOutbound(talk.shape, ending);
  return outcome('missed', missedReasonOf(talk, ending));
}

/** Employees at whom a missed call rang; from a lone summary, the one it names. */
export function missedByOf({ shape, summary }: Talk, { status, missedReason }: Outcome): OperatorRef[] {
  if (status !== 'missed' || missedReason !== 'ringing') return [];
  const rung = rungEmployees(shape);
  if (rung.length > 0 || summary === null || shape.legs.some(({ kind }) => kind === 'abonent')) return rung;
  const told = employeeAt(summary.to);
  return told === null ? [] : [told];
}
