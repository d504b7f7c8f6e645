import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcesses, isRunning } from '../process-table.js';
import { StartFailure } from '../start-failure.js';
import { connectPm2, type App, type Pm2Client, type RunningApp } from './client.js';
import type { Pm2Home } from './home.js';
import { findDaemon } from './leftovers.js';
import { within } from './within.js';

const POLL_MS = 100;
const RESTARTS_THAT_TELL = 2;
const READY_TIMEOUT_MS = 60_000;
const REQUEST_TIMEOUT_MS = 2_000;
const REASON_LINES = 12;
const DAEMON_TIMEOUT_MS = 1_000;

export interface Supervisor {
  /** Starts the processes and waits until `readyUrl` answers 200; throws with the reason a process gives for dying. */
  readonly start: (apps: readonly App[], readyUrl: string, signal: AbortSignal) => Promise<void>;
  /** Whether the daemon is still there. */
  readonly isAlive: () => boolean;
  /** Lets the processes drain, kills what has not ended after `timeoutMs`, and ends the daemon if nobody else uses it. */
  readonly stop: (timeoutMs: number) => Promise<void>;
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

const isBroken = ({ status, restarts }: RunningApp): boolean =>
  status === 'errored' || status === 'stopped' || restarts >= RESTARTS_THAT_TELL;

async function describeDeath(app: RunningApp, apps: readonly App[]): Promise<StartFailure> {
  const file = apps.find(({ name }) => name === app.name)?.error_file;
  const log = file ? await readFile(file, 'utf8').catch(() => '') : '';
  const lines = log.trimEnd().split('\n').slice(-REASON_LINES).join('\n');
  const sentence = `The process "${app.name}" does not stay up; the end of ${file ?? 'its log'} says why:\n${lines}`;
  return new StartFailure(sentence, app.exitCode ? { exitCode: app.exitCode } : {});
}

/** The log of an earlier start would otherwise be taken for the reason of this one. */
async function emptyErrorLogs(apps: readonly App[]): Promise<void> {
  await Promise.all(
    apps.map(({ error_file: file }) => (file ? writeFile(file, '', { mode: 0o600 }) : undefined)),
  );
}

/** Our processes under the PM2 daemon of `home`, which is started when there is none. */
export async function createSupervisor(home: Pm2Home, dataDir: string): Promise<Supervisor> {
  const pm2: Pm2Client = await connectPm2(home.path);
  const daemon = await findDaemon(home.path);
  const listOurs = async (): Promise<RunningApp[]> =>
    (await pm2.list()).filter((app) => app.dataDir === dataDir);

  const waitUntilReady = async (
    apps: readonly App[],
    readyUrl: string,
    signal: AbortSignal,
  ): Promise<void> => {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (Date.now() < deadline) {
      signal.throwIfAborted();
      const dead = (await listOurs()).find(isBroken);
      if (dead) throw await describeDeath(dead, apps);
      if (await answersReady(readyUrl)) return;
      await sleep(POLL_MS);
    }
    throw new StartFailure(
      `The API runs but ${readyUrl} does not answer 200 within a minute: see the folder logs in DATA_DIR.`,
    );
  };

  const removeOurs = async (timeoutMs: number): Promise<void> => {
    let ours: RunningApp[] = [];
    const hasDrained = await within(timeoutMs, async () => {
      ours = await listOurs();
      await Promise.all(ours.map((app) => pm2.remove(app.id)));
    });
    if (!hasDrained)
      await endProcesses(
        ours.map((app) => app.pid).filter((pid) => pid > 0),
        'SIGKILL',
        0,
      );
  };

  return {
    start: async (apps, readyUrl, signal) => {
      await emptyErrorLogs(apps);
      const started = pm2.start(apps);
      await Promise.all([started, waitUntilReady(apps, readyUrl, signal)]);
    },
    isAlive: () => daemon !== null && isRunning(daemon),
    stop: async (timeoutMs) => {
      if (daemon === null || !isRunning(daemon)) return;
      await removeOurs(timeoutMs);
      let isEmpty = !home.isShared;
      if (home.isShared)
        await within(DAEMON_TIMEOUT_MS, async () => (isEmpty = (await pm2.list()).length === 0));
      pm2.disconnect();
      if (isEmpty) await endProcesses([daemon], 'SIGTERM', DAEMON_TIMEOUT_MS);
    },
  };
}
