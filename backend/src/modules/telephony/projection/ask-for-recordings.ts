import type { Sql } from '../../../platform/db/database.js';
import { isErasedPhone } from '../../../platform/erased-phone.js';
import type { MangoEvent } from '../mango/index.js';
import type { SavedChange } from './call-news.js';
import { toRecordingColumns } from './call-row.rules.js';
import type { CallPorts } from './ports.js';
import { saveRecordings, type RecordingToSave } from './recordings.repository.js';

/** When telephony only says that it keeps a recording, its word that the file is ready may have been lost: then we ask by ourselves. */
const WITHOUT_WORD_SECONDS = 120;

const recordingIdOf = (event: MangoEvent): string | null =>
  'recordingId' in event ? event.recordingId : null;

/** The recordings of a call that this batch tells of; all of them when the call itself is new. */
function recordingsIn({ before, after, conclusion, news, callRowId }: SavedChange): RecordingToSave[] {
  const isErased = isErasedPhone(after.phoneClient);
  const told = new Set(news.map(recordingIdOf));
  const added = new Set(news.filter(({ kind }) => kind === 'record_added').map(recordingIdOf));
  return conclusion.recordings
    .filter(({ recordingId }) => before === null || told.has(recordingId))
    .map((recording) => ({
      ...toRecordingColumns(recording),
      // A recording that is announced after its client has been erased is not fetched any more.
      ...(isErased && { state: 'erased' as const }),
      callRowId,
      isAdded: added.has(recording.recordingId) || (before === null && recording.state === 'ready'),
    }));
}

export interface RecordingDeps {
  readonly changes: readonly SavedChange[];
  readonly ports: CallPorts;
  readonly now: Date;
}

/** Notes what telephony says of recordings and asks for those that can be fetched, or soon can. */
export async function noteRecordings(
  sql: Sql,
  organizationId: number,
  { changes, ports, now }: RecordingDeps,
): Promise<void> {
  const told = changes.flatMap(recordingsIn);
  const added = new Set(told.filter(({ isAdded }) => isAdded).map(({ recordingId }) => recordingId));
  const later = new Date(now.getTime() + WITHOUT_WORD_SECONDS * 1000);
  const saved = await saveRecordings(sql, organizationId, told);
  const wanted = saved.filter(({ state }) => state === 'announced');
  if (wanted.length === 0) return;
  const requests = wanted.map(({ id, recordingId }) => ({
    recordingRowId: id,
    runAt: added.has(recordingId) ? now : later,
  }));
  await ports.requestRecordingFetches(sql, requests);
}
