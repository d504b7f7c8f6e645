import { asSystem } from '../src/platform/db/row-scope.js';
import type { JobHandler } from '../src/platform/jobs/jobs.js';
import type { TestApi } from './api.js';

const ATTEMPT = { number: 1, isLast: false };
const NAMES = ['client.erase', 'recording.remove', 'recordings:remove_erased'];

/** Runs the jobs of erasures that wait, and those they ask for, as the worker does; one that fails stays, and its failure is thrown. */
export async function runErasureJobs(api: TestApi): Promise<void> {
  for (;;) {
    const [job] = await waitingErasureJobs(api);
    if (!job) return;
    await runJob(api, job.name, job.payload);
    await api.database.sql.query({
      text: 'DELETE FROM graphile_worker._private_jobs WHERE id = $1',
      values: [job.id],
    });
  }
}

export const waitingErasureJobs = ({ database }: TestApi) =>
  database.sql.query<{ id: number; name: string; payload: object }>({
    text: `SELECT j.id, t.identifier AS name, j.payload FROM graphile_worker._private_jobs j
      JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = ANY ($1) ORDER BY j.id`,
    values: [NAMES],
  });

export async function runJob(api: TestApi, name: string, payload: object): Promise<void> {
  const handlers = api.container.worker.jobs as Readonly<Record<string, JobHandler>>;
  await asSystem(() => handlers[name]?.(payload, ATTEMPT));
}
