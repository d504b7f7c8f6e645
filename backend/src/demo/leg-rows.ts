import { GROUP } from '../telephony-simulator/default-cast.js';
import { entryIdOf } from './call-rows.js';
import { instantOf, talkSecondsOf, type CallFacts } from './call-facts.js';
import type { Columns, Row } from './insert-rows.js';
import type { DemoOperator } from './staff.js';

export const LEG_COLUMNS: Columns = {
  organization_id: 'int',
  call_row_id: 'int',
  call_id: 'text',
  kind: 'text',
  status: 'text',
  phone_number: 'text',
  extension: 'text',
  operator_id: 'int',
  appeared_at: 'timestamptz',
  connected_at: 'timestamptz',
  disconnected_at: 'timestamptz',
  duration: 'int',
  hold_seconds: 'int',
  disconnect_reason: 'int',
  mango_data: 'jsonb',
};

interface Leg {
  readonly kind: 'ivr' | 'queue' | 'abonent';
  readonly operator: DemoOperator | null;
  /** The device's number where it is no employee's. */
  readonly number: string | null;
  /** Seconds from the arrival. */
  readonly from: number;
  readonly answered: number | null;
  readonly to: number;
  readonly reason: number;
  readonly isTransfer: boolean;
}

const WENT_ON = 1100;

/** The attempts of a call: menu, queue, one leg per phone that rang. */
export function* toLegRows(facts: CallFacts, organizationId: number): Generator<Row> {
  let number = 0;
  for (const leg of legsOf(facts)) {
    number += 1;
    yield toRow(facts, leg, { organizationId, number });
  }
}

const BARE = { operator: null, number: null, answered: null, isTransfer: false } as const;

function* legsOf(facts: CallFacts): Generator<Leg> {
  if (facts.story.direction !== 'inbound') {
    yield dialledLeg(facts);
    return;
  }
  if (facts.menuUntil !== null) yield menuLeg(facts, facts.menuUntil);
  if (facts.hasQueue) yield queueLeg(facts);
  if (facts.rangAt !== null) yield* phonesOf(facts, facts.rangAt);
}

function dialledLeg({ story, answeredAt, endedAt, disconnectReason: reason }: CallFacts): Leg {
  const operator = story.direction === 'internal' ? (story.others[0] ?? null) : story.operator;
  const number = story.client?.phone ?? null;
  return { ...BARE, kind: 'abonent', operator, number, from: 0, answered: answeredAt, to: endedAt, reason };
}

function menuLeg({ story, hasQueue, rangAt, disconnectReason }: CallFacts, to: number): Leg {
  const reason = hasQueue || rangAt !== null ? WENT_ON : disconnectReason;
  return { ...BARE, kind: 'ivr', number: story.line.number, from: 0, to, reason };
}

function queueLeg({ story, menuUntil, answeredAt, endedAt, disconnectReason }: CallFacts): Leg {
  const reason = answeredAt === null ? disconnectReason : WENT_ON;
  const to = answeredAt ?? endedAt;
  return { ...BARE, kind: 'queue', number: story.line.number, from: menuUntil ?? 0, to, reason };
}

function* phonesOf(facts: CallFacts, rangAt: number): Generator<Leg> {
  const { story, answeredAt, endedAt, transfer, disconnectReason: reason } = facts;
  const until = transfer?.at ?? endedAt;
  yield {
    ...BARE,
    kind: 'abonent',
    operator: story.operator,
    from: rangAt,
    answered: answeredAt,
    to: until,
    reason,
  };
  for (const operator of story.others) {
    const lost = answeredAt ?? endedAt;
    yield {
      ...BARE,
      kind: 'abonent',
      operator,
      from: rangAt,
      to: lost,
      reason: answeredAt === null ? reason : WENT_ON,
    };
  }
  if (!transfer) return;
  yield {
    ...BARE,
    kind: 'abonent',
    operator: transfer.to,
    from: transfer.at,
    answered: transfer.at + 5,
    to: endedAt,
    reason,
    isTransfer: true,
  };
}

interface Place {
  readonly organizationId: number;
  /** From 1. */
  readonly number: number;
}

function toRow(facts: CallFacts, leg: Leg, { organizationId, number }: Place): Row {
  const { kind, operator } = leg;
  const callId = `${entryIdOf(facts)}-${String(number)}`;
  return {
    ...{ organization_id: organizationId, call_row_id: facts.id, call_id: callId, kind, status: 'completed' },
    phone_number: leg.number ?? operator?.sip ?? null,
    extension: operator?.extension ?? null,
    operator_id: operator?.id ?? null,
    disconnect_reason: leg.reason,
    ...timesOf(facts, leg),
    mango_data: detailsOf(facts, leg, number),
  };
}

function timesOf(facts: CallFacts, { from, answered, to, isTransfer }: Leg): Row {
  const base = { appeared_at: instantOf(facts, from), disconnected_at: instantOf(facts, to) };
  if (answered === null) return { ...base, connected_at: null, duration: 0, hold_seconds: 0 };
  return {
    ...base,
    connected_at: instantOf(facts, answered),
    duration: Math.min(to - answered, talkSecondsOf(facts)),
    hold_seconds: isTransfer ? 0 : facts.holdSeconds,
  };
}

function detailsOf(facts: CallFacts, { kind, operator, number, isTransfer }: Leg, place: number): Row {
  return {
    ...{ sip: operator?.sip ?? null, number, commandId: null, holds: [] },
    acdGroup: facts.hasQueue && kind !== 'ivr' ? GROUP : null,
    takenFrom: place > 1 ? `${entryIdOf(facts)}-${String(place - 1)}` : null,
    transfer: isTransfer ? 'blind' : null,
  };
}
