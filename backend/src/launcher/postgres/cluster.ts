import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { StartFailure } from '../start-failure.js';
import { giveTo, type ServerAccount } from './account.js';
import type { PostgresBinaries } from './binaries.js';
import { runInitdb } from './initdb.js';

/** Files of a cluster home. `data` comes to be by a rename of `data.new`, so it is whole or not there at all. */
export const clusterFiles = (home: string) => ({
  data: path.join(home, 'data'),
  unfinished: path.join(home, 'data.new'),
  /** Read by initdb; a killed one leaves it until the next attempt. */
  password: path.join(home, 'data.new.password'),
  port: path.join(home, 'port'),
});

/** Without these no server starts; their absence tells a damaged cluster from a foreign folder. */
const VITAL = ['PG_VERSION', path.join('global', 'pg_control'), 'base', 'pg_wal'];

export type ClusterState = 'absent' | 'unfinished' | 'complete';

/** @throws {StartFailure} for a damaged cluster and for a folder with files that are not ours. */
export async function inspectCluster(home: string): Promise<ClusterState> {
  const { data, unfinished, password, port } = clusterFiles(home);
  if (existsSync(data)) {
    const missing = VITAL.filter((name) => !existsSync(path.join(data, name)));
    if (missing.length === 0) return 'complete';
    throw new StartFailure(
      `The database in ${data} is damaged (${missing.join(', ')} is missing): restore the folder from a backup, or move ` +
        'it away to start with no data.',
    );
  }
  const known = new Set([unfinished, password, port].map((file) => path.basename(file)));
  const foreign = (await readdir(home).catch(() => [])).filter((name) => !known.has(name));
  if (foreign.length > 0) {
    throw new StartFailure(
      `${home} is a half-written data folder (${foreign.slice(0, 3).join(', ')} without a complete database): move it ` +
        'away or restore it from a backup.',
    );
  }
  return existsSync(unfinished) ? 'unfinished' : 'absent';
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export interface CreateClusterOptions {
  readonly home: string;
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount;
  readonly password: string;
  readonly initdbFlags?: readonly string[];
}

/** Makes a new cluster; what an interrupted earlier attempt left is removed first, for it never held a row. */
export async function createCluster(options: CreateClusterOptions): Promise<void> {
  const { home, binaries, account, password, initdbFlags = [] } = options;
  const { data, unfinished } = clusterFiles(home);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await chmod(unfinished, 0o700);
  await giveTo(account, unfinished);
  await runInitdb({ binaries, account, folder: unfinished, password, flags: initdbFlags });
  await rename(unfinished, data);
  await syncFolder(home);
}

/** Whether a complete cluster stands in this home. */
export const hasCluster = (home: string): boolean => existsSync(clusterFiles(home).data);
