import { readJsonObject } from '../mango/index.js';
import type { CallFact } from '../projection/read-events.js';

/** A text of an event without the client's number; `key` is the name of its field. */
export type Blank = (text: string, key: string) => string;

/** Of what telephony posts, what is read of it (`mango/read-*.ts`): nothing else of an erased client is kept. */
const READ = new Set([
  ...['entry_id', 'call_id', 'seq', 'timestamp', 'call_state', 'location', 'locaton', 'from', 'to', 'number'],
  ...['extension', 'line_number', 'acd_group', 'taken_from_call_id', 'was_transferred', 'was_transfered'],
  ...[
    'hold_initiator',
    'transfer',
    'disconnect_reason',
    'dct',
    'type',
    'sip_call_id',
    'command_id',
    'task_id',
  ],
  ...['callback_initiator', 'call_direction', 'create_time', 'forward_time', 'talk_time', 'end_time'],
  ...['entry_result', 'recording_id', 'recording_state', 'completion_code', 'recipient', 'user_id', 'reason'],
  ...['result', 'key', 'request_id'],
]);

/** Ids by which events find each other: random texts of telephony. */
const IDS = new Set([
  ...['entry_id', 'call_id', 'recording_id', 'taken_from_call_id', 'user_id', 'request_id'],
  ...['entryId', 'callId', 'recordingId', 'takenFromCallId', 'takenFrom', 'userId', 'kind'],
]);

/** A fact without the client's number and what he typed. */
export function blankFact(fact: CallFact, blank: Blank): CallFact {
  const blanked = walk(fact, '', blank) as CallFact;
  return blanked.kind === 'dtmf' ? { ...blanked, digits: '' } : blanked;
}

/** The further data of a leg, the same way. */
export const blankData = <Data extends object>(data: Data, blank: Blank): Data =>
  walk(data, '', blank) as Data;

/** The bytes of an event, still readable as the same event; what is no event at all is emptied. */
export function blankRaw(raw: Buffer, blank: Blank): Buffer {
  const reading = readJsonObject(raw.toString('utf8'));
  return Buffer.from(JSON.stringify(reading.ok ? walk(onlyRead(reading.record), '', blank) : {}));
}

/** The call that an event belongs to, if it names one. */
export function entryOf(raw: Buffer): string | null {
  const reading = readJsonObject(raw.toString('utf8'));
  return reading.ok && typeof reading.record['entry_id'] === 'string' ? reading.record['entry_id'] : null;
}

function onlyRead(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => READ.has(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, onlyRead(inner)]));
}

function walk(value: unknown, key: string, blank: Blank): unknown {
  if (IDS.has(key)) return value;
  if (typeof value === 'string') return blank(value, key);
  if (typeof value === 'number') return blankNumber(value, key, blank);
  if (Array.isArray(value)) return value.map((inner) => walk(inner, key, blank));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name, blank)]));
}

/** Telephony writes some numbers without quotation marks; what stands for one begins with 0 and needs them. */
function blankNumber(value: number, key: string, blank: Blank): unknown {
  const text = String(value);
  const blanked = blank(text, key);
  return blanked === text ? value : blanked;
}
