/**
 * Statistics: calls, orders and money by day, person, city and campaign, out of the day totals. Owns their reading and their folding; the
 * differences are written by triggers in the transaction of each change. One definition feeds tiles, tables and lists alike.
 */
import type { Cache } from '../../platform/cache/cache.js';
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import { createLoop, type Loop } from '../../platform/jobs/loop.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { Clock } from '../../platform/time.js';
import { foldBatch } from './rollup-loop.queries.js';
import { statsOperations } from './stats.contract.js';
import { statsRoutes } from './stats.routes.js';
import { createStatsService } from './stats.service.js';

export type { OverallStats, PersonStats } from './stats.contract.js';
export { verifyRollups, type RollupDifference } from './verify-rollups.queries.js';

export interface StatsModuleDeps {
  readonly database: Database;
  readonly cache: Cache;
  readonly clock: Clock;
}

export function createStatsModule(deps: StatsModuleDeps) {
  const stats = createStatsService(deps);
  return {
    operations: statsOperations as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      statsRoutes(mount, stats);
    },
  };
}

const FOLD_EVERY_MS = 1000;

/** The worker's loop that folds pending differences into the day totals. Figures are the same before and after. */
export const createRollupLoop = ({ database, logger }: { database: Database; logger: Logger }): Loop =>
  createLoop({ name: 'day totals', work: () => foldBatch(database.sql), idleMs: FOLD_EVERY_MS, logger });
