import type pg from 'pg';

/** The advisory lock the schema engine takes while it applies migrations. */
const ENGINE_LOCK = 72_707_369;

/**
 * Runs `work` with the lock of the schema engine held on this connection, which may take it again. The engine itself
 * waits for 10 s only, and gives it back no sooner than its connection ends.
 */
export async function underEngineLock<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('SELECT pg_advisory_lock($1)', [ENGINE_LOCK]);
  try {
    return await work();
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()');
  }
}
