import { createContainer } from './container.js';
import { createFoundation } from './foundation.js';
import { FREE_LOCKS, startJobRunner } from './platform/jobs/jobs.js';
import { exitOnUnknownState, onStop, tellReady, tellWhyAndExit } from './process.js';

const POOL_SIZE = 6;
const STATEMENT_TIMEOUT_MS = 60_000;
const JOBS_AT_ONCE = 4;

/** The one process that works behind the API: applies the inbox, folds day totals, runs jobs and schedules. */
async function main(): Promise<void> {
  const foundation = createFoundation({
    name: 'worker',
    poolSize: POOL_SIZE,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  const { environment, database, bus, logger } = foundation;
  exitOnUnknownState(logger);
  const { loops, jobs, schedules } = createContainer(foundation).worker;

  await bus.start();
  const runner = await startJobRunner(
    { url: environment.databaseUrl, handlers: jobs, schedules, concurrency: JOBS_AT_ONCE, logger },
    async () => {
      await database.sql.query({ text: FREE_LOCKS });
    },
  );
  for (const loop of loops) loop.start();
  logger.info('worker works', { loops: loops.length, jobs: Object.keys(jobs).length });
  tellReady();

  onStop(logger, async () => {
    await Promise.all(loops.map((loop) => loop.stop()));
    await runner.stop();
    await bus.stop();
    await database.close();
  });
}

main().catch(tellWhyAndExit);
