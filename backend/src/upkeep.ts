import { removeOldIdentityRows } from './modules/identity/index.js';
import { removeOldLiveEvents } from './modules/live/index.js';
import type { Database } from './platform/db/database.js';
import type { JobHandlers, Schedule } from './platform/jobs/jobs.js';
import type { Clock } from './platform/time.js';

/** What has served its time is removed by the worker, a little at a time. */
export const createUpkeepJobs = ({
  database: { sql },
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}) =>
  ({
    'upkeep:live_events': async () => {
      await removeOldLiveEvents(sql);
    },
    'upkeep:idempotency_keys': async () => {
      await sql.query({ text: `DELETE FROM idempotency_key WHERE created_at < now() - interval '24 hours'` });
    },
    'upkeep:oauth_flows': async () => {
      await sql.query({ text: 'DELETE FROM oauth_flow WHERE expires_at < now()' });
    },
    'upkeep:rate_limits': async () => {
      await sql.query({ text: `DELETE FROM rate_limit WHERE expire < extract(epoch FROM now()) * 1000` });
    },
    'upkeep:identity': async () => {
      await removeOldIdentityRows(sql, clock.now());
    },
  }) satisfies JobHandlers;

export const UPKEEP_SCHEDULES: readonly Schedule[] = [
  { job: 'upkeep:live_events', cron: '*/10 * * * *' },
  { job: 'upkeep:idempotency_keys', cron: '7 * * * *' },
  { job: 'upkeep:oauth_flows', cron: '*/10 * * * *' },
  { job: 'upkeep:rate_limits', cron: '17 * * * *' },
  { job: 'upkeep:identity', cron: '27 * * * *' },
];
