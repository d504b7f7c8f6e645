import type { Sql } from '../../platform/db/database.js';
import { addJobs, type JobHandler } from '../../platform/jobs/jobs.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { RecordingStorage } from './storage/recording-storage.js';

/** Name of the job that removes a file; its payload is `{recordingRowId}`. */
export const REMOVE_JOB = 'recording.remove';
/** Name of the job that asks anew for files whose removal was given up or never asked for. */
export const SWEEP_JOB = 'recordings:remove_erased';

/**
 * Erases the recordings of these calls: from now on nobody hears them, and a job removes each file. Returns how many there were. Whether a
 * recording existed, and when, stays.
 */
export async function eraseRecordings(
  sql: Sql,
  { organizationId, callIds }: { organizationId: number; callIds: readonly number[] },
): Promise<number> {
  const rows = await sql.query<{ id: number; storageKey: string | null }>({
    text: `UPDATE recording SET state = 'erased', content_type = NULL, bytes = NULL, sha256 = NULL, last_error = NULL
      WHERE organization_id = $1 AND call_row_id = ANY ($2::int[]) AND state <> 'erased'
      RETURNING id, storage_key AS "storageKey"`,
    values: [organizationId, callIds],
  });
  await requestRemovals(
    sql,
    rows.filter(({ storageKey }) => storageKey !== null).map(({ id }) => id),
  );
  return rows.length;
}

const requestRemovals = (sql: Sql, recordingRowIds: readonly number[]): Promise<void> =>
  addJobs(
    sql,
    recordingRowIds.map((recordingRowId) => ({
      name: REMOVE_JOB,
      payload: { recordingRowId },
      key: `${REMOVE_JOB}:${String(recordingRowId)}`,
    })),
  );

interface RemovalDeps {
  readonly sql: Sql;
  readonly storage: RecordingStorage;
  readonly logger: Logger;
}

/** Handler of {@link REMOVE_JOB}: throws while the storage is away, so that the job is tried again; forgets the file's name when it is gone. */
export const createRemoveRecording =
  ({ sql, storage, logger }: RemovalDeps): JobHandler =>
  async (payload, { isLast }) => {
    const { recordingRowId } = payload as { recordingRowId: number };
    const storageKey = await findErasedKey(sql, recordingRowId);
    if (storageKey === null) return;
    try {
      await storage.remove(storageKey);
    } catch (error) {
      if (isLast)
        logger.error('the file of an erased recording cannot be removed', { recordingRowId, error });
      throw error;
    }
    await sql.query({
      text: `UPDATE recording SET storage_key = NULL WHERE id = $1 AND state = 'erased'`,
      values: [recordingRowId],
    });
  };

/** Handler of {@link SWEEP_JOB}. */
export const createSweep =
  (sql: Sql): JobHandler =>
  async () => {
    const rows = await sql.query<{ id: number }>({
      text: `SELECT id FROM recording WHERE state = 'erased' AND storage_key IS NOT NULL ORDER BY id LIMIT 1000`,
    });
    await requestRemovals(
      sql,
      rows.map(({ id }) => id),
    );
  };

/** The file of an erased recording that is still to be removed. */
export async function findErasedKey(sql: Sql, recordingRowId: number): Promise<string | null> {
  const [row] = await sql.query<{ storageKey: string | null }>({
    text: `SELECT storage_key AS "storageKey" FROM recording WHERE id = $1 AND state = 'erased'`,
    values: [recordingRowId],
  });
  return row?.storageKey ?? null;
}
