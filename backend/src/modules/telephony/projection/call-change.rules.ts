import type { CallConclusion, MangoEvent } from '../mango/index.js';
import type { CallColumns, LegColumns, LegStatus } from './call-row.rules.js';
import type { LineFacts } from './directory.js';

/** The parts of a stored call and its legs that tell what is new. */
export interface CallBefore extends CallColumns {
  readonly id: number;
  readonly rk: string | null;
  readonly city: string | null;
}
export interface LegBefore {
  readonly callId: string;
  readonly kind: LegColumns['kind'];
  readonly status: LegStatus;
  readonly operatorId: number | null;
}

/** One call before and after a batch. */
export interface CallChange {
  readonly entryId: string;
  readonly before: CallBefore | null;
  readonly legsBefore: readonly LegBefore[];
  readonly after: CallColumns;
  readonly legs: readonly LegColumns[];
  readonly conclusion: CallConclusion;
  readonly news: readonly MangoEvent[];
  readonly lastReceivedAt: Date;
  /** What the dialled number tells, to be noted now; null when it was noted, or nothing is known of it. */
  readonly line: LineFacts | null;
}

const FINAL: ReadonlySet<string> = new Set(['answered', 'missed', 'busy', 'no_answer']);

export const isFinalStatus = (status: string): boolean => FINAL.has(status);

const plain = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(plain(one)) === JSON.stringify(plain(other));

/** Whether the row itself is to be written anew; for a call without a row it is. */
export function isRowChanged({ before, after, line }: CallChange): boolean {
  if (before === null || line !== null) return true;
  return (Object.keys(after) as (keyof CallColumns)[]).some((name) => !isSame(before[name], after[name]));
}

/** Whether a leg came, went on or found its employee. */
export function areLegsChanged({ legs, legsBefore }: CallChange): boolean {
  const known = new Map(legsBefore.map((leg) => [leg.callId, leg]));
  return legs.some(({ callId, status, operatorId }) => {
    const leg = known.get(callId);
    return leg?.status !== status || leg.operatorId !== operatorId;
  });
}

/** Employees whose phones ring now for a call that came to us. */
export function ringingOperatorIds(
  call: Pick<CallColumns, 'direction' | 'hasOpenLeg'>,
  legs: readonly LegBefore[],
): number[] {
  if (call.direction === 'outbound' || !call.hasOpenLeg) return [];
  const ringing = legs.filter(({ kind, status }) => kind === 'abonent' && status === 'started');
  return [...new Set(ringing.flatMap(({ operatorId }) => operatorId ?? []))].sort(
    (one, other) => one - other,
  );
}

/** What is to be told of a call: each fact once in its life, however late, often or mixed up its events come. */
export interface CallNews {
  /** It has appeared: its first leg is known. */
  readonly isRinging: boolean;
  readonly isConnected: boolean;
  readonly isEnded: boolean;
  /** Something else has changed. */
  readonly isUpdated: boolean;
  readonly ringingOperatorIds: readonly number[];
  /** A phone rings that did not ring before: its owner needs the brief. */
  readonly hasNewRing: boolean;
}

export function newsOf(change: CallChange): CallNews {
  const { before, after, legs, legsBefore } = change;
  const isRinging = legs.length > 0 && legsBefore.length === 0;
  const isConnected = after.answeredAt !== null && !hasAnswer(before);
  const isEnded = isFinalStatus(after.status) && !isEndedBefore(change);
  const isTold = isRinging || isConnected || isEnded;
  const rang = new Set(before === null ? [] : ringingOperatorIds(before, legsBefore));
  const ringing = ringingOperatorIds(after, legs);
  return {
    isRinging,
    isConnected,
    isEnded,
    isUpdated: !isTold && (isRowChanged(change) || areLegsChanged(change)),
    ringingOperatorIds: ringing,
    hasNewRing: ringing.some((id) => !rang.has(id)),
  };
}

const hasAnswer = (before: CallBefore | null): boolean => before !== null && before.answeredAt !== null;

const isEndedBefore = ({ before }: CallChange): boolean => before !== null && isFinalStatus(before.status);

/** Clients whose debt the change may make or settle. */
export function clientsConcerned(change: CallChange): string[] {
  const { before, after } = change;
  const isSettled = isFinalStatus(after.status) || isEndedBefore(change);
  const isMoved = before?.status !== after.status || before.phoneClient !== after.phoneClient;
  if (!isSettled || !isMoved) return [];
  return [before?.phoneClient ?? null, after.phoneClient].flatMap((phone) => phone ?? []);
}

/** Employees whose state of work the change may touch. */
export function operatorsConcerned(change: CallChange): number[] {
  if (!areLegsChanged(change) && change.before?.hasOpenLeg === change.after.hasOpenLeg) return [];
  return [...change.legs, ...change.legsBefore].flatMap(({ operatorId }) => operatorId ?? []);
}
