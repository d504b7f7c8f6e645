import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '../free-port.js';
import { isRunning, sendSignal, waitForEnd } from '../process-table.js';
import { connectPm2, type App } from './client.js';
import { preparePm2Home, type Pm2Home } from './home.js';
import { endLeftoverApps, findDaemon } from './leftovers.js';
import { createSupervisor } from './supervisor.js';

const STOP_MS = 5_000;
const never = new AbortController().signal;

// A process as the product's are: says when it is ready and ends by itself when asked to.
const SOUND = `
import { createServer } from 'node:http';
const server = createServer((_, response) => response.end('ok'));
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send('ready'));
process.on('SIGINT', () => server.close(() => process.exit(0)));`;
const endingWith = (reason: string, exitCode: number): string =>
  `setTimeout(() => { process.stderr.write('${reason}\\n'); process.exit(${String(exitCode)}); }, 100);`;
const UNLOADABLE = `throw new Error('half of me is missing');`;
const FOREIGN = `setInterval(() => undefined, 1000);`;

let folder: string;
let home: Pm2Home;
let dataDir: string;
let port: number;

async function app(name: string, source: string, options: object = {}): Promise<App> {
  const script = path.join(folder, `${name}.mjs`);
  await writeFile(script, source);
  const env = { PORT: String(port), DATA_DIR: dataDir };
  const logs = { out_file: '/dev/null', error_file: path.join(folder, `${name}.error.log`) };
  const mode = {
    exec_mode: 'cluster',
    instances: 2,
    wait_ready: true,
    merge_logs: true,
    pmx: false,
    treekill: false,
  };
  const life = { listen_timeout: 3000, exp_backoff_restart_delay: 50, stop_exit_codes: [78] };
  return { name, script, env, ...logs, ...mode, ...life, ...options } as App;
}

const readyUrl = (): string => `http://127.0.0.1:${String(port)}/`;

/** PM2's interface is one for the whole process: it stays connected, the supervisor uses it too. */
async function pidsOfOurs(): Promise<number[]> {
  const apps = await (await connectPm2(home.path)).list();
  return apps.filter((running) => running.dataDir === dataDir).map(({ pid }) => pid);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'crm-pm2-test-'));
  dataDir = path.join(folder, 'data');
  home = { path: path.join(folder, 'pm2'), isShared: false };
  port = await findFreePort();
  await preparePm2Home(home);
});

afterEach(() => endLeftoverApps(home, dataDir));

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('processes are started, ready, and gone after a stop together with their daemon', async () => {
  const supervisor = await createSupervisor(home, dataDir);
  await supervisor.start([await app('api', SOUND)], readyUrl(), never);
  expect(supervisor.isAlive()).toBe(true);
  const pids = await pidsOfOurs();
  expect(pids).toHaveLength(2);
  expect(await (await fetch(readyUrl())).text()).toBe('ok');

  await supervisor.stop(STOP_MS);

  expect(supervisor.isAlive()).toBe(false);
  expect(pids.filter(isRunning)).toEqual([]);
});

test.each([
  [
    'dies again and again',
    endingWith('the reason it gives', 1),
    1,
    'does not stay up; the end of',
    'the reason it gives',
  ],
  [
    'finds its configuration wrong',
    endingWith('PORT is wrong', 78),
    78,
    'does not stay up; the end of',
    'PORT is wrong',
  ],
  ['cannot be loaded', UNLOADABLE, 1, 'cannot be loaded; the end of', 'half of me is missing'],
])('a process that %s ends the start with its reason', async (_, source, exitCode, words, reason) => {
  const supervisor = await createSupervisor(home, dataDir);
  const failing = supervisor.start([await app('api', source, { instances: 1 })], readyUrl(), never);
  const failure = await failing.catch((error: unknown) => error);
  expect(failure).toMatchObject({ exitCode });
  expect(String(failure)).toContain(words);
  expect(String(failure)).toContain(reason);
  await supervisor.stop(STOP_MS);
  expect(await findDaemon(home.path)).toBeNull();
});

test('what a killed start left is ended, and the process of somebody else under the same PM2 is not', async () => {
  const shared: Pm2Home = { ...home, isShared: true };
  const supervisor = await createSupervisor(shared, dataDir);
  const foreign = await app('foreign', FOREIGN, { exec_mode: 'fork', instances: 1, wait_ready: false });
  const pm2 = await connectPm2(home.path);
  await pm2.start([{ ...foreign, env: { DATA_DIR: '/somewhere/else' } }]);
  const [stranger] = (await pm2.list()).map(({ pid }) => pid);
  await supervisor.start([await app('api', SOUND)], readyUrl(), never);
  const ours = await pidsOfOurs();

  expect(await endLeftoverApps(shared, dataDir)).toBe(true);

  expect(ours.filter(isRunning)).toEqual([]);
  expect(isRunning(stranger ?? 0)).toBe(true);
  expect(await findDaemon(home.path)).not.toBeNull();
  pm2.disconnect();
  const daemon = (await findDaemon(home.path)) ?? 0;
  sendSignal(daemon, 'SIGTERM');
  expect(await waitForEnd([daemon, stranger ?? 0], STOP_MS)).toEqual([]);
});

test('processes whose daemon was killed are found and ended', async () => {
  const supervisor = await createSupervisor(home, dataDir);
  const worker = await app('worker', SOUND, { exec_mode: 'fork', instances: 1 });
  await supervisor.start([worker], readyUrl(), never);
  const [orphan] = await pidsOfOurs();
  const daemon = Number(await readFile(path.join(home.path, 'pm2.pid'), 'utf8'));
  sendSignal(daemon, 'SIGKILL');
  expect(await waitForEnd([daemon], STOP_MS)).toEqual([]);
  expect(isRunning(orphan ?? 0)).toBe(true);

  expect(await endLeftoverApps(home, dataDir)).toBe(true);
  expect(isRunning(orphan ?? 0)).toBe(false);
});
