import { compareTexts } from './compare-texts.js';
import type { CallEvent, LegKind, LegState, Party, TransferKind } from './event-types.js';
import { least } from './extremes.js';
import { asSip, isSameNumber } from './numbers.js';

/** All that was heard of one leg, its events by `seq`. Times are unix seconds. */
export interface LegTrace {
  callId: string;
  events: readonly CallEvent[];
  kind: LegKind;
  from: LegParty;
  to: LegParty;
  acdGroup: string | null;
  lineNumber: string | null;
  takenFrom: string | null;
  /** What the leg was born as; a completed consultation turns `blind` later. */
  transfer: TransferKind | null;
  state: LegState;
  /** A Connected or a hold was seen, with a time or without. */
  hasTalked: boolean;
  firstSeenAt: number | null;
  appearedAt: number | null;
  connectedAt: number | null;
  disconnectedAt: number | null;
  disconnectReason: number | null;
}

export type LegParty = Pick<Party, 'extension' | 'number'>;

function firstOf<Value>(
  events: readonly CallEvent[],
  pick: (event: CallEvent) => Value | null,
): Value | null {
  for (const event of events) {
    const value = pick(event);
    if (value !== null) return value;
  }
  return null;
}

const timeOf = (events: readonly CallEvent[], ...states: (LegState | null)[]): number | null =>
  firstOf(events, ({ state, timestamp }) => (states.includes(state) ? timestamp : null));

/** The first side that says anything: a transfer may put somebody else there later. */
function originOf(events: readonly CallEvent[], side: 'from' | 'to'): LegParty {
  const isSaid = ({ extension, number }: Party): boolean => extension !== null || number !== null;
  const first = events.find((event) => isSaid(event[side]))?.[side];
  const extension = first?.extension ?? null;
  const sameSide = events.filter((event) => event[side].extension === extension);
  return { extension, number: firstOf(sameSide, (event) => event[side].number) };
}

/** Vendor examples leave `location` out: an employee, a group or a line of the call then tells it. */
function kindOf(leg: Pick<LegTrace, 'from' | 'to' | 'acdGroup' | 'lineNumber'>): LegKind {
  if (leg.to.extension !== null || leg.from.extension !== null) return 'abonent';
  if (leg.acdGroup !== null) return 'queue';
  return leg.to.number === null || isSameNumber(leg.to.number, leg.lineNumber) ? 'ivr' : 'abonent';
}

function traceLeg(callId: string, unordered: readonly CallEvent[]): LegTrace {
  const events = unordered.toSorted((one, other) => one.seq - other.seq);
  const latestFirst = events.toReversed();
  const sides = {
    from: originOf(events, 'from'),
    to: originOf(events, 'to'),
    acdGroup: firstOf(events, ({ to }) => to.acdGroup),
    lineNumber: firstOf(events, ({ to, from }) => to.lineNumber ?? from.lineNumber),
  };
  return {
    callId,
    events,
    ...sides,
    kind: firstOf(events, ({ location }) => location) ?? kindOf(sides),
    takenFrom: firstOf(events, ({ from, to }) => from.takenFromCallId ?? to.takenFromCallId),
    transfer: firstOf(events, ({ transfer }) => transfer),
    state: firstOf(latestFirst, ({ state }) => state) ?? 'appeared',
    hasTalked: events.some(({ state }) => state === 'connected' || state === 'on_hold'),
    firstSeenAt: least(events.map(({ timestamp }) => timestamp)),
    appearedAt: timeOf(events, 'appeared'),
    // A hold is a talk too: when the Connected is lost, it is the first that is known of it.
    connectedAt: timeOf(events, 'connected', 'on_hold'),
    disconnectedAt: timeOf(latestFirst, 'disconnected'),
    disconnectReason: firstOf(latestFirst, ({ disconnectReason }) => disconnectReason),
  };
}

function groupByLeg(events: readonly CallEvent[]): Map<string, CallEvent[]> {
  const groups = new Map<string, CallEvent[]>();
  for (const event of events) {
    const group = groups.get(event.callId);
    if (group === undefined) groups.set(event.callId, [event]);
    else group.push(event);
  }
  return groups;
}

/** How many known legs lead to this one; a loop of legs, which only a forger makes, ends the count. */
function depthOf(leg: LegTrace, byId: ReadonlyMap<string, LegTrace>): number {
  const seen = new Set<string>();
  let parent = leg.takenFrom;
  while (parent !== null && byId.has(parent) && !seen.has(parent)) {
    seen.add(parent);
    parent = byId.get(parent)?.takenFrom ?? null;
  }
  return seen.size;
}

/**
 * The legs of one call: by the time they were first heard of, a leg after the one it was taken from, phones that rang
 * at once by extension. The order of `events` does not matter; copies must have been removed.
 */
export function traceLegs(events: readonly CallEvent[]): LegTrace[] {
  const legs = [...groupByLeg(events)].map(([callId, legEvents]) => traceLeg(callId, legEvents));
  const byId = new Map(legs.map((leg) => [leg.callId, leg]));
  const placed = legs.map((leg) => ({
    leg,
    birth: leg.firstSeenAt ?? Number.MAX_SAFE_INTEGER,
    depth: depthOf(leg, byId),
    extension: leg.to.extension ?? '',
  }));
  placed.sort(
    (one, other) =>
      one.birth - other.birth ||
      one.depth - other.depth ||
      compareTexts(one.extension, other.extension) ||
      compareTexts(one.leg.callId, other.leg.callId),
  );
  return placed.map(({ leg }) => leg);
}

/** A side as somebody who can be matched with an employee; null when it names nobody. */
export function employeeAt(side: LegParty): { extension: string | null; sip: string | null } | null {
  const sip = asSip(side.number);
  return side.extension === null && sip === null ? null : { extension: side.extension, sip };
}
