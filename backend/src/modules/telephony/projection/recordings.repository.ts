import type { Sql } from '../../../platform/db/database.js';
import type { RecordingColumns } from './call-row.rules.js';

export interface RecordingToSave extends RecordingColumns {
  readonly callRowId: number;
  /** Telephony said, in this batch, that the file can be fetched: one that was given up is tried again. */
  readonly isAdded: boolean;
}

export interface SavedRecording {
  readonly id: number;
  readonly recordingId: string;
  readonly state: string;
}

/** Writes what telephony tells of recordings. One whose audio is stored or erased stays so; one given up stays so
 * until a new announcement. */
export const saveRecordings = (
  sql: Sql,
  organizationId: number,
  recordings: readonly RecordingToSave[],
): Promise<SavedRecording[]> =>
  recordings.length === 0
    ? Promise.resolve([])
    : sql.query<SavedRecording>({
        name: 'telephony-save-recordings',
        text: `INSERT INTO recording AS k (organization_id, call_row_id, recording_id, state, extension, started_at)
          SELECT $1, "callRowId", "recordingId", state, extension, "startedAt"
          FROM jsonb_to_recordset($2::text::jsonb)
            AS r ("callRowId" int, "recordingId" text, state text, extension text, "startedAt" timestamptz, "isAdded" boolean)
          ON CONFLICT (organization_id, recording_id) DO UPDATE SET
            state = CASE WHEN k.state IN ('stored', 'erased') OR (k.state = 'failed' AND NOT k.recording_id = ANY ($3::text[])) THEN k.state
              ELSE excluded.state END,
            attempts = CASE WHEN k.state = 'failed' AND k.recording_id = ANY ($3::text[]) THEN 0 ELSE k.attempts END,
            extension = excluded.extension, started_at = excluded.started_at
          RETURNING id, recording_id AS "recordingId", state`,
        values: [
          organizationId,
          JSON.stringify(recordings),
          recordings.filter(({ isAdded }) => isAdded).map(({ recordingId }) => recordingId),
        ],
      });
