import type { Db, Sql } from '../../../platform/db/database.js';
import { addJobs } from '../../../platform/jobs/jobs.js';
import type { IncomingFile } from '../storage/recording-storage.js';

/** Name of the job; its payload is `{recordingRowId}`. */
export const FETCH_JOB = 'recording.fetch';

/** A recording that telephony keeps and we do not yet. */
export interface AwaitedRecording {
  readonly id: number;
  readonly organizationId: number;
  readonly callId: number;
  readonly recordingId: string;
  readonly storageKey: string | null;
  readonly attempts: number;
  readonly accountId: number;
  readonly apiKey: string;
  readonly apiSaltSealed: string;
  readonly apiBaseUrl: string;
}

/** Null when there is nothing (more) to fetch: the row is gone, or stored, discarded, given up. */
export async function findAwaited(sql: Sql, recordingRowId: number): Promise<AwaitedRecording | null> {
  const [row] = await sql.query<AwaitedRecording>({
    text: `SELECT r.id, r.organization_id AS "organizationId", r.call_row_id AS "callId", r.recording_id AS "recordingId",
        r.storage_key AS "storageKey", r.attempts, a.id AS "accountId", a.api_key AS "apiKey",
        a.api_salt_sealed AS "apiSaltSealed", a.api_base_url AS "apiBaseUrl"
      FROM recording r
      JOIN LATERAL (SELECT * FROM telephony_account t
                    WHERE t.organization_id = r.organization_id AND t.provider = 'mango' ORDER BY t.id LIMIT 1) a ON true
      WHERE r.id = $1 AND r.state = 'announced'`,
    values: [recordingRowId],
  });
  return row ?? null;
}

/**
 * Settles the name of the file before it is fetched, so that a process that dies between file and row leaves a file which the
 * next attempt replaces.
 */
export async function reserveKey(sql: Sql, recordingRowId: number, key: string): Promise<void> {
  await sql.query({
    text: 'UPDATE recording SET storage_key = $2 WHERE id = $1',
    values: [recordingRowId, key],
  });
}

/** Whether the recording's client has been erased. */
export async function isErased(sql: Sql, recordingRowId: number): Promise<boolean> {
  const rows = await sql.query({
    text: `SELECT 1 FROM recording WHERE id = $1 AND state = 'erased'`,
    values: [recordingRowId],
  });
  return rows.length > 0;
}

/** False when the recording is not awaited any more. */
export async function markStored(
  db: Db,
  recordingRowId: number,
  facts: IncomingFile & { readonly at: Date },
): Promise<boolean> {
  const { count } = await db.recording.updateMany({
    where: { id: recordingRowId, state: 'announced' },
    data: {
      state: 'stored',
      contentType: facts.contentType,
      bytes: facts.bytes,
      sha256: facts.sha256,
      storedAt: facts.at,
      attempts: { increment: 1 },
      lastError: null,
    },
  });
  return count > 0;
}

export async function markFailed(db: Db, recordingRowId: number, reason: string): Promise<boolean> {
  const { count } = await db.recording.updateMany({
    where: { id: recordingRowId, state: 'announced' },
    data: { state: 'failed', lastError: reason, storageKey: null, attempts: { increment: 1 } },
  });
  return count > 0;
}

export async function noteFailure(
  db: Db,
  recordingRowId: number,
  { reason, isCounted }: { reason: string; isCounted: boolean },
): Promise<void> {
  await db.recording.updateMany({
    where: { id: recordingRowId, state: 'announced' },
    data: { lastError: reason, ...(isCounted && { attempts: { increment: 1 } }) },
  });
}

/** Asks for a recording to be fetched, at `runAt` or now; a request that waits already is replaced. */
export const requestRecordingFetch = (
  target: Db | Sql,
  recordingRowId: number,
  runAt?: Date,
): Promise<void> => requestRecordingFetches(target, [{ recordingRowId, ...(runAt && { runAt }) }]);

/** The same for several recordings with one statement. */
export const requestRecordingFetches = (
  target: Db | Sql,
  requests: readonly { readonly recordingRowId: number; readonly runAt?: Date }[],
): Promise<void> =>
  addJobs(
    target,
    requests.map(({ recordingRowId, runAt }) => ({
      name: FETCH_JOB,
      payload: { recordingRowId },
      key: `${FETCH_JOB}:${String(recordingRowId)}`,
      ...(runAt && { runAt }),
    })),
  );
