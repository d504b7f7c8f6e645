import type { FoldContext, OperatorRef } from './conclusion.js';
import type { Party, SummaryEvent } from './event-types.js';
import { employeeAt, type LegParty, type LegTrace } from './legs.js';
import { asPhoneDigits, asSip, isSameNumber } from './numbers.js';
import { isClientLeg, type CallShape, type Stretch } from './talk.js';

/** Seconds by which the answer of a leg and of the summary may differ and still be one. */
const SAME_ANSWER_SECONDS = 5;

function firstNonNull<Value>(values: Iterable<Value | null>): Value | null {
  for (const value of values) if (value !== null) return value;
  return null;
}

/** The company line: the summary's word, else the first leg that names one; internal calls have none of their own. */
export function lineOf({ direction, legs }: CallShape, summary: SummaryEvent | null): string | null {
  if (summary?.lineNumber != null) return summary.lineNumber;
  return direction === 'internal' ? null : firstNonNull(legs.map(({ lineNumber }) => lineNumber));
}

function inboundNumbers(legs: readonly LegTrace[], summary: SummaryEvent | null): (string | null)[] {
  // On a transferred leg the caller may be our own employee at a device without an extension.
  const direct = legs.filter(({ transfer }) => transfer === null);
  const callers: Party[] = (direct.length > 0 ? direct : legs).flatMap((leg) =>
    leg.events.map(({ from }) => from),
  );
  if (summary !== null) callers.push(summary.from);
  return callers.filter(({ extension }) => extension === null).map(({ number }) => number);
}

function outboundNumbers(shape: CallShape, summary: SummaryEvent | null): (string | null)[] {
  const clientLegs = shape.legs.filter((leg) => isClientLeg(leg, shape));
  // A callback rings the operator first, with the client's number as if he called.
  const starts = shape.legs.filter((leg) => leg.from.extension === null && !clientLegs.includes(leg));
  return [
    ...clientLegs.map(({ to }) => to.number),
    ...starts.map(({ from }) => from.number),
    summary?.to.number ?? null,
  ];
}

/** Digits of the client's number; never a SIP address, never the line the call came by. */
export function clientNumberOf(shape: CallShape, summary: SummaryEvent | null): string | null {
  if (shape.direction === 'internal') return null;
  const line = lineOf(shape, summary);
  const numbers =
    shape.direction === 'inbound' ? inboundNumbers(shape.legs, summary) : outboundNumbers(shape, summary);
  return firstNonNull(numbers.map((number) => (isSameNumber(number, line) ? null : asPhoneDigits(number))));
}

/** The side of a leg on which an employee of ours is. */
export function employeeSideOf(leg: LegTrace, shape: CallShape): LegParty {
  if (shape.direction === 'outbound' && isClientLeg(leg, shape)) return leg.from;
  return employeeAt(leg.to) === null && employeeAt(leg.from) !== null && leg.kind === 'abonent'
    ? leg.from
    : leg.to;
}

export function employeeOf(leg: LegTrace, shape: CallShape): OperatorRef | null {
  return leg.kind === 'abonent' ? employeeAt(employeeSideOf(leg, shape)) : null;
}

/**
 * Whether the summary's `to` is a person and not a group, which has an extension but no device. The vendor leaves
 * `to.number` out of an unsuccessful group call.
 */
export function isEmployee(side: Party, groups: ReadonlySet<string | null>, context: FoldContext): boolean {
  if (side.extension === null) return asSip(side.number) !== null;
  if (groups.has(side.extension)) return false;
  return side.number !== null || (context.employeeExtensions?.has(side.extension) ?? false);
}

export const groupsOf = (legs: readonly LegTrace[]): ReadonlySet<string | null> =>
  new Set(legs.map(({ acdGroup }) => acdGroup));

export interface Talk {
  shape: CallShape;
  summary: SummaryEvent | null;
  context: FoldContext;
  /** Stretches with the client, by their beginning. */
  stretches: readonly Stretch[];
}

/** Whom the summary says the talk began with, when it names a person. */
function summaryEmployee({ shape, summary, context }: Talk): OperatorRef | null {
  if (summary === null || !isEmployee(summary.to, groupsOf(shape.legs), context)) return null;
  return employeeAt(summary.to);
}

/** Who answered first: the first leg that talked, unless the summary knows of an earlier answer on a leg we lost. */
function firstAnswerer(talk: Talk): OperatorRef | null {
  const first = talk.stretches[0];
  const told = summaryEmployee(talk);
  if (first === undefined) return told;
  const answeredAt = talk.summary?.talkTime ?? 0;
  const isLost = answeredAt > 0 && (first.from ?? answeredAt) - answeredAt > SAME_ANSWER_SECONDS;
  return (isLost ? told : null) ?? employeeOf(first.leg, talk.shape) ?? told;
}

/** Outbound: who calls. The client's leg names him as its caller, a callback's first leg as its callee. */
export function callerOf({ shape, summary }: Talk): OperatorRef | null {
  const { direction, legs } = shape;
  if (direction === 'inbound') return null;
  const told = summary === null ? null : employeeAt(summary.from);
  const ours = legs.filter(({ kind }) => kind === 'abonent');
  if (direction === 'internal') return firstNonNull([...ours.map(({ from }) => employeeAt(from)), told]);
  const callers = (among: readonly LegTrace[]): (OperatorRef | null)[] =>
    among.map((leg) => employeeAt(isClientLeg(leg, shape) ? leg.from : leg.to));
  const roots = ours.filter(({ takenFrom }) => takenFrom === null);
  return firstNonNull([...callers(roots), told, ...callers(ours)]);
}

function calledEmployee(talk: Talk): OperatorRef | null {
  const ours = talk.shape.legs.filter(({ kind }) => kind === 'abonent');
  return summaryEmployee(talk) ?? firstNonNull(ours.map(({ to }) => employeeAt(to)));
}

/** The employee the call belongs to; null for an inbound call that nobody answered (yet). */
export function operatorOf(talk: Talk, isAnswered: boolean): OperatorRef | null {
  if (talk.shape.direction === 'outbound') return callerOf(talk);
  if (isAnswered) return firstAnswerer(talk);
  return talk.shape.direction === 'internal' ? calledEmployee(talk) : null;
}

/** Who talked last with the client; null when nobody did. */
export function finalOperatorOf(talk: Talk, isAnswered: boolean): OperatorRef | null {
  if (!isAnswered) return null;
  const last = talk.stretches.findLast(({ state }) => state === 'connected');
  return (last === undefined ? null : employeeOf(last.leg, talk.shape)) ?? operatorOf(talk, true);
}

/** Employees whose phones rang, in order, each once. */
export function rungEmployees(shape: CallShape): OperatorRef[] {
  const refs = new Map<string, OperatorRef>();
  for (const leg of shape.legs) {
    const ref = shape.direction === 'outbound' || leg.kind !== 'abonent' ? null : employeeAt(leg.to);
    const name = ref?.extension ?? ref?.sip;
    if (ref !== null && name != null && !refs.has(name)) refs.set(name, ref);
  }
  return [...refs.values()];
}
