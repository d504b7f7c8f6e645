import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { commandLineOf, endProcesses, environmentOf, isRunning } from '../process-table.js';
import { connectPm2 } from './client.js';
import type { Pm2Home } from './home.js';
import { within } from './within.js';

const DRAIN_TIMEOUT_MS = 11_000;
const DAEMON_TIMEOUT_MS = 2_000;

async function readPid(file: string): Promise<number | null> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  return Number.isInteger(pid) && pid > 0 && isRunning(pid) ? pid : null;
}

/** The PM2 daemon that works in this folder, or null; a recycled process number does not deceive it. */
export async function findDaemon(home: string): Promise<number | null> {
  const pid = await readPid(path.join(home, 'pm2.pid'));
  if (pid === null || !commandLineOf(pid).includes('God Daemon')) return null;
  const environment = environmentOf(pid);
  return environment === null || environment.includes(`PM2_HOME=${home}`) ? pid : null;
}

/** Processes of this `DATA_DIR` that PM2 noted in its folder; a killed daemon leaves some of them behind. */
async function findOrphans(home: string, dataDir: string): Promise<number[]> {
  const folder = path.join(home, 'pids');
  const files = existsSync(folder) ? await readdir(folder) : [];
  const pids = await Promise.all(files.map((file) => readPid(path.join(folder, file))));
  return pids.filter((pid) => pid !== null).filter((pid) => belongsTo(pid, dataDir));
}

function belongsTo(pid: number, dataDir: string): boolean {
  const environment = environmentOf(pid);
  return environment === null
    ? commandLineOf(pid).includes(path.join('backend', 'dist'))
    : environment.includes(`DATA_DIR=${dataDir}`);
}

/** Asks the daemon to end our processes; returns whether it is left with none at all. */
async function emptyDaemon(home: string, dataDir: string): Promise<boolean> {
  const pm2 = await connectPm2(home);
  try {
    const apps = await pm2.list();
    const ours = apps.filter((app) => app.dataDir === dataDir);
    await Promise.all(ours.map((app) => pm2.remove(app.id)));
    return ours.length === apps.length;
  } finally {
    pm2.disconnect();
  }
}

/** Ends the daemon of this folder, unless processes of somebody else run under it. */
async function endDaemon(daemon: number, { path: home, isShared }: Pm2Home, dataDir: string): Promise<void> {
  let isEmpty = false;
  const hasAnswered = await within(DRAIN_TIMEOUT_MS, async () => {
    isEmpty = await emptyDaemon(home, dataDir);
  });
  // One that does not answer is ended only where nobody but this DATA_DIR can be its user.
  const isOursAlone = hasAnswered ? isEmpty : !isShared;
  if (isOursAlone) await endProcesses([daemon], 'SIGTERM', DAEMON_TIMEOUT_MS);
}

/** Ends processes whose daemon was killed; returns how many there were. */
export async function endOrphans(home: string, dataDir: string, timeoutMs: number): Promise<number> {
  const orphans = await findOrphans(home, dataDir);
  await endProcesses(orphans, 'SIGTERM', timeoutMs);
  return orphans.length;
}

/**
 * Ends what an earlier start of this `DATA_DIR` left running under PM2: its processes, and the daemon when nobody else
 * uses it. Returns whether there was anything.
 */
export async function endLeftoverApps(pm2Home: Pm2Home, dataDir: string): Promise<boolean> {
  const home = pm2Home.path;
  const daemon = await findDaemon(home);
  if (daemon !== null) await endDaemon(daemon, pm2Home, dataDir);
  const orphans = await endOrphans(home, dataDir, DRAIN_TIMEOUT_MS);
  if ((await findDaemon(home)) === null) {
    await Promise.all(
      ['pm2.pid', 'rpc.sock', 'pub.sock'].map((name) => rm(path.join(home, name), { force: true })),
    );
  }
  return daemon !== null || orphans > 0;
}
