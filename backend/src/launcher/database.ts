import path from 'node:path';
import type { DataFolder } from './data-folder.js';
import { checkApplicationRole } from './external-role.js';
import { checkExternalDatabase } from './external-database.js';
import { serverAccount } from './postgres/account.js';
import { startEmbeddedServer } from './postgres/embedded-server.js';
import { findClusterHome, findReachableBinaries } from './postgres/location.js';
import type { Secrets } from './secrets.js';
import type { LauncherSettings } from './settings.js';

export interface Database {
  /** Of the role that owns and migrates. */
  readonly ownerUrl: string;
  /** Of the role that the processes run as; the owner's own where there is no other. */
  readonly url: string;
  /** Writes out now what the stop would have to. */
  readonly flush: () => Promise<void>;
  readonly stop: (timeoutMs: number) => Promise<void>;
}

/** Pools of one API process, and those of the worker, at their largest. */
const CONNECTIONS_PER_PROCESS = 14;

interface DatabaseOptions {
  readonly settings: LauncherSettings;
  readonly folder: DataFolder;
  readonly secrets: Secrets;
  readonly warn: (text: string) => void;
  readonly signal: AbortSignal;
}

export const serverLogOf = (folder: DataFolder): string => path.join(folder.logs, 'postgres.log');

/** The PostgreSQL of `DATABASE_URL` after a check, or the embedded one. */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const { settings, folder, secrets, warn, signal } = options;
  const { externalDatabaseUrl, externalOwnerUrl, webConcurrency } = settings;
  if (externalDatabaseUrl) {
    const ownerUrl = externalOwnerUrl ?? externalDatabaseUrl;
    await checkExternalDatabase(ownerUrl);
    (await checkApplicationRole(externalDatabaseUrl, externalOwnerUrl !== null)).forEach(warn);
    const nothing = (): Promise<void> => Promise.resolve();
    return { ownerUrl, url: externalDatabaseUrl, flush: nothing, stop: nothing };
  }
  const account = await serverAccount();
  const [binaries, home] = [await findReachableBinaries(account), await findClusterHome(folder, account)];
  const {
    url: ownerUrl,
    applicationUrl,
    ...server
  } = await startEmbeddedServer({
    home,
    binaries,
    account,
    superuserPassword: secrets.databaseSuperuserPassword,
    rolePassword: secrets.databasePassword,
    logFile: serverLogOf(folder),
    connections: (webConcurrency + 2) * CONNECTIONS_PER_PROCESS,
    onTrouble: warn,
    signal,
  });
  return { ...server, ownerUrl, url: applicationUrl };
}
