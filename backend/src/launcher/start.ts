import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolderAt } from './data-folder.js';
import { printFirstStart } from './first-start.js';
import { runUntilEnded } from './foreground.js';
import { startProcesses, type Foundation, type LaunchContext } from './launch.js';
import { keepLogsSmall } from './log-sizes.js';
import type { Supervisor } from './pm2/supervisor.js';
import type { Progress } from './progress.js';
import { StartFailure } from './start-failure.js';

const HEARTBEAT_MS = 1_000;

function printHints({ dataDir, pm2Home }: Foundation, { say }: Progress): void {
  say(`  Data: ${dataDir}`);
  say(`  New code without a pause: npm run build && PM2_HOME=${pm2Home.path} npx pm2 reload api`);
  say('  Stop: Ctrl-C');
}

/** Waits for the signal to end; throws when the process manager dies under its processes. */
async function stayUp(supervisor: Supervisor, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (!supervisor.isAlive()) {
      throw new StartFailure('The process manager (PM2) ended unexpectedly: start again.');
    }
    await sleep(HEARTBEAT_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function serve(context: LaunchContext, foundation: Foundation): Promise<void> {
  const { settings, progress, signal } = context;
  const supervisor = await startProcesses(context, foundation).catch((error: unknown) => {
    printFirstStart(foundation, context); // the password exists already and would never be shown again
    throw error;
  });
  progress.say(`\nReady: ${settings.publicUrl}`);
  printFirstStart(foundation, context);
  printHints(foundation, progress);
  keepLogsSmall(dataFolderAt(foundation.dataDir).logs);
  await stayUp(supervisor, signal);
}

/** The whole life of `npm start`; resolves with the exit code. */
export const start = (argv: readonly string[]): Promise<number> => runUntilEnded(argv, serve);
