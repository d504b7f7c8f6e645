import type pg from 'pg';
import { underEngineLock } from './engine-lock.js';

/**
 * Frees migrations that began and did not end, because their process was killed, the disk was full or the script is
 * wrong, and returns their names. The engine notes a migration before it runs it and refuses to go on after such a one.
 * As every script runs as one transaction it has left nothing behind and can be applied again. The lock keeps one that
 * still runs elsewhere from being freed.
 */
export async function releaseUnfinishedMigrations(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query(
    `SELECT 1 WHERE to_regclass('public._prisma_migrations') IS NOT NULL`,
  );
  if (tables.length === 0) return [];
  return underEngineLock(client, async () => {
    const { rows } = await client.query<{ migration_name: string }>(
      `UPDATE _prisma_migrations SET rolled_back_at = now()
       WHERE finished_at IS NULL AND rolled_back_at IS NULL RETURNING migration_name`,
    );
    return rows.map((row) => row.migration_name);
  });
}
