import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { findFreePort } from '../src/launcher/free-port.js';
import { giveTo, serverAccount } from '../src/launcher/postgres/account.js';
import { findReachableBinaries } from '../src/launcher/postgres/location.js';
import { runInitdb } from '../src/launcher/postgres/initdb.js';
import { startPostmaster, stopPostmaster } from '../src/launcher/postgres/postmaster.js';
import { openMigrate } from '../src/platform/db/migrate/open-migrate.js';
import { grantToApplication } from '../src/platform/db/application-role.js';
import { migrateJobs } from '../src/platform/jobs/jobs.js';
import { APPLICATION_ROLE, PASSWORD, TEMPLATE_DATABASE, withDatabase, withSuperuser } from './database.js';

declare module 'vitest' {
  interface ProvidedContext {
    testDatabaseUrl: string;
    /** Every API of a test has a Redis of its own. */
    isWithRedis: boolean;
  }
}

const PRISMA_FOLDER = path.resolve(import.meta.dirname, '../prisma');
// Nothing here outlives the run, so nothing has to be written through.
const SETTINGS = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=200'];

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crm-test-postgres-'));
  const [account, port] = await Promise.all([serverAccount(), findFreePort()]);
  const binaries = await findReachableBinaries(account);
  await chmod(folder, 0o711);
  await giveTo(account, folder);
  const cluster = path.join(folder, 'data');
  await runInitdb({ binaries, account, folder: cluster, password: PASSWORD, flags: ['--no-sync'] });
  const logFile = path.join(folder, 'server.log');
  const server = await startPostmaster({
    binaries,
    account,
    folder: cluster,
    port,
    settings: SETTINGS,
    logFile,
    detached: false,
  }).catch(async (cause: unknown) => {
    throw new Error(await readFile(logFile, 'utf8'), { cause });
  });
  return {
    url: `postgresql://postgres:${PASSWORD}@127.0.0.1:${String(port)}/postgres`,
    stop: async () => {
      await stopPostmaster(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createTemplate(serverUrl: string): Promise<void> {
  await withSuperuser(serverUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS "${TEMPLATE_DATABASE}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${TEMPLATE_DATABASE}" TEMPLATE template0`);
  });
  const migrate = await openMigrate({
    url: withDatabase(serverUrl, TEMPLATE_DATABASE),
    schema: path.join(PRISMA_FOLDER, 'schema.prisma'),
    migrations: path.join(PRISMA_FOLDER, 'migrations'),
  });
  try {
    await migrate.deploy();
  } finally {
    await migrate.close();
  }
  const templateUrl = withDatabase(serverUrl, TEMPLATE_DATABASE);
  await migrateJobs(templateUrl);
  await grantToApplication(templateUrl, APPLICATION_ROLE);
}

/** The role that the product runs as in tests, as it does on a cluster of ours. */
async function createApplicationRole(serverUrl: string): Promise<void> {
  await withSuperuser(serverUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${APPLICATION_ROLE} LOGIN`);
    await client.query(`ALTER ROLE ${APPLICATION_ROLE} PASSWORD '${PASSWORD}'`);
  });
}

/**
 * One PostgreSQL for the run, with a migrated template database. `TEST_DATABASE_URL` (a superuser's) takes the place of the embedded server.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['TEST_DATABASE_URL'];
  const server = external ? { url: external, stop: () => Promise.resolve() } : await startServer();
  try {
    await createApplicationRole(server.url);
    await createTemplate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('testDatabaseUrl', server.url);
  return server.stop;
}
