import type { CallEvent, Direction } from './event-types.js';
import type { LegTrace } from './legs.js';
import { asPhoneDigits, asSip } from './numbers.js';

/** A stretch of a leg between two changes of its state, in unix seconds; `to` is null while it lasts or was not told. */
export interface Stretch {
  leg: LegTrace;
  state: 'connected' | 'on_hold';
  from: number | null;
  to: number | null;
  /** The client is a party; false while our people consult each other or before a callback reaches him. */
  isWithClient: boolean;
}

/** What decides who is who on a leg. */
export interface CallShape {
  direction: Direction;
  isCallback: boolean;
  legs: readonly LegTrace[];
}

const isFromEmployee = ({ from }: LegTrace): boolean =>
  from.extension !== null || asSip(from.number) !== null;

/** The operator's own phone, rung first by a callback; it looks like an inbound leg. */
function isCallbackStart(leg: LegTrace, { isCallback }: CallShape): boolean {
  return isCallback && leg.takenFrom === null && !isFromEmployee(leg);
}

/** Outbound: the leg on which the client's phone rings. */
export function isClientLeg(leg: LegTrace, shape: CallShape): boolean {
  if (leg.kind !== 'abonent' || leg.transfer === 'consultative') return false;
  if (isCallbackStart(leg, shape)) return false;
  if (leg.to.extension !== null) return leg.from.extension !== null && leg.takenFrom === null;
  return isFromEmployee(leg) || asPhoneDigits(leg.to.number) !== null;
}

/** Two of our people on a leg that one of them opened beside the client's: by its mark, or by whom it was taken from. */
function isConsultation(event: CallEvent, leg: LegTrace, legs: readonly LegTrace[]): boolean {
  if (event.transfer !== null) return event.transfer === 'consultative';
  if (event.from.extension === null || event.to.extension === null) return false;
  return legs.some(({ callId, kind }) => callId === leg.takenFrom && kind === 'abonent');
}

function isWithClient(event: CallEvent, leg: LegTrace, shape: CallShape): boolean {
  if (leg.kind !== 'abonent') return false;
  if (shape.direction === 'internal') return event.transfer !== 'consultative';
  if (isConsultation(event, leg, shape.legs)) return false;
  if (shape.direction === 'inbound') return true;
  return isClientLeg(leg, shape) || (leg.takenFrom !== null && event.from.extension === null);
}

/** The connected and held stretches of a leg, in order. A state we do not know ends nothing. */
export function stretchesOf(leg: LegTrace, shape: CallShape): Stretch[] {
  const changes = leg.events.filter(({ state }) => state !== null);
  return changes.flatMap((event, at): Stretch[] => {
    const { state, timestamp: from } = event;
    if (state !== 'connected' && state !== 'on_hold') return [];
    const isEnd = (next: CallEvent): boolean => next.state !== 'appeared' && next.timestamp !== null;
    const to = changes.slice(at + 1).find(isEnd)?.timestamp ?? null;
    return [{ leg, state, from, to, isWithClient: isWithClient(event, leg, shape) }];
  });
}

/** The stretches with the client over all legs, by their beginning; those of an unknown time come last. */
export function clientStretches(shape: CallShape): Stretch[] {
  const birth = ({ from }: Stretch): number => from ?? Number.MAX_SAFE_INTEGER;
  return shape.legs
    .flatMap((leg) => stretchesOf(leg, shape))
    .filter((stretch) => stretch.isWithClient)
    .sort((one, other) => birth(one) - birth(other));
}

function lengthOf({ from, to }: Stretch, end: number | null): number {
  if (from === null) return 0;
  return Math.max(0, (to ?? end ?? from) - from);
}

/** Total length; a stretch without an end is measured to `end`, or counts nothing when there is none. */
export function secondsOf(stretches: readonly Stretch[], end: number | null): number {
  return stretches.reduce((sum, stretch) => sum + lengthOf(stretch, end), 0);
}
