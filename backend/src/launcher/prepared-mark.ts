import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { readMigrations } from '../platform/db/migrate/migration-files.js';

const BACKEND_FOLDER = path.resolve(import.meta.dirname, '../..');
const MIGRATIONS = path.join(BACKEND_FOLDER, 'prisma', 'migrations');

/** The database as it was left by the build that prepared it, and nobody changed back since. */
const STATE = `
SELECT shobj_description((SELECT oid FROM pg_database WHERE datname = current_database()), 'pg_database') AS mark,
       ARRAY(SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
             ORDER BY migration_name) AS migrations`;

interface State {
  readonly mark: string | null;
  readonly migrations: readonly string[];
}

/** The mark of the compiled code that runs; null when it was not built by the start. */
async function markOfThisBuild(applicationRole: string | null): Promise<string | null> {
  const key = await readFile(path.join(BACKEND_FOLDER, 'dist', '.build-key'), 'utf8').catch(() => '');
  return key && import.meta.filename.endsWith('.js')
    ? `Prepared by build ${key} for ${applicationRole ?? 'its owner'}`
    : null;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function matches(client: pg.Client, mark: string): Promise<boolean> {
  const { rows } = await client.query<State>(STATE);
  const wanted = readMigrations(MIGRATIONS).map(({ name }) => name);
  return rows[0]?.mark === mark && rows[0].migrations.join() === wanted.join();
}

/** Whether this very build has prepared the database already: then a start need not do it again. */
export async function isPrepared(url: string, applicationRole: string | null): Promise<boolean> {
  const mark = await markOfThisBuild(applicationRole);
  if (mark === null) return false;
  return withClient(url, (client) => matches(client, mark)).catch(() => false);
}

/** Notes it as the comment of the database; a role that may not do so prepares it at every start. */
export async function markPrepared(url: string, applicationRole: string | null): Promise<void> {
  const mark = await markOfThisBuild(applicationRole);
  if (mark === null) return;
  const name = pg.escapeIdentifier(decodeURIComponent(new URL(url).pathname.slice(1)));
  const comment = `COMMENT ON DATABASE ${name} IS ${pg.escapeLiteral(mark)}`;
  await withClient(url, (client) => client.query(comment)).catch(() => undefined);
}
