import type { ChildProcess } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { findFreePort, tryPort } from '../free-port.js';
import { StartFailure } from '../start-failure.js';
import type { ServerAccount } from './account.js';
import type { PostgresBinaries } from './binaries.js';
import { clusterFiles, createCluster, inspectCluster } from './cluster.js';
import { SUPERUSER } from './initdb.js';
import { keepRunning } from './keep-running.js';
import { ensureRoles, urlFor, withClient, type Login } from './roles.js';
import { clusterName, endLeftoverServer } from './leftover.js';
import { startPostmaster } from './postmaster.js';
import { serverSettings } from './server-settings.js';

const HOST = '127.0.0.1';
const START_ATTEMPTS = 3;
const ATTEMPT_PAUSE_MS = 1_000;
const CLEAN_UP_TIMEOUT_MS = 5_000;
const WRONG_PASSWORD = '28P01';

export interface EmbeddedServerOptions {
  /** Folder of the cluster, as `findClusterHome` gives it. */
  readonly home: string;
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount;
  readonly superuserPassword: string;
  readonly rolePassword: string;
  readonly logFile: string;
  /** Connections the product may open at once. */
  readonly connections: number;
  readonly initdbFlags?: readonly string[];
  /** Told of a server that died and of one that is back. */
  readonly onTrouble: (message: string) => void;
  /** Gives up a start that takes long, as after a crash. */
  readonly signal?: AbortSignal;
}

export interface EmbeddedServer {
  /** Connection string of the role that owns the database: for migrations. */
  readonly url: string;
  /** Of the role that the API and the worker run as: it reads and writes rows. */
  readonly applicationUrl: string;
  /** Writes all changes to their places, so that a stop soon after has little left to write; never throws. */
  readonly flush: () => Promise<void>;
  /** Ends the server the fast way; what does not end within `timeoutMs` is cut off, and recovers at the next start. */
  readonly stop: (timeoutMs: number) => Promise<void>;
}

/** The port of the last start while it is free, so that what was configured by hand keeps working. */
async function choosePort(file: string): Promise<number> {
  const kept = Number(await readFile(file, 'utf8').catch(() => ''));
  if (Number.isInteger(kept) && kept > 0 && (await tryPort(kept, HOST)) === null) return kept;
  const port = await findFreePort(HOST);
  await writeFile(file, String(port), { mode: 0o644 });
  return port;
}

async function startAt(port: number, options: EmbeddedServerOptions): Promise<ChildProcess> {
  const { home, binaries, account, logFile, connections, signal } = options;
  const { data } = clusterFiles(home);
  await endLeftoverServer(data);
  const settings = [...serverSettings(connections), `cluster_name=${clusterName(data)}`];
  return startPostmaster({
    binaries,
    account,
    folder: data,
    port,
    settings,
    logFile,
    detached: true,
    signal,
  });
}

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.size ?? 0;

/** Between the choice of a port and its use another program may take it: then another one is chosen. */
async function startOnFreePort(
  options: EmbeddedServerOptions,
): Promise<{ child: ChildProcess; port: number }> {
  const { port: portFile } = clusterFiles(options.home);
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(portFile);
    const logStart = await sizeOf(options.logFile);
    try {
      return { child: await startAt(port, options), port };
    } catch (error) {
      const log = (await readFile(options.logFile)).subarray(logStart).toString('utf8');
      // A killed server's number and memory stay taken until the system has buried it.
      const isWorthAnother =
        /could not bind|pre-existing shared memory block|lock file ".*" already exists/.test(log);
      if (attempt === START_ATTEMPTS || !isWorthAnother) throw error;
      await sleep(ATTEMPT_PAUSE_MS);
    }
  }
}

const ignore = (): void => undefined;

const flush = (superuserUrl: string): Promise<void> =>
  withClient(superuserUrl, (client) => client.query('CHECKPOINT')).then(ignore, ignore);

const wrongSecrets = (home: string): StartFailure =>
  new StartFailure(
    `secrets.json does not belong to the database in ${home}: restore both from the same backup, then start again.`,
  );

/** Brings up the embedded PostgreSQL on its own cluster, which is made on the first start. */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { home, binaries, account, superuserPassword, rolePassword, initdbFlags = [], onTrouble } = options;
  if ((await inspectCluster(home)) !== 'complete') {
    await createCluster({ home, binaries, account, password: superuserPassword, initdbFlags });
  }
  const { child, port } = await startOnFreePort(options);
  const server = keepRunning(child, { restart: () => startAt(port, options), tell: onTrouble });
  const superuser: Login = { role: SUPERUSER, password: superuserPassword };
  try {
    const { owner, application } = await ensureRoles({ port, superuser, ownerPassword: rolePassword });
    return {
      url: owner,
      applicationUrl: application,
      flush: () => flush(urlFor(port, superuser)),
      stop: server.stop,
    };
  } catch (error) {
    await server.stop(CLEAN_UP_TIMEOUT_MS);
    throw (error as pg.DatabaseError).code === WRONG_PASSWORD ? wrongSecrets(home) : error;
  }
}
