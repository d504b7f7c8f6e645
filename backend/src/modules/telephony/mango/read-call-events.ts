import { toCount, toFlag, toId, toRecord, toText, toUnixSeconds, toWord } from './coerce.js';
import type { CallEvent, Direction, LegKind, LegState, Party, SummaryEvent } from './event-types.js';
import { isRecord, type JsonRecord } from './json-text.js';
import { firstMissing, type Read } from './required-ids.js';

const STATES = {
  Appeared: 'appeared',
  Connected: 'connected',
  OnHold: 'on_hold',
  Disconnected: 'disconnected',
} as const;
const STATE_WORDS = Object.keys(STATES) as (keyof typeof STATES)[];
const KINDS: readonly LegKind[] = ['ivr', 'queue', 'abonent'];
const TRANSFERS = ['consultative', 'blind', 'return_blind'] as const;
const DIRECTIONS: readonly Direction[] = ['internal', 'inbound', 'outbound'];
const INITIATORS = [
  'CC',
  'API',
  'WEB',
  'ObDial',
  'CallbackWidget',
  'MissGroupCallCallback',
  'MissInIvrCallCallback',
] as const;

function toParty(value: unknown): Party {
  const party = toRecord(value);
  return {
    extension: toText(party['extension']),
    number: toText(party['number']),
    lineNumber: toText(party['line_number']),
    acdGroup: toText(party['acd_group']),
    takenFromCallId: toId(party['taken_from_call_id']),
    // One public client knows the flag under the misspelled name.
    wasTransferred: toFlag(party['was_transferred']) || toFlag(party['was_transfered']),
    holdInitiator: toFlag(party['hold_initiator']),
  };
}

function toState(value: unknown): LegState | null {
  const word = toWord(value, STATE_WORDS);
  return word === null ? null : STATES[word];
}

/** `ivr.2.1` is a place inside the menu; vendor examples misspell the field's name. */
function toLocation(record: JsonRecord): LegKind | null {
  const text = toText(record['location']) ?? toText(record['locaton']);
  return toWord(text?.split('.')[0], KINDS);
}

function toInitiator(value: unknown): string | null {
  const text = toText(value);
  return text === null ? null : (toWord(text, INITIATORS) ?? text);
}

function toCallTracking(value: unknown): CallEvent['callTracking'] {
  return isRecord(value) ? { type: toCount(value['type']), number: toText(value['number']) } : null;
}

function toTaskId(value: unknown): string | null {
  const id = toId(value);
  return id === '0' ? null : id;
}

/** Reads `events/call`; needs the entry, the leg and the event's number within the leg. */
export function readCallEvent(record: JsonRecord): Read<CallEvent> {
  const entryId = toId(record['entry_id']);
  const callId = toId(record['call_id']);
  const seq = toCount(record['seq']);
  if (entryId === null || callId === null || seq === null) {
    return { missing: firstMissing({ entry_id: entryId, call_id: callId, seq }) };
  }
  return {
    kind: 'call',
    key: `call:${seq}:${callId}`,
    entryId,
    callId,
    seq,
    timestamp: toUnixSeconds(record['timestamp']),
    state: toState(record['call_state']),
    location: toLocation(record),
    from: toParty(record['from']),
    to: toParty(record['to']),
    transfer: toWord(record['transfer'], TRANSFERS),
    disconnectReason: toCount(record['disconnect_reason']),
    callTracking: toCallTracking(record['dct']),
    sipCallId: toText(record['sip_call_id']),
    commandId: toId(record['command_id']),
    taskId: toTaskId(record['task_id']),
    callbackInitiator: toInitiator(record['callback_initiator']),
  };
}

function toTalkTime(value: unknown): number | null {
  return toCount(value) === 0 ? 0 : toUnixSeconds(value);
}

/** Reads `events/summary`; needs the entry only. */
export function readSummaryEvent(record: JsonRecord): Read<SummaryEvent> {
  const entryId = toId(record['entry_id']);
  if (entryId === null) return { missing: 'entry_id' };
  return {
    kind: 'summary',
    key: `summary:${entryId}`,
    entryId,
    direction: DIRECTIONS[toCount(record['call_direction']) ?? -1] ?? null,
    from: toParty(record['from']),
    to: toParty(record['to']),
    lineNumber: toText(record['line_number']),
    createTime: toUnixSeconds(record['create_time']),
    forwardTime: toUnixSeconds(record['forward_time']),
    talkTime: toTalkTime(record['talk_time']),
    endTime: toUnixSeconds(record['end_time']),
    entryResult: toCount(record['entry_result']),
    disconnectReason: toCount(record['disconnect_reason']),
  };
}
