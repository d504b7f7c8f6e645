import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolderAt } from './data-folder.js';
import { serverLogOf } from './database.js';
import { explainFailure } from './failure-sentence.js';
import {
  layFoundation,
  startProcesses,
  type CleanUp,
  type Foundation,
  type LaunchContext,
} from './launch.js';
import { keepLogsSmall } from './log-sizes.js';
import type { Supervisor } from './pm2/supervisor.js';
import { createProgress, type Progress } from './progress.js';
import { readSettings, type LauncherSettings } from './settings.js';
import { StartFailure } from './start-failure.js';

/** Everything is over ten seconds after the signal, whatever hangs. */
const HARD_LIMIT_MS = 9_700;
const HEARTBEAT_MS = 1_000;

function listenForEnd(progress: Progress): AbortSignal {
  const ending = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    // npm passes on what the terminal has already sent, so a second signal means nothing new
    if (ending.signal.aborted) return;
    progress.say(`\nStopping (${signal}) …`);
    ending.abort(new StartFailure('Stopped before the start was complete.', { exitCode: 0 }));
    setTimeout(() => process.exit(1), HARD_LIMIT_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return ending.signal;
}

/** Undoes in the reverse order: first the processes, then the database under them, then the lock. */
async function cleanUpAll(cleanUps: CleanUp[]): Promise<void> {
  for (const cleanUp of cleanUps.reverse()) await cleanUp().catch(() => undefined);
}

function printFirstStart(
  { createdAdmin, newMango }: Foundation,
  { publicUrl }: LauncherSettings,
  { say }: Progress,
): void {
  if (createdAdmin) {
    say(`  Login:    ${createdAdmin.login}`);
    say(`  Password: ${createdAdmin.password}`);
    say('  The password is shown this once: keep it or change it after signing in.');
  }
  if (newMango) {
    say(`  Mango Office, address for events: ${new URL('/api/webhooks/mango', publicUrl).href}`);
    say(`  Mango Office, API key: ${newMango.apiKey}`);
    say(`  Mango Office, API salt: ${newMango.apiSalt}`);
  }
}

function printHints({ dataDir, pm2Home }: Foundation, { say }: Progress): void {
  say(`  Data: ${dataDir}`);
  say(`  New code without a pause: npm run build && PM2_HOME=${pm2Home.path} npx pm2 reload api`);
  say('  Stop: Ctrl-C');
}

/** Waits for the signal to end; throws when the process manager dies under its processes. */
async function stayUp(supervisor: Supervisor, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (!supervisor.isAlive())
      throw new StartFailure('The process manager (PM2) ended unexpectedly: start again.');
    await sleep(HEARTBEAT_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function live(context: LaunchContext): Promise<void> {
  const { settings, progress, signal } = context;
  const foundation = await layFoundation(context);
  const supervisor = await startProcesses(context, foundation).catch((error: unknown) => {
    printFirstStart(foundation, settings, progress); // the password exists already and would never be shown again
    throw error;
  });
  progress.say(`\nReady: ${settings.publicUrl}`);
  printFirstStart(foundation, settings, progress);
  printHints(foundation, progress);
  keepLogsSmall(dataFolderAt(foundation.dataDir).logs);
  await stayUp(supervisor, signal);
}

async function readFrom(file: string, start: number): Promise<string> {
  const content = await readFile(file).catch(() => Buffer.alloc(0));
  return content.subarray(start).toString('utf8');
}

async function run(settings: LauncherSettings, progress: Progress): Promise<number> {
  const signal = listenForEnd(progress);
  const cleanUps: CleanUp[] = [];
  const folder = dataFolderAt(settings.dataDir);
  const serverLog = serverLogOf(folder);
  const logStart = (await stat(serverLog).catch(() => null))?.size ?? 0;
  const context: LaunchContext = { settings, environment: { ...process.env }, progress, signal, cleanUps };
  delete process.env['ADMIN_PASSWORD']; // nothing started from here has a use for it
  try {
    await live(context);
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    const failure = explainFailure(error, {
      dataDir: settings.dataDir,
      serverLog: await readFrom(serverLog, logStart),
    });
    progress.warn(`\n${failure.message}`);
    return failure.exitCode;
  } finally {
    await cleanUpAll(cleanUps);
    if (signal.aborted) progress.say('Stopped.');
  }
}

/** The whole life of `npm start`; resolves with the exit code. */
export async function start(argv: readonly string[]): Promise<number> {
  const progress = createProgress();
  try {
    return await run(readSettings(process.env, argv), progress);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    progress.warn(error.message);
    return error.exitCode;
  }
}
