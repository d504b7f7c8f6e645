import { endProcesses, isRunning } from '../process-table.js';
import { connectPm2, type App, type Pm2Client, type RunningApp } from './client.js';
import type { Pm2Home } from './home.js';
import { endOrphans, findDaemon } from './leftovers.js';
import { markLogs, waitUntilReady } from './readiness.js';
import { within } from './within.js';

const KILL_TIMEOUT_MS = 500;
const DAEMON_TIMEOUT_MS = 1_000;
const ORPHAN_TIMEOUT_MS = 2_000;
/** The first API process serves already: a large cluster is not waited for to its last. */
const REST_OF_CLUSTER_MS = 3_000;

export interface Supervisor {
  /** Starts the processes and waits until they are up and `readyUrl` answers 200; throws with the reason a process gives for dying. */
  readonly start: (apps: readonly App[], readyUrl: string, signal: AbortSignal) => Promise<void>;
  /** Whether the daemon is still there. */
  readonly isAlive: () => boolean;
  /** Lets the processes drain, kills what has not ended after `timeoutMs`, and ends the daemon if nobody else uses it. */
  readonly stop: (timeoutMs: number) => Promise<void>;
}

interface Session {
  /** Settles when PM2 has started all processes; it starts those of a cluster one after another. */
  starting: Promise<unknown>;
  readonly pm2: Pm2Client;
  readonly daemon: number | null;
  readonly home: Pm2Home;
  readonly dataDir: string;
}

const listOurs = async ({ pm2, dataDir }: Session): Promise<RunningApp[]> =>
  (await pm2.list()).filter((app) => app.dataDir === dataDir);

async function removeOurs(session: Session, timeoutMs: number): Promise<void> {
  let ours: RunningApp[] = [];
  const removeAll = async (): Promise<void> => {
    ours = await listOurs(session);
    await Promise.all(ours.map((app) => session.pm2.remove(app.id)));
  };
  const hasDrained = await within(timeoutMs, async () => {
    await removeAll();
    await session.starting;
    await removeAll(); // those that were still to come
  });
  const stubborn = hasDrained ? [] : ours.map((app) => app.pid).filter((pid) => pid > 0);
  await endProcesses(stubborn, 'SIGKILL', KILL_TIMEOUT_MS);
}

async function isDaemonFree({ pm2, home }: Session): Promise<boolean> {
  if (!home.isShared) return true;
  let isEmpty = false;
  await within(DAEMON_TIMEOUT_MS, async () => {
    isEmpty = (await pm2.list()).length === 0;
  });
  return isEmpty;
}

async function stopThroughDaemon(session: Session, daemon: number, timeoutMs: number): Promise<void> {
  await removeOurs(session, timeoutMs);
  const isFree = await isDaemonFree(session);
  session.pm2.disconnect();
  if (isFree) await endProcesses([daemon], 'SIGTERM', DAEMON_TIMEOUT_MS);
}

/** Our processes under the PM2 daemon of `home`, which is started when there is none. */
export async function createSupervisor(home: Pm2Home, dataDir: string): Promise<Supervisor> {
  const pm2 = await connectPm2(home.path);
  const daemon = await findDaemon(home.path);
  const session: Session = { starting: Promise.resolve(), pm2, daemon, home, dataDir };
  const isAlive = (): boolean => daemon !== null && isRunning(daemon);
  return {
    isAlive,
    start: async (apps, readyUrl, signal) => {
      const logStarts = await markLogs(apps);
      const list = (): Promise<RunningApp[]> => listOurs(session);
      const started = pm2.start(apps);
      session.starting = started.catch(() => undefined);
      const failed = started.then(() => new Promise<never>(() => undefined)); // only a failure ends the race
      await Promise.race([waitUntilReady({ apps, logStarts, readyUrl, list, signal }), failed]);
      await within(REST_OF_CLUSTER_MS, () => session.starting);
    },
    stop: async (timeoutMs) => {
      if (daemon !== null && isAlive()) await stopThroughDaemon(session, daemon, timeoutMs);
      await endOrphans(home.path, dataDir, ORPHAN_TIMEOUT_MS);
    },
  };
}
