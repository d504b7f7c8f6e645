import { lockDataFolder, prepareDataFolder, type DataFolder } from './data-folder.js';
import { roleOf } from '../platform/db/application-role.js';
import { startDatabase, type Database } from './database.js';
import { checkExternalRedis } from './external-redis.js';
import { loadApps } from './pm2/apps.js';
import { choosePm2Home, preparePm2Home, type Pm2Home } from './pm2/home.js';
import { endLeftoverApps } from './pm2/leftovers.js';
import { createSupervisor, type Supervisor } from './pm2/supervisor.js';
import { assertPortIsFree } from './port-check.js';
import { hasCluster } from './postgres/cluster.js';
import { prepareDatabase, type CreatedAdmin, type Mango, type PrepareRequest } from './prepare-database.js';
import { isPrepared, markPrepared } from './prepared-mark.js';
import { completeEnvironment, localAddress } from './process-environment.js';
import type { Progress } from './progress.js';
import { loadSecrets, withEnvironment, type Secrets } from './secrets.js';
import { PROJECT_ROOT, type EnvironmentSource, type LauncherSettings } from './settings.js';

/** Of the time there is to end, what the database gets after the processes have had theirs. */
const DATABASE_SHARE_MS = 2_800;

/** Undoes one step before the deadline, which is in milliseconds of `Date.now()`. */
export type CleanUp = (deadline: number) => Promise<void>;

export interface LaunchContext {
  readonly settings: LauncherSettings;
  readonly environment: EnvironmentSource;
  readonly progress: Progress;
  /** Aborted when the person or the system asks to end. */
  readonly signal: AbortSignal;
  /** What has to be undone at the end, newest last. */
  readonly cleanUps: CleanUp[];
}

/** A migrated database with an admin, and what the processes need to work on it. */
export interface Foundation {
  readonly processEnvironment: Readonly<Record<string, string>>;
  readonly dataDir: string;
  readonly pm2Home: Pm2Home;
  /** Set on the first start only. */
  readonly createdAdmin: CreatedAdmin | null;
  /** Set on the first start only, and only when they were generated. */
  readonly newMango: Mango | null;
}

const timeUntil = (deadline: number): number => Math.max(0, deadline - Date.now());

async function takeDataFolder(context: LaunchContext, pm2Home: Pm2Home): Promise<DataFolder> {
  const { settings, progress, cleanUps } = context;
  const folder = await prepareDataFolder(settings.dataDir);
  cleanUps.push(await lockDataFolder(folder));
  await preparePm2Home(pm2Home);
  const hadLeftovers = await endLeftoverApps(pm2Home, folder.root);
  if (hadLeftovers) progress.say('  Processes of an earlier start were still running and have been ended.');
  return folder;
}

async function openDatabase(context: LaunchContext, folder: DataFolder, secrets: Secrets): Promise<Database> {
  const { settings, progress, signal, cleanUps } = context;
  const title = settings.externalDatabaseUrl ? 'Database checked' : 'PostgreSQL started';
  const database = await progress.step(title, () =>
    startDatabase({ settings, folder, secrets, warn: progress.warn, signal }),
  );
  cleanUps.push((deadline) => database.stop(timeUntil(deadline)));
  // While the processes drain, the database writes what it would otherwise write when they are gone.
  signal.addEventListener('abort', () => void database.flush());
  signal.throwIfAborted();
  return database;
}

/** The demo asks its history every time whether it is whole; otherwise once for each build is enough. */
async function prepareOnce(
  request: PrepareRequest,
  { progress, signal }: LaunchContext,
): Promise<CreatedAdmin | null> {
  const { databaseUrl, applicationRole, isDemo } = request;
  if (!isDemo && (await isPrepared(databaseUrl, applicationRole))) return null;
  const onProgress = (text: string): void => progress.say(`    ${text}`);
  const { createdAdmin } = await prepareDatabase(request, { onProgress, signal });
  await markPrepared(databaseUrl, applicationRole);
  return createdAdmin;
}

/** From the data folder to a database that is ready for the processes. */
export async function layFoundation(context: LaunchContext): Promise<Foundation> {
  const { settings, environment, progress } = context;
  const pm2Home = choosePm2Home(settings.pm2Home, settings.dataDir);
  const folder = await takeDataFolder(context, pm2Home);
  await assertPortIsFree(settings);
  const mustExist = !settings.externalDatabaseUrl && hasCluster(folder.postgres);
  const stored = await loadSecrets(folder.secrets, mustExist);
  const redisUrl = environment['REDIS_URL']?.trim();
  if (redisUrl) await progress.step('Redis checked', () => checkExternalRedis(redisUrl));
  const database = await openDatabase(context, folder, stored);
  const secrets = withEnvironment(stored, environment);
  const processEnvironment = completeEnvironment({
    settings,
    given: environment,
    folder,
    secrets,
    databaseUrl: database.url,
  });
  const mango = { apiKey: secrets.mangoApiKey, apiSalt: secrets.mangoApiSalt };
  const { adminLogin, adminPassword, isDemo } = settings;
  const request = {
    databaseUrl: database.ownerUrl,
    applicationRole: database.url === database.ownerUrl ? null : roleOf(database.url),
    adminLogin,
    adminPassword,
    mango,
    secretsKey: secrets.secretsKey,
    dataDir: folder.root,
    isDemo,
  };
  const createdAdmin = await progress.step('Database prepared', () => prepareOnce(request, context));
  const isMangoNew = createdAdmin !== null && mango.apiKey === stored.mangoApiKey;
  return {
    processEnvironment,
    dataDir: folder.root,
    pm2Home,
    createdAdmin,
    newMango: isMangoNew ? mango : null,
  };
}

/** From the database to an API that answers. */
export async function startProcesses(context: LaunchContext, foundation: Foundation): Promise<Supervisor> {
  const { settings, progress, signal, cleanUps } = context;
  const { processEnvironment, dataDir, pm2Home } = foundation;
  signal.throwIfAborted();
  const supervisor = await progress.step('Process manager started', () => createSupervisor(pm2Home, dataDir));
  cleanUps.push((deadline) => supervisor.stop(timeUntil(deadline - DATABASE_SHARE_MS)));
  signal.throwIfAborted();
  const apps = loadApps(PROJECT_ROOT, processEnvironment);
  const readyUrl = `${localAddress(settings)}/api/health/ready`;
  await progress.step('API and worker started', () => supervisor.start(apps, readyUrl, signal));
  return supervisor;
}
