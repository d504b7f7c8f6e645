import { toId } from './coerce.js';
import { eventPath } from './event-path.js';
import type { MangoEvent } from './event-types.js';
import { readJsonObject, type JsonFailure, type JsonRecord } from './json-text.js';
import { readCallEvent, readSummaryEvent } from './read-call-events.js';
import {
  readDtmfEvent,
  readRecordEvent,
  readRecordingEvent,
  readResultEvent,
  readSmsEvent,
} from './read-other-events.js';
import type { Reader } from './required-ids.js';

/** Why an event can never be applied. `missing_ids`: without them it can be neither placed nor told from its copies. */
export type EventFailure = JsonFailure | 'missing_ids';

export type EventReading =
  | { ok: true; event: MangoEvent }
  | { ok: false; reason: EventFailure; /** The id that is missing. */ field: string | null };

const READERS: Readonly<Record<string, Reader>> = {
  'events/call': readCallEvent,
  'events/summary': readSummaryEvent,
  'events/recording': readRecordingEvent,
  'events/record/added': (record) => readRecordEvent(record, 'record_added'),
  'events/record/tagged': (record) => readRecordEvent(record, 'record_tagged'),
  'events/dtmf': readDtmfEvent,
  'events/sms': readSmsEvent,
};

function readOther(record: JsonRecord, path: string): EventReading {
  return { ok: true, event: { kind: 'other', key: null, entryId: toId(record['entry_id']), path } };
}

function readRecord(record: JsonRecord, path: string): EventReading {
  if (path.startsWith('result/')) {
    return { ok: true, event: readResultEvent(record, path.slice('result/'.length)) };
  }
  const reader = Object.hasOwn(READERS, path) ? READERS[path] : undefined;
  if (reader === undefined) return readOther(record, path);
  const read = reader(record);
  return 'missing' in read
    ? { ok: false, reason: 'missing_ids', field: read.missing }
    : { ok: true, event: read };
}

/**
 * Reads one `json` text of the PBX as the event its path says it is (`mango.md` §4). Numbers may be texts and texts
 * numbers, unknown fields are ignored, unknown words and codes become null or stay as they are: nothing is invented.
 * The age of an event is never a reason to drop it, so times are not judged. Never throws.
 */
export function readMangoEvent(path: string, json: string): EventReading {
  const reading = readJsonObject(json);
  if (!reading.ok) return { ok: false, reason: reading.reason, field: null };
  return readRecord(reading.record, eventPath(path));
}
