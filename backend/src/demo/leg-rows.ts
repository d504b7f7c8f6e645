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
  const { story, menuUntil, hasQueue, rangAt, answeredAt, endedAt, disconnectReason: reason } = facts;
  if (story.direction !== 'inbound') {
    const party = story.direction === 'internal' ? (story.others[0] ?? null) : null;
    yield {
      ...BARE,
      kind: 'abonent',
      operator: party,
      number: story.client?.phone ?? null,
      from: 0,
      answered: answeredAt,
      to: endedAt,
      reason,
    };
    return;
  }
  const goesOn = hasQueue || rangAt !== null;
  const line = story.line.number;
  if (menuUntil !== null)
    yield { ...BARE, kind: 'ivr', number: line, from: 0, to: menuUntil, reason: goesOn ? WENT_ON : reason };
  if (hasQueue) {
    const until = answeredAt ?? endedAt;
    yield {
      ...BARE,
      kind: 'queue',
      number: line,
      from: menuUntil ?? 0,
      to: until,
      reason: answeredAt === null ? reason : WENT_ON,
    };
  }
  if (rangAt !== null) yield* phonesOf(facts, rangAt);
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

function toRow(
  facts: CallFacts,
  leg: Leg,
  { organizationId, number }: { organizationId: number; number: number },
): Row {
  const { kind, operator, answered, to, from } = leg;
  const sip = operator?.sip ?? null;
  const takenFrom = number > 1 ? `${entryIdOf(facts)}-${String(number - 1)}` : null;
  const isTalk = answered !== null;
  return {
    ...{
      organization_id: organizationId,
      call_row_id: facts.id,
      call_id: `${entryIdOf(facts)}-${String(number)}`,
    },
    ...{ kind, status: 'completed', phone_number: leg.number ?? sip, extension: operator?.extension ?? null },
    operator_id: operator?.id ?? (facts.story.direction === 'outbound' ? facts.story.operator.id : null),
    appeared_at: instantOf(facts, from),
    connected_at: answered === null ? null : instantOf(facts, answered),
    disconnected_at: instantOf(facts, to),
    duration: isTalk ? Math.min(to - answered, talkSecondsOf(facts)) : 0,
    hold_seconds: isTalk && !leg.isTransfer ? facts.holdSeconds : 0,
    disconnect_reason: leg.reason,
    mango_data: {
      ...{ sip, number: leg.number, acdGroup: facts.hasQueue && kind !== 'ivr' ? GROUP : null, takenFrom },
      ...{ transfer: leg.isTransfer ? 'blind' : null, commandId: null, holds: [] },
    },
  };
}
