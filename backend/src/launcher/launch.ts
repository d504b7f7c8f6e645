import path from 'node:path';
import { ConfigurationError, readEnvironment } from '../platform/config/env.js';
import { prepareDataFolder, lockDataFolder, type DataFolder } from './data-folder.js';
import { startDatabase, type Database } from './database.js';
import { tryPort } from './free-port.js';
import { loadApps } from './pm2/apps.js';
import { choosePm2Home, preparePm2Home, type Pm2Home } from './pm2/home.js';
import { endLeftoverApps } from './pm2/leftovers.js';
import { createSupervisor, type Supervisor } from './pm2/supervisor.js';
import { prepareDatabase, type CreatedAdmin } from './prepare-database.js';
import type { Progress } from './progress.js';
import { hasCluster } from './postgres/cluster.js';
import { loadSecrets, withEnvironment, type Secrets } from './secrets.js';
import { PROJECT_ROOT, type EnvironmentSource, type LauncherSettings } from './settings.js';
import { misconfigured, StartFailure } from './start-failure.js';

/** Undoes one step, in a time that leaves all of them within ten seconds. */
export type CleanUp = () => Promise<void>;

const APPS_TIMEOUT_MS = 7_000;
const DATABASE_TIMEOUT_MS = 1_000;

export interface LaunchContext {
  readonly settings: LauncherSettings;
  readonly environment: EnvironmentSource;
  readonly progress: Progress;
  /** Aborted when the person or the system asks to end. */
  readonly signal: AbortSignal;
  /** What has to be undone at the end, newest first. */
  readonly cleanUps: CleanUp[];
}

export interface Running {
  readonly supervisor: Supervisor;
  readonly pm2Home: string;
  readonly createdAdmin: CreatedAdmin | null;
  /** Set when this start generated them. */
  readonly newMango: { readonly apiKey: string; readonly apiSalt: string } | null;
}

const portTaken = (host: string, port: number): StartFailure =>
  new StartFailure(
    `Port ${String(port)} on ${host} is taken by another program: end that program or set PORT to a free one.`,
  );

async function assertPortIsFree({ host, port }: LauncherSettings): Promise<void> {
  const error = await tryPort(port, host);
  if (!error) return;
  if (error.code === 'EADDRINUSE') throw portTaken(host, port);
  if (error.code === 'EACCES') {
    throw misconfigured(`This user may not listen on port ${String(port)}: set PORT to 1024 or more.`, error);
  }
  throw misconfigured(
    `HOST is "${host}", which is no address of this machine: use 127.0.0.1 or 0.0.0.0.`,
    error,
  );
}

/** The environment of the processes: what was given, completed. */
function completeEnvironment(
  { settings, environment }: LaunchContext,
  { folder, secrets, databaseUrl }: { folder: DataFolder; secrets: Secrets; databaseUrl: string },
): Record<string, string> {
  return {
    NODE_ENV: environment['NODE_ENV'] ?? 'production',
    PORT: String(settings.port),
    HOST: settings.host,
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder.root,
    JWT_SECRET: secrets.jwtSecret,
    SECRETS_KEY: secrets.secretsKey,
    MANGO_API_KEY: secrets.mangoApiKey,
    MANGO_API_SALT: secrets.mangoApiSalt,
    PUBLIC_URL: settings.publicUrl,
    WEB_CONCURRENCY: String(settings.webConcurrency),
    LOG_LEVEL: environment['LOG_LEVEL'] ?? 'info',
    LOG_FILE: environment['LOG_FILE'] ?? path.join(folder.logs, 'app.log'),
    TELEPHONY_SIMULATOR: settings.isDemo ? 'on' : 'off',
    TARGET_URL: `http://${reachableHost(settings.host)}:${String(settings.port)}`,
  };
}

/** The processes read the same rules: their mistakes are told before anything is started. */
function assertEnvironment(complete: EnvironmentSource): void {
  try {
    readEnvironment(complete);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw misconfigured(`The configuration is wrong: ${error.mistakes.join('; ')}.`, error);
  }
}

/** A server that listens everywhere is asked at home. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

async function endEarlierLife(
  home: Pm2Home,
  { root }: DataFolder,
  { progress }: LaunchContext,
): Promise<void> {
  await preparePm2Home(home);
  if (await endLeftoverApps(home, root))
    progress.say('  Processes of an earlier start were still running and have been ended.');
}

interface Opened {
  readonly folder: DataFolder;
  readonly secrets: Secrets;
  readonly areSecretsNew: boolean;
  readonly database: Database;
}

async function openData(context: LaunchContext, home: Pm2Home): Promise<Opened> {
  const { settings, environment, progress, signal, cleanUps } = context;
  const folder = await prepareDataFolder(settings.dataDir);
  cleanUps.push(await lockDataFolder(folder));
  await endEarlierLife(home, folder, context);
  await assertPortIsFree(settings);
  const loaded = await loadSecrets(
    folder.secrets,
    !settings.externalDatabaseUrl && hasCluster(folder.postgres),
  );
  const secrets = withEnvironment(loaded.secrets, environment);
  const database = await progress.step(
    settings.externalDatabaseUrl ? 'Database checked' : 'PostgreSQL started',
    () => startDatabase({ settings, folder, secrets, warn: progress.warn, signal }),
  );
  cleanUps.push(() => database.stop(DATABASE_TIMEOUT_MS));
  return { folder, secrets, areSecretsNew: loaded.isNew, database };
}

/** Everything from the data folder to an API that answers; what was begun stands in `cleanUps` also when this throws. */
export async function launch(context: LaunchContext): Promise<Running> {
  const { settings, environment, progress, signal, cleanUps } = context;
  const home = choosePm2Home(settings.pm2Home, settings.dataDir);
  const { folder, secrets, areSecretsNew, database } = await openData(context, home);
  signal.throwIfAborted();
  const complete = completeEnvironment(context, { folder, secrets, databaseUrl: database.url });
  assertEnvironment({ ...environment, ...complete });
  const mango = { apiKey: secrets.mangoApiKey, apiSalt: secrets.mangoApiSalt };
  const { adminLogin, adminPassword, isDemo } = settings;
  const request = {
    databaseUrl: database.url,
    adminLogin,
    adminPassword,
    mango,
    secretsKey: secrets.secretsKey,
    dataDir: folder.root,
    isDemo,
  };
  const prepared = await progress.step('Database prepared', () =>
    prepareDatabase(request, { onProgress: (text) => progress.say(`    ${text}`), signal }),
  );
  signal.throwIfAborted();
  const supervisor = await progress.step('Process manager started', () =>
    createSupervisor(home, folder.root),
  );
  cleanUps.push(() => supervisor.stop(APPS_TIMEOUT_MS));
  signal.throwIfAborted();
  const readyUrl = `${complete['TARGET_URL'] ?? ''}/api/health/ready`;
  await progress.step('API and worker started', () =>
    supervisor.start(loadApps(PROJECT_ROOT, complete), readyUrl, signal),
  );
  const isMangoNew = areSecretsNew && !environment['MANGO_API_KEY'] && !environment['MANGO_API_SALT'];
  return {
    supervisor,
    pm2Home: home.path,
    createdAdmin: prepared.createdAdmin,
    newMango: isMangoNew ? mango : null,
  };
}
