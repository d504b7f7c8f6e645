import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT_CONFIGURATION, misconfigured, StartFailure } from '../start-failure.js';
import type { App, RunningApp } from './client.js';

const POLL_MS = 100;
const RESTARTS_THAT_TELL = 2;
const READY_TIMEOUT_MS = 60_000;
const REQUEST_TIMEOUT_MS = 2_000;
const REASON_LINES = 12;
const LOADING_FAILED = 'You have triggered an unhandledRejection';

async function answersReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** PM2 shows a process that it will not start again because of its exit code as "waiting restart". */
const isBroken = ({ status, restarts, exitCode }: RunningApp): boolean =>
  status === 'errored' ||
  status === 'stopped' ||
  exitCode === EXIT_CONFIGURATION ||
  restarts >= RESTARTS_THAT_TELL;

/** Whether of each app one process has said that it is ready. */
const areUp = (running: readonly RunningApp[], apps: readonly App[]): boolean =>
  apps.every(({ name }) => running.some((app) => app.name === name && app.status === 'online'));

/** Sizes of the error logs by name of the process: what an earlier start wrote is no reason of this one. */
export type LogStarts = ReadonlyMap<string, number>;

export async function markLogs(apps: readonly App[]): Promise<LogStarts> {
  const sizeOf = async ({ error_file: file }: App): Promise<number> =>
    file ? ((await stat(file).catch(() => null))?.size ?? 0) : 0;
  const sizes = await Promise.all(apps.map(async (app) => [app.name, await sizeOf(app)] as const));
  return new Map(sizes);
}

/** What the process has written to its error log since the mark, its last lines. */
async function reasonOf(name: string, apps: readonly App[], logStarts: LogStarts): Promise<string> {
  const file = apps.find((app) => app.name === name)?.error_file ?? '';
  const log = await readFile(file).catch(() => Buffer.alloc(0));
  const written = log
    .subarray(logStarts.get(name) ?? 0)
    .toString('utf8')
    .trimEnd();
  const lines = written.split('\n').slice(-REASON_LINES).join('\n');
  return lines ? `the end of ${file} says why:\n${lines}` : `${file} does not say why.`;
}

async function describeDeath(
  { name, exitCode }: RunningApp,
  options: ReadinessOptions,
): Promise<StartFailure> {
  const reason = await reasonOf(name, options.apps, options.logStarts);
  const sentence = `The process "${name}" does not stay up; ${reason}`;
  return exitCode === EXIT_CONFIGURATION ? misconfigured(sentence) : new StartFailure(sentence);
}

/** PM2 leaves a process alive, and useless, whose module threw while it was being loaded. */
async function findStillborn({ apps, logStarts }: ReadinessOptions): Promise<StartFailure | null> {
  for (const { name } of apps) {
    const reason = await reasonOf(name, apps, logStarts);
    if (reason.includes(LOADING_FAILED))
      return new StartFailure(`The process "${name}" cannot be loaded; ${reason}`);
  }
  return null;
}

export interface ReadinessOptions {
  readonly apps: readonly App[];
  readonly logStarts: LogStarts;
  readonly readyUrl: string;
  readonly list: () => Promise<readonly RunningApp[]>;
  readonly signal: AbortSignal;
}

/** Waits until every app is up and `readyUrl` answers 200; throws with the reason a process gives for dying again and again. */
export async function waitUntilReady(options: ReadinessOptions): Promise<void> {
  const { apps, logStarts, readyUrl, list, signal } = options;
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    const running = await list();
    const dead = running.find(isBroken);
    if (dead) throw await describeDeath(dead, options);
    if (areUp(running, apps) && (await answersReady(readyUrl))) return;
    const stillborn = await findStillborn(options);
    if (stillborn) throw stillborn;
    await sleep(POLL_MS);
  }
  const late = (await list()).find(({ status }) => status !== 'online')?.name ?? 'api';
  const reason = await reasonOf(late, apps, logStarts);
  throw new StartFailure(`The process "${late}" is not ready after a minute; ${reason}`);
}
