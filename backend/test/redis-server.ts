import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findFreePort } from '../src/launcher/free-port.js';

export const REDIS_PASSWORD = 'test-redis';

/** A Redis of a test's own, on a port that stays the same when it is started again. */
export interface TestRedis {
  readonly url: string;
  /** As a fault does it: nothing is said and nothing is written. */
  kill(): Promise<void>;
  /** Stands still and keeps its connections. */
  freeze(): void;
  thaw(): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Needs `redis-server` on the path. It writes every change down at once, as an installation that wants to keep counters does. */
export async function startRedisServer(): Promise<TestRedis> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crm-test-redis-'));
  const port = await findFreePort();
  const settings = {
    port,
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
    bind: '127.0.0.1',
  };
  const args = Object.entries({ ...settings, requirepass: REDIS_PASSWORD }).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]);
  let server: ChildProcess;
  const start = async (): Promise<void> => {
    server = spawn('redis-server', args, { stdio: 'ignore' });
    const failure = new Promise<never>((_, reject) => server.once('error', reject));
    await Promise.race([untilItListens(port), failure]);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  };
  await start();
  return {
    url: `redis://:${REDIS_PASSWORD}@127.0.0.1:${String(port)}`,
    start,
    kill: () => end('SIGKILL'),
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    stop: async () => {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilItListens(port: number): Promise<void> {
  while (!(await canConnect(port))) await pause(10);
}

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
