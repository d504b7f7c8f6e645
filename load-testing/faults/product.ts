import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const START = path.resolve(import.meta.dirname, '../../backend/bin/start.mjs');
const PM2 = path.join(path.dirname(createRequire(import.meta.url).resolve('pm2/package.json')), 'bin', 'pm2');
export const API_PROCESSES = 2;
const START_LIMIT_MS = 300_000;
const STOP_LIMIT_MS = 30_000;

/** The real product on a data folder of its own, and the means to hurt it. */
export interface Product {
  readonly url: string;
  readonly databaseUrl: string;
  readonly admin: { readonly login: string; readonly password: string };
  readonly mango: { readonly apiKey: string; readonly apiSalt: string };
  /** Numbers of the processes of this name that work now. */
  processes(name: 'api' | 'worker'): Promise<number[]>;
  /** `pm2 reload api`; resolves when it is done. */
  reload(): Promise<void>;
  /** To PostgreSQL with all its processes: SIGKILL is a crash, SIGSTOP a hang until SIGCONT. */
  signalDatabase(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  stop(): Promise<void>;
}

export async function startProduct(port: number): Promise<Product> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'crm-faults-'));
  const dataDir = path.join(root, 'data');
  const url = `http://127.0.0.1:${String(port)}`;
  const admin = { login: 'admin', password: 'faults admin password' };
  const mango = { apiKey: 'faults-key', apiSalt: 'faults-salt' };
  const child = spawn(process.execPath, [START], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...{ DATA_DIR: dataDir, PORT: String(port), WEB_CONCURRENCY: String(API_PROCESSES) },
      ...{ ADMIN_LOGIN: admin.login, ADMIN_PASSWORD: admin.password },
      // One token asks for everybody here.
      REQUESTS_PER_SECOND: '0',
      ...{ MANGO_API_KEY: mango.apiKey, MANGO_API_SALT: mango.apiSalt },
    },
  });
  const stop = onceOrInterrupted(async () => {
    await end(child, dataDir);
    rmSync(root, { recursive: true, force: true });
  });
  try {
    await untilReady(child, url);
  } catch (error) {
    await stop();
    throw error;
  }
  const pm2 = (...args: string[]): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, [PM2, ...args], {
      env: { ...process.env, PM2_HOME: path.join(dataDir, 'pm2') },
      maxBuffer: 32 * 1024 * 1024,
    });
  return {
    url,
    databaseUrl: databaseUrlIn(dataDir),
    admin,
    mango,
    processes: async (name) => pidsOf((await pm2('jlist', '--silent')).stdout, name),
    reload: async () => {
      await pm2('reload', 'api');
    },
    signalDatabase: (signal) => {
      const postmaster = postmasterOf(dataDir);
      if (postmaster === null) throw new Error('PostgreSQL does not run');
      signalTree(postmaster, signal);
    },
    stop,
  };
}

/** The same work once, whether it is asked for or the run is interrupted; a second Ctrl-C ends the run at once, as everywhere. */
function onceOrInterrupted(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    return (done ??= work());
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    void stop().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return stop;
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The product ended with code ${String(child.exitCode)}`);
    const isReady = await fetch(`${url}/api/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(300);
  }
  throw new Error('The product did not become ready');
}

/** Ends the product and, should it not have done so itself, its PostgreSQL. */
async function end(child: ChildProcess, dataDir: string): Promise<void> {
  const postmaster = postmasterOf(dataDir);
  // One that hangs hears nothing but this.
  if (postmaster !== null) signalTree(postmaster, 'SIGCONT');
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await Promise.race([
      ended,
      sleep(STOP_LIMIT_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL')),
    ]);
  }
  const left = postmasterOf(dataDir);
  if (left !== null) signalTree(left, 'SIGKILL');
}

function databaseUrlIn(dataDir: string): string {
  const secrets = JSON.parse(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')) as {
    databasePassword: string;
  };
  const port = readFileSync(path.join(dataDir, 'postgres', 'port'), 'utf8').trim();
  return `postgresql://crm:${encodeURIComponent(secrets.databasePassword)}@127.0.0.1:${port}/crm`;
}

function pidsOf(list: string, wanted: string): number[] {
  const apps = JSON.parse(list.slice(list.indexOf('['))) as {
    name: string;
    pid: number;
    pm2_env: { status: string };
  }[];
  return apps
    .filter(({ name, pm2_env: { status } }) => name === wanted && status === 'online')
    .map(({ pid }) => pid);
}

/** Null before PostgreSQL has started and after it has ended. */
function postmasterOf(dataDir: string): number | null {
  const place = path.join(dataDir, 'postgres', 'data', 'postmaster.pid');
  return existsSync(place) ? Number(readFileSync(place, 'utf8').split('\n')[0]) : null;
}

/** The parent first, so that it can neither restart nor tidy up after its children. */
function signalTree(parent: number, signal: NodeJS.Signals): void {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
  for (const pid of [parent, ...children]) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}
