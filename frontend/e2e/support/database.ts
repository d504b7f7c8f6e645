import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import type { ProductCopy } from './copy';

/** One statement on the copy's own database: what no screen and no operation can bring about. */
export async function runSql({ dataDir }: ProductCopy, text: string, values: unknown[] = []): Promise<void> {
  const client = new Client({ connectionString: urlIn(dataDir) });
  await client.connect();
  try {
    await client.query(text, values);
  } finally {
    await client.end();
  }
}

function urlIn(dataDir: string): string {
  const read = (file: string): string => readFileSync(path.join(dataDir, file), 'utf8');
  const { databasePassword } = JSON.parse(read('secrets.json')) as { databasePassword: string };
  return `postgresql://crm:${encodeURIComponent(databasePassword)}@127.0.0.1:${read('postgres/port').trim()}/crm`;
}

// Processes remember a caller for a few seconds, unless told.
const FORGET = `SELECT pg_notify('session', id::text) FROM callcentre_operator`;

/** Makes the proof of all sessions of a person as old as if he had signed in a quarter of an hour ago. */
export async function ageProof(copy: ProductCopy, operatorId: number): Promise<void> {
  const old = `UPDATE session SET authenticated_at = now() - interval '15 minutes' WHERE operator_id = $1`;
  await runSql(copy, old, [operatorId]);
  await runSql(copy, FORGET);
}

/** Lets a login look after all organisations, which is done on the host alone. */
export async function makeSuperAdmin(copy: ProductCopy, login: string): Promise<void> {
  await runSql(copy, 'UPDATE user_account SET is_super_admin = true WHERE login = $1', [login]);
  await runSql(copy, FORGET);
}
