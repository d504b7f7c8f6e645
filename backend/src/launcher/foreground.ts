import { readFile, stat } from 'node:fs/promises';
import { dataFolderAt } from './data-folder.js';
import { serverLogOf } from './database.js';
import { explainFailure } from './failure-sentence.js';
import { layFoundation, type CleanUp, type Foundation, type LaunchContext } from './launch.js';
import { createProgress, type Progress } from './progress.js';
import { readSettings, type LauncherSettings } from './settings.js';
import { StartFailure } from './start-failure.js';

/** Everything is over ten seconds after the signal: this is for ending well, and then it ends whatever hangs. */
const ENDING_MS = 9_200;
const HARD_LIMIT_MS = 9_700;
const PARENT_CHECK_MS = 200;

/**
 * npm hands a SIGTERM to the shell between it and this process, and the shell dies of it without a word: then the
 * change of parent is the signal. Started by hand, the parent may go without a meaning.
 */
function watchParent(onGone: () => void): void {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, PARENT_CHECK_MS).unref();
}

/** Aborted when the person or the system asks this process to end. */
function listenForEnd(progress: Progress): AbortSignal {
  const ending = new AbortController();
  const end = (): void => {
    // npm passes on what the terminal has already sent, so a second signal means nothing new
    if (ending.signal.aborted) return;
    progress.say('\nStopping …');
    ending.abort(new StartFailure('Stopped before the start was complete.', { exitCode: 0 }));
    setTimeout(() => process.exit(1), HARD_LIMIT_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  watchParent(end);
  return ending.signal;
}

/** Undoes in the reverse order: first the processes, then the database under them, then the lock. */
async function cleanUpAll(cleanUps: CleanUp[], deadline: number): Promise<void> {
  for (const cleanUp of cleanUps.reverse()) await cleanUp(deadline).catch(() => undefined);
}

async function readFrom(file: string, start: number): Promise<string> {
  const content = await readFile(file).catch(() => Buffer.alloc(0));
  return content.subarray(start).toString('utf8');
}

/** What is done on the foundation, until the signal of the context aborts. */
export type Stay = (context: LaunchContext, foundation: Foundation) => Promise<void>;

async function run(settings: LauncherSettings, progress: Progress, stay: Stay): Promise<number> {
  const { dataDir } = settings;
  const serverLog = serverLogOf(dataFolderAt(dataDir));
  const logStart = (await stat(serverLog).catch(() => null))?.size ?? 0;
  let endsAt: number | undefined;
  const signal = listenForEnd(progress);
  signal.addEventListener('abort', () => (endsAt = Date.now() + ENDING_MS));
  const cleanUps: CleanUp[] = [];
  const context: LaunchContext = { settings, environment: { ...process.env }, progress, signal, cleanUps };
  delete process.env['ADMIN_PASSWORD']; // nothing started from here has a use for it
  try {
    await stay(context, await layFoundation(context));
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    const failure = explainFailure(error, { dataDir, serverLog: await readFrom(serverLog, logStart) });
    progress.warn(`\n${failure.message}`);
    return failure.exitCode;
  } finally {
    await cleanUpAll(cleanUps, endsAt ?? Date.now() + ENDING_MS);
    if (signal.aborted) progress.say('Stopped.');
  }
}

/** A life in the foreground, from the settings to the last process ended; resolves with the exit code. */
export async function runUntilEnded(argv: readonly string[], stay: Stay): Promise<number> {
  const progress = createProgress();
  try {
    return await run(readSettings(process.env, argv), progress, stay);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    progress.warn(error.message);
    return error.exitCode;
  }
}
