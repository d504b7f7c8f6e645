import type { Runner, TaskList } from 'graphile-worker';
import type { Db, Sql } from '../db/database.js';
import { sqlOfDb } from '../db/database.js';
import { asSystem } from '../db/row-scope.js';
import type { Logger } from '../logging/logger.js';

/** Work that may wait and be tried again: recordings, timers, mail. It runs in the one worker process, at least once. */
export interface NewJob {
  /** Name of the handler. */
  readonly name: string;
  readonly payload: object;
  /** Earliest instant of the run; now by default. */
  readonly runAt?: Date;
  /** A job of the same key that has not run yet is replaced by this one. */
  readonly key?: string;
  /** Tries before the job is given up, with growing pauses between them; 25 by default. */
  readonly maxAttempts?: number;
  /** Jobs of one queue run one after another. */
  readonly queue?: string;
}

/** A handler must bear being called twice for one job. */
export type JobHandler = (payload: unknown, attempt: JobAttempt) => Promise<void>;
export type JobHandlers = Readonly<Record<string, JobHandler>>;

export interface JobAttempt {
  /** 1 at the first try. */
  readonly number: number;
  readonly isLast: boolean;
}

export interface Schedule {
  readonly job: string;
  /** Crontab in UTC. */
  readonly cron: string;
}

/** Adds a job in the transaction of the change that asks for it. */
export const addJob = (target: Db | Sql, job: NewJob): Promise<void> => addJobs(target, [job]);

/** Adds jobs with one statement; their keys, if any, must differ. */
export async function addJobs(target: Db | Sql, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const sql = 'query' in target ? target : sqlOfDb(target);
  await sql.query({
    text: `SELECT count(*)::int FROM graphile_worker.add_jobs(ARRAY(
        SELECT (name, payload, queue, "runAt", "maxAttempts", key, NULL, NULL)::graphile_worker.job_spec
        FROM jsonb_to_recordset($1::text::jsonb)
          AS r (name text, payload json, queue text, "runAt" timestamptz, "maxAttempts" int, key text)))`,
    values: [JSON.stringify(jobs)],
  });
}

/** Makes the tables of jobs; a start does it after the migrations of the product. */
export async function migrateJobs(url: string): Promise<void> {
  const { runMigrations } = await loadRunner();
  await runMigrations({ connectionString: url });
}

/** Only the worker runs jobs: the others add them with a statement, and start without the library. */
const loadRunner = () => import('graphile-worker');

export interface JobRunnerOptions {
  readonly url: string;
  readonly handlers: JobHandlers;
  readonly schedules: readonly Schedule[];
  readonly concurrency: number;
  readonly logger: Logger;
}

/** Runs jobs until stopped. There is one runner, so the locks of a predecessor that died are freed when it starts. */
export async function startJobRunner(options: JobRunnerOptions, free: () => Promise<void>): Promise<Runner> {
  await free();
  const taskList: TaskList = Object.fromEntries(
    Object.entries(options.handlers).map(([name, handle]) => [
      name,
      async (payload, { job }) => {
        const attempt = { number: job.attempts, isLast: job.attempts >= job.max_attempts };
        await asSystem(() => handle(payload, attempt));
      },
    ]),
  );
  const { run } = await loadRunner();
  return run({
    connectionString: options.url,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList,
    crontab: options.schedules.map(({ cron, job }) => `${cron} ${job}`).join('\n'),
  });
}

/** Statement that frees what a dead worker held. */
export const FREE_LOCKS = `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by))::text
  FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL`;
