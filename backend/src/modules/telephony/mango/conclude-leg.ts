import type { Leg } from './conclusion.js';
import type { ToDate } from './instants.js';
import type { LegTrace } from './legs.js';
import { asSip } from './numbers.js';
import { employeeSideOf } from './parties.js';
import { secondsOf, stretchesOf, type CallShape } from './talk.js';

/** What closes the stretches of a leg whose own end was not heard of: unix seconds of the call's end, or null. */
export interface LegView {
  shape: CallShape;
  endedAt: number | null;
  toDate: ToDate;
}

/** A leg as the call's card shows it. */
export function concludeLeg(leg: LegTrace, { shape, endedAt, toDate }: LegView): Leg {
  const side = employeeSideOf(leg, shape);
  const sip = asSip(side.number);
  const stretches = stretchesOf(leg, shape).filter(({ isWithClient }) => isWithClient);
  const held = stretches.filter(({ state }) => state === 'on_hold');
  const talked = stretches.filter(({ state }) => state === 'connected');
  const isTalking = leg.state === 'connected' && endedAt === null;
  return {
    callId: leg.callId,
    kind: leg.kind,
    extension: side.extension,
    sip,
    number: sip === null ? side.number : null,
    acdGroup: leg.acdGroup,
    takenFrom: leg.takenFrom,
    transfer: leg.transfer,
    commandId: leg.events.find(({ commandId }) => commandId !== null)?.commandId ?? null,
    state: leg.state,
    appearedAt: toDate(leg.appearedAt),
    connectedAt: toDate(leg.connectedAt),
    disconnectedAt: toDate(leg.disconnectedAt),
    disconnectReason: leg.disconnectReason,
    holds: held.map(({ from, to }) => ({ startedAt: toDate(from), endedAt: toDate(to) })),
    holdSeconds: secondsOf(held, endedAt),
    talkSeconds: isTalking ? null : secondsOf(talked, endedAt),
  };
}
