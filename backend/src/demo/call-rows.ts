import { GROUP } from '../telephony-simulator/default-cast.js';
import { instantOf, talkSecondsOf, type CallFacts } from './call-facts.js';
import type { Columns, Row } from './insert-rows.js';

export const CALL_COLUMNS: Columns = {
  id: 'int',
  organization_id: 'int',
  entry_id: 'text',
  rk: 'text',
  city: 'text',
  avito_name: 'text',
  phone_client: 'text',
  phone_ats: 'text',
  date_create: 'timestamptz',
  operator_id: 'int',
  final_operator_id: 'int',
  status: 'text',
  missed_reason: 'text',
  direction: 'text',
  talk_seconds: 'int',
  wait_seconds: 'int',
  ring_seconds: 'int',
  hold_seconds: 'int',
  hangup_by: 'text',
  disconnect_reason: 'int',
  group_extension: 'text',
  transfer: 'text',
  dtmf: 'text[]',
  missed_by: 'int[]',
  queued_at: 'timestamptz',
  answered_at: 'timestamptz',
  ended_at: 'timestamptz',
  is_final: 'boolean',
  has_open_leg: 'boolean',
  has_recording: 'boolean',
  disposition: 'text',
  comment: 'text',
  last_event_at: 'timestamptz',
  updated_at: 'timestamptz',
};

export interface RowContext {
  readonly organizationId: number;
  readonly hasRecording: (facts: CallFacts) => boolean;
}

/** As telephony names the conversation; the prefix tells what the demo has made. */
export const entryIdOf = ({ id }: CallFacts): string => `demo-${String(id)}`;

const HANGUP_BY: Readonly<Record<number, string>> = { 1110: 'caller', 1120: 'callee' };

export function toCallRow(facts: CallFacts, { organizationId, hasRecording }: RowContext): Row {
  const { id, story, disposition, comment, transfer } = facts;
  const ended = instantOf(facts, facts.endedAt);
  return {
    ...{ id, organization_id: organizationId, entry_id: entryIdOf(facts), date_create: story.at },
    phone_client: story.client?.phone ?? null,
    ...lineOf(facts),
    ...peopleOf(facts),
    ...{ status: story.outcome, missed_reason: story.missedReason, direction: story.direction },
    ...lengthsOf(facts),
    hangup_by: HANGUP_BY[facts.disconnectReason] ?? null,
    disconnect_reason: facts.disconnectReason,
    group_extension: facts.hasQueue ? GROUP : null,
    transfer: transfer ? 'blind' : null,
    dtmf: [],
    ...{ queued_at: queuedAtOf(facts), ended_at: ended, last_event_at: ended, updated_at: ended },
    ...{ is_final: true, has_open_leg: false, has_recording: hasRecording(facts), disposition, comment },
  };
}

/** What the dialled number tells; internal calls have none. */
function lineOf({ story: { direction, line } }: CallFacts): Row {
  if (direction === 'internal') return { rk: null, city: null, avito_name: null, phone_ats: null };
  return { rk: line.rk, city: line.city, avito_name: line.avitoName, phone_ats: line.number };
}

function peopleOf({ story, transfer, answeredAt }: CallFacts): Row {
  const { operator, others, direction, missedReason } = story;
  const isMissed = direction === 'inbound' && answeredAt === null;
  const rung = missedReason === 'ringing' ? [operator, ...others].map(({ id }) => id) : [];
  // An internal call belongs to who was called.
  const owner = direction === 'internal' ? (others[0] ?? operator) : operator;
  return {
    operator_id: isMissed ? null : owner.id,
    final_operator_id: answeredAt === null ? null : (transfer?.to.id ?? owner.id),
    missed_by: rung,
  };
}

function lengthsOf(facts: CallFacts): Row {
  const { story, answeredAt, endedAt, rangAt, holdSeconds } = facts;
  return {
    answered_at: answeredAt === null ? null : instantOf(facts, answeredAt),
    talk_seconds: talkSecondsOf(facts),
    wait_seconds: story.direction === 'inbound' ? (answeredAt ?? endedAt) : null,
    ring_seconds: rangAt === null ? 0 : (answeredAt ?? endedAt) - rangAt,
    hold_seconds: holdSeconds,
  };
}

function queuedAtOf(facts: CallFacts): Date | null {
  const { story, hasQueue, menuUntil, rangAt } = facts;
  if (story.direction !== 'inbound') return null;
  if (hasQueue) return instantOf(facts, menuUntil ?? 0);
  return rangAt === null ? null : instantOf(facts, rangAt);
}

export const RECORDING_COLUMNS: Columns = {
  organization_id: 'int',
  call_row_id: 'int',
  recording_id: 'text',
  state: 'text',
  extension: 'text',
  storage_key: 'text',
  content_type: 'text',
  bytes: 'int',
  sha256: 'text',
  attempts: 'int',
  started_at: 'timestamptz',
  stored_at: 'timestamptz',
  created_at: 'timestamptz',
};
