import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerAccount } from './account.js';
import type { PostgresBinaries } from './binaries.js';

const READY_TIMEOUT_MS = 300_000; // recovery after a crash may read a lot of log
const POLL_MS = 20;

export interface PostmasterOptions {
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount;
  readonly folder: string;
  readonly port: number;
  /** `name=value` pairs of the server's configuration. */
  readonly settings: readonly string[];
  readonly logFile: string;
  /** In a session of its own Ctrl-C does not reach the server, so that what uses it can end first. */
  readonly detached: boolean;
  /** Gives up waiting for a server that is still recovering. */
  readonly signal?: AbortSignal | undefined;
}

/** Line 8 of `postmaster.pid` as the server itself keeps it: `starting`, `ready`, … */
function readStatus(folder: string, pid: number): string | undefined {
  try {
    const lines = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return lines[0] === String(pid) ? lines[7]?.trim() : undefined;
  } catch {
    return undefined;
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function waitUntilReady(child: ChildProcess, folder: string, signal?: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!hasEnded(child) && !signal?.aborted && Date.now() < deadline) {
    if (child.pid && readStatus(folder, child.pid) === 'ready') return true;
    await sleep(POLL_MS);
  }
  return false;
}

/** Starts a server on an existing cluster and waits until it takes connections; throws when it ends before that. */
export async function startPostmaster(options: PostmasterOptions): Promise<ChildProcess> {
  const { binaries, account, folder, port, settings, logFile, detached } = options;
  const fixed = [
    `listen_addresses=127.0.0.1`,
    `unix_socket_directories=`,
    `timezone=UTC`,
    `log_timezone=UTC`,
  ];
  const flags = [...fixed, ...settings].flatMap((setting) => ['-c', setting]);
  const log = openSync(logFile, 'a');
  const child = spawn(binaries.postgres, ['-D', folder, '-p', String(port), ...flags], {
    ...account,
    cwd: folder,
    detached,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  if (await Promise.race([waitUntilReady(child, folder, options.signal), failed])) return child;
  child.kill('SIGQUIT');
  throw new Error('PostgreSQL ended before it took connections');
}

/**
 * Ends a server the fast way: transactions are rolled back, what is committed is written. After `timeoutMs` it is cut
 * off, and replays its log at the next start. Resolves when it is gone.
 */
export async function stopPostmaster(child: ChildProcess, timeoutMs = 20_000): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const cutOff = setTimeout(() => child.kill('SIGQUIT'), timeoutMs);
  await ended;
  clearTimeout(cutOff);
}
