import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { commandLineOf, endProcesses, isRunning, waitForEnd } from '../process-table.js';
import { StartFailure } from '../start-failure.js';

const STOP_TIMEOUT_MS = 20_000;
const ORPHAN_TIMEOUT_MS = 5_000;

/** Name of a cluster in the titles of its processes; tells them from those of every other server of the machine. */
export const clusterName = (data: string): string =>
  `crm-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`;

function readPostmasterPid(data: string): number | null {
  try {
    const pid = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** The server that works on this cluster, or null; a recycled process number does not deceive it. */
export function findPostmaster(data: string): number | null {
  const pid = readPostmasterPid(data);
  if (pid === null || !isRunning(pid)) return null;
  return commandLineOf(pid).includes(` -D ${data}`) ? pid : null;
}

/** Helper processes whose server was killed; they end by themselves within moments. Empty where there is no /proc. */
function findOrphans(data: string): number[] {
  const title = `postgres: ${clusterName(data)}: `;
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => commandLineOf(pid).startsWith(title));
  } catch {
    return [];
  }
}

/**
 * Ends a server left over from an earlier start, so that two never write to one cluster, and removes the lock file that
 * a killed one leaves. Returns whether there was a server.
 */
export async function endLeftoverServer(data: string): Promise<boolean> {
  const postmaster = findPostmaster(data);
  if (postmaster !== null) await endProcesses([postmaster], 'SIGINT', STOP_TIMEOUT_MS);
  const orphans = await waitForEnd(findOrphans(data), ORPHAN_TIMEOUT_MS);
  await endProcesses(orphans, 'SIGQUIT', ORPHAN_TIMEOUT_MS);
  if (findPostmaster(data) !== null || findOrphans(data).length > 0) {
    throw new StartFailure(
      `A PostgreSQL of an earlier start still works on ${data} and does not end: end it by hand, then start again.`,
    );
  }
  await rm(path.join(data, 'postmaster.pid'), { force: true });
  return postmaster !== null;
}
