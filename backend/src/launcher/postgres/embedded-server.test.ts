import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withSuperuser } from '../../../test/database.js';
import { isRunning, sendSignal, waitForEnd } from '../process-table.js';
import { serverAccount } from './account.js';
import { clusterFiles, inspectCluster } from './cluster.js';
import { startEmbeddedServer, type EmbeddedServer, type EmbeddedServerOptions } from './embedded-server.js';
import { findPostmaster } from './leftover.js';
import { findReachableBinaries } from './location.js';

const STOP_MS = 10_000;

let folder: string;
let options: EmbeddedServerOptions;
const troubles: string[] = [];

const start = (changes: Partial<EmbeddedServerOptions> = {}): Promise<EmbeddedServer> =>
  startEmbeddedServer({ ...options, ...changes });

const dataOf = (home: string): string => clusterFiles(home).data;

function runningPostmaster(): number {
  const pid = findPostmaster(dataOf(options.home));
  if (pid === null) throw new Error('no server runs');
  return pid;
}

const query = (url: string, sql: string): Promise<unknown[]> =>
  withSuperuser(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'crm-embedded-'));
  await chmod(folder, 0o711);
  const account = await serverAccount();
  const home = path.join(folder, 'postgres');
  await mkdir(home, { mode: 0o711 });
  options = {
    home,
    binaries: await findReachableBinaries(account),
    account,
    superuserPassword: 'superuser',
    rolePassword: 'p@ss/word',
    logFile: path.join(folder, 'postgres.log'),
    connections: 10,
    initdbFlags: ['--no-sync'],
    onTrouble: (message) => troubles.push(message),
  };
});

afterAll(async () => {
  const pid = findPostmaster(dataOf(options.home));
  if (pid !== null) sendSignal(pid, 'SIGQUIT');
  await waitForEnd(pid === null ? [] : [pid], STOP_MS);
  await rm(folder, { recursive: true, force: true });
});

test('an interrupted first start leaves nothing in the way of the next', async () => {
  const { unfinished, password } = clusterFiles(options.home);
  await mkdir(path.join(unfinished, 'base'), { recursive: true });
  await writeFile(password, 'left behind by a killed initdb');
  expect(await inspectCluster(options.home)).toBe('unfinished');

  const server = await start();

  expect(existsSync(unfinished)).toBe(false);
  expect(existsSync(password)).toBe(false);
  await server.stop(STOP_MS);
  expect(await inspectCluster(options.home)).toBe('complete');
});

test('the product works as the plain owner of a database that folds Cyrillic letters and keeps time in UTC', async () => {
  const server = await start();
  const [facts] = await query(
    server.url,
    `SELECT lower('Я') = 'я' AS folds, current_setting('TimeZone') AS zone, current_setting('data_checksums') AS checksums,
            rolsuper AS super, rolcreaterole AS roles, has_schema_privilege('public', 'CREATE') AS creates
     FROM pg_roles WHERE rolname = current_user`,
  );
  expect(facts).toEqual({
    folds: true,
    zone: 'UTC',
    checksums: 'on',
    super: false,
    roles: false,
    creates: true,
  });
  await server.stop(STOP_MS);
});

test('committed rows outlive a server that was killed, and the server left over is not started twice', async () => {
  const first = await start();
  await query(first.url, 'CREATE TABLE kept (x int)');
  await query(first.url, 'INSERT INTO kept VALUES (42)');
  const leftover = runningPostmaster();

  const second = await start(); // as after kill -9 of the start alone
  expect(isRunning(leftover)).toBe(false);
  expect(runningPostmaster()).not.toBe(leftover);
  expect(await query(second.url, 'SELECT x FROM kept')).toEqual([{ x: 42 }]);
  await second.stop(STOP_MS);
  await first.stop(STOP_MS);
});

test('the lock of a process that only bears the number of the old server is no obstacle', async () => {
  await writeFile(path.join(dataOf(options.home), 'postmaster.pid'), `${String(process.pid)}\nother\n`);
  const server = await start();
  expect(await query(server.url, 'SELECT x FROM kept')).toEqual([{ x: 42 }]);
  await server.stop(STOP_MS);
});

test('a server that dies is brought back on the same port', async () => {
  const server = await start();
  const killed = runningPostmaster();
  sendSignal(killed, 'SIGKILL');
  await expect
    .poll(() => query(server.url, 'SELECT x FROM kept').catch(() => null), { timeout: 15_000, interval: 100 })
    .toEqual([{ x: 42 }]);
  expect(runningPostmaster()).not.toBe(killed);
  expect(troubles).toContain('PostgreSQL ended unexpectedly; it is started again.');
  await server.stop(STOP_MS);
  expect(findPostmaster(dataOf(options.home))).toBeNull();
});

test('secrets of another data folder are told apart from a broken database', async () => {
  await expect(start({ superuserPassword: 'of another folder' })).rejects.toThrow(
    'secrets.json does not belong',
  );
  expect(findPostmaster(dataOf(options.home))).toBeNull();
});

test('a damaged cluster and a foreign folder are refused and left alone', async () => {
  const control = path.join(dataOf(options.home), 'global', 'pg_control');
  await rename(control, `${control}.away`);
  await expect(start()).rejects.toThrow('is damaged (global/pg_control is missing)');
  await rename(`${control}.away`, control);

  const foreign = path.join(folder, 'foreign');
  await mkdir(foreign);
  await writeFile(path.join(foreign, 'PG_VERSION'), '18\n');
  await expect(start({ home: foreign })).rejects.toThrow('is a half-written data folder');
  expect(await readFile(path.join(foreign, 'PG_VERSION'), 'utf8')).toBe('18\n');
});
