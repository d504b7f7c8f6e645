import type { Call, CallDetails, RingBrief } from './call';
import { isEnded } from './call';
import type { CallNews } from './call-event';

/** A call that lives now, or has just ended, as the events told of it. Instants are the server's. */
export interface PhoneCall {
  call: Call;
  brief: RingBrief | null;
  /** Employees whose phones ring for it now. */
  ringingOperatorIds: readonly number[];
  /** All at whom it has rung while this page listened. */
  rangAtOperatorIds: readonly number[];
  /** Employee who talks when it is not `call.operator`: a transferred call. */
  takenByOperatorId: number | null;
  ringingSince: string;
  talkingSince: string | null;
  heldSince: string | null;
  endedAt: string | null;
  /** `Date.now()` of the last news. */
  heardAt: number;
}

/** What a call is for one employee; null when it is somebody else's. */
export type CallPhase = 'ringing' | 'dialling' | 'talking' | 'wrapUp' | 'missed';

/** The call after an event; events of one call come in order. */
export function afterNews(before: PhoneCall | undefined, news: CallNews): PhoneCall {
  const { at, call } = news;
  const known = before ?? asHeard(call);
  const ended = isEnded(call);
  const ringing = ringingAfter(known, news);
  const isNewRing = ringing.some((id) => !known.rangAtOperatorIds.includes(id));
  return {
    ...known,
    call,
    brief: news.brief ?? known.brief,
    ringingOperatorIds: ringing,
    rangAtOperatorIds: [...new Set([...known.rangAtOperatorIds, ...ringing])],
    ringingSince: isNewRing ? at : known.ringingSince,
    talkingSince: call.status === 'in_progress' ? (known.talkingSince ?? at) : known.talkingSince,
    heldSince: ended ? null : known.heldSince,
    endedAt: ended ? (known.endedAt ?? at) : null,
    heardAt: Date.now(),
  };
}

/** A connected or ended call rings nowhere; other events say themselves where it rings. */
function ringingAfter(known: PhoneCall, { type, call, ringingOperatorIds }: CallNews): readonly number[] {
  if (type === 'call.connected' || isEnded(call)) return [];
  return ringingOperatorIds ?? known.ringingOperatorIds;
}

/** A call this page did not hear begin: from a list of live calls, or the one before a reload. */
export function asHeard(call: Call): PhoneCall {
  return {
    call,
    brief: null,
    ringingOperatorIds: [],
    rangAtOperatorIds: [],
    takenByOperatorId: null,
    ringingSince: call.dateCreate,
    talkingSince: null,
    heldSince: null,
    endedAt: null,
    heardAt: Date.now(),
  };
}

/** What the legs tell beyond the row: who rings, who talks since when, and whether the client is on hold. */
export function afterDetails(before: PhoneCall, { legs }: CallDetails): PhoneCall {
  const open = legs.filter(({ kind, disconnectedAt }) => kind === 'abonent' && disconnectedAt === null);
  const ringing = open.filter(({ status }) => status === 'started');
  const talking = open.findLast(
    ({ status, operator }) => operator !== null && (status === 'answered' || status === 'held'),
  );
  const ringingOperatorIds = [...new Set(ringing.flatMap(({ operator }) => operator?.id ?? []))];
  const isHeld = talking?.status === 'held';
  return {
    ...before,
    ringingOperatorIds,
    rangAtOperatorIds: [...new Set([...before.rangAtOperatorIds, ...ringingOperatorIds])],
    takenByOperatorId: talking?.operator?.id ?? before.takenByOperatorId,
    talkingSince: talking?.connectedAt ?? before.talkingSince,
    heldSince: isHeld ? (before.heldSince ?? new Date(before.heardAt).toISOString()) : null,
  };
}

/** What the call is for this employee now. */
export function phaseFor(operatorId: number, known: PhoneCall): CallPhase | null {
  const { call } = known;
  if (call.direction === 'internal') return null;
  const isOwn = call.operator?.id === operatorId || known.takenByOperatorId === operatorId;
  if (isEnded(call)) return endedPhase(operatorId, known, isOwn);
  if (known.ringingOperatorIds.includes(operatorId)) return 'ringing';
  if (!isOwn) return null;
  return call.status === 'new' ? 'dialling' : 'talking';
}

function endedPhase(
  operatorId: number,
  { call, rangAtOperatorIds }: PhoneCall,
  isOwn: boolean,
): CallPhase | null {
  if (isOwn) return 'wrapUp';
  return call.status === 'missed' && rangAtOperatorIds.includes(operatorId) ? 'missed' : null;
}
