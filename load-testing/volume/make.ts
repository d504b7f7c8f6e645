// Makes a database of 2,000,000 calls and 500,000 orders over 24 months: `DATABASE_URL=… npm run load:volume` (a superuser; the database
// of the address is dropped and made anew).
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { openMigrate } from '../../backend/src/platform/db/migrate/open-migrate.js';
import { migrateJobs } from '../../backend/src/platform/jobs/jobs.js';

const PRISMA = path.join(import.meta.dirname, '../../backend/prisma');

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function run(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const url = process.env['DATABASE_URL'];
if (!url) throw new Error('Set DATABASE_URL to a database that may be dropped');
const server = new URL(url);
const name = server.pathname.slice(1);
server.pathname = '/postgres';
await run(server.href, async (client) => {
  await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0`);
});
const migrate = await openMigrate({
  url,
  schema: path.join(PRISMA, 'schema.prisma'),
  migrations: path.join(PRISMA, 'migrations'),
});
await migrate.deploy();
await migrate.close();
await migrateJobs(url);
say('Migrated; seeding takes some minutes.');
const seed = await readFile(path.join(import.meta.dirname, 'seed.sql'), 'utf8');
await run(url, async (client) => {
  await client.query(seed);
  for (const family of ['call', 'order']) {
    for (;;) {
      const { rows } = await client.query<{ taken: number }>(`SELECT ${family}_day_fold(50000) AS taken`);
      if (!rows[0]?.taken) break;
    }
  }
  await client.query('VACUUM ANALYZE');
});
say('Ready.');
process.exit(0);
