import type pg from 'pg';
import type { Foundation } from './container.js';
import type { CallerLimits } from './modules/identity/index.js';
import { createHourlyLimit } from './platform/http/rate-limits.js';
import { createRequestLimit } from './platform/http/request-limit.js';

/** A page asks for much at once and then for little: so many seconds' worth may come together. */
const BURST_SECONDS = 3;

/** The walls around one person or key; `pool` counts what is counted by the hour. */
export function createCallerLimits(
  { environment, clock, bus, database }: Foundation,
  pool: pg.Pool,
): CallerLimits {
  const { requestsPerSecond: perSecond } = environment;
  return {
    hourly: createHourlyLimit(pool),
    requests:
      perSecond === 0
        ? { take: () => null, stop: () => undefined }
        : createRequestLimit({
            ...{ perSecond, clock, bus },
            burst: perSecond * BURST_SECONDS,
            sql: database.sql,
          }),
  };
}
