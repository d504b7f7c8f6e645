import { toCount, toId, toText, toUnixSeconds, toWord } from './coerce.js';
import type { DtmfEvent, RecordEvent, RecordingEvent, ResultEvent, SmsEvent } from './event-types.js';
import type { JsonRecord } from './json-text.js';
import { firstMissing, type Read } from './required-ids.js';

const RECORDING_STATES = ['started', 'continued', 'completed'] as const;
const RECIPIENTS = ['cloud', 'mail', 'cloudAndMail'] as const;

/** Reads `events/recording`; numbered within the recording, not within the leg. */
export function readRecordingEvent(record: JsonRecord): Read<RecordingEvent> {
  const recordingId = toId(record['recording_id']);
  const seq = toCount(record['seq']);
  if (recordingId === null || seq === null)
    return { missing: firstMissing({ recording_id: recordingId, seq }) };
  return {
    kind: 'recording',
    key: `recording:${seq}:${recordingId}`,
    entryId: toId(record['entry_id']),
    recordingId,
    seq,
    state: toWord(record['recording_state'], RECORDING_STATES),
    callId: toId(record['call_id']),
    extension: toText(record['extension']),
    timestamp: toUnixSeconds(record['timestamp']),
    completionCode: toCount(record['completion_code']),
    recipient: toWord(record['recipient'], RECIPIENTS),
    commandId: toId(record['command_id']),
  };
}

/** Reads `events/record/added` and `events/record/tagged`. */
export function readRecordEvent(record: JsonRecord, kind: RecordEvent['kind']): Read<RecordEvent> {
  const recordingId = toId(record['recording_id']);
  if (recordingId === null) return { missing: 'recording_id' };
  const userId = toId(record['user_id']);
  return {
    kind,
    key: `${kind}:${recordingId}`,
    entryId: toId(record['entry_id']),
    recordingId,
    userId: userId === '-1' ? null : userId,
    timestamp: toUnixSeconds(record['timestamp']),
  };
}

/** Reads `events/dtmf`; `digits` is the whole sequence typed, not one key. */
export function readDtmfEvent(record: JsonRecord): Read<DtmfEvent> {
  const callId = toId(record['call_id']);
  const seq = toCount(record['seq']);
  if (callId === null || seq === null) return { missing: firstMissing({ call_id: callId, seq }) };
  return {
    kind: 'dtmf',
    key: `dtmf:${seq}:${callId}`,
    entryId: toId(record['entry_id']),
    callId,
    seq,
    digits: toText(record['dtmf']) ?? '',
    timestamp: toUnixSeconds(record['timestamp']),
  };
}

/** Reads `events/sms`. */
export function readSmsEvent(record: JsonRecord): SmsEvent {
  const commandId = toId(record['command_id']);
  return {
    kind: 'sms',
    key: commandId === null ? null : `sms:${commandId}`,
    entryId: null,
    commandId,
    reason: toCount(record['reason']),
    timestamp: toUnixSeconds(record['timestamp']),
  };
}

/** Reads any `result/<command>`; old documents call the statistics one `result/stats`. */
export function readResultEvent(record: JsonRecord, command: string): ResultEvent {
  const commandId = toId(record['command_id']);
  return {
    kind: 'result',
    key: commandId === null ? null : `result:${commandId}`,
    entryId: toId(record['entry_id']),
    command: command === 'stats' ? 'stat' : command,
    commandId,
    code: toCount(record['result']),
    statKey: toId(record['key']),
    requestId: toId(record['request_id']),
  };
}
