import type { AudioFiles } from './audio-files.js';
import { instantOf, talkSecondsOf, type CallFacts } from './call-facts.js';
import { entryIdOf } from './call-rows.js';
import type { Row } from './insert-rows.js';

/** Talks of these lengths, in seconds, are kept; longer ones would fill the disk of whoever only wants to look. */
const SHORTEST = 8;
const LONGEST = 100;
/** Recordings older than this have been purged, as retention would. */
const KEPT_DAYS = 14;
const DAY_MS = 86_400_000;
/** Telephony needs a little to hand a recording over. */
const HANDED_OVER_SECONDS = 45;

export function isRecorded(call: CallFacts, now: Date): boolean {
  const seconds = talkSecondsOf(call);
  const isKept = now.getTime() - call.story.at.getTime() < KEPT_DAYS * DAY_MS;
  return isKept && call.story.direction !== 'internal' && seconds >= SHORTEST && seconds <= LONGEST;
}

export async function toRecordingRows(
  calls: readonly CallFacts[],
  audio: AudioFiles,
  organizationId: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const call of calls) {
    const { key, bytes, sha256, contentType } = await audio.store(talkSecondsOf(call));
    rows.push({
      ...{
        organization_id: organizationId,
        call_row_id: call.id,
        recording_id: `${entryIdOf(call)}-0`,
        state: 'stored',
      },
      ...{
        extension: call.story.operator.extension,
        storage_key: key,
        content_type: contentType,
        bytes,
        sha256,
        attempts: 1,
      },
      started_at: instantOf(call, call.answeredAt ?? 0),
      stored_at: instantOf(call, call.endedAt + HANDED_OVER_SECONDS),
      created_at: instantOf(call, call.answeredAt ?? 0),
    });
  }
  return rows;
}
