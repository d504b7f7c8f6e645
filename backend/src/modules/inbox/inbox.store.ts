import { problem } from '../../platform/http/problem.js';
import type { Sql } from '../../platform/db/database.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { Clock } from '../../platform/time.js';
import { createDatabaseWatch } from './database-watch.js';
import type { InboxMetrics } from './inbox.metrics.js';
import { insertEvents } from './inbox.repository.js';
import { createLanes } from './lanes.js';
import type { ReceivedEvent } from './received-event.js';
import { createRepeatCount } from './repeat-count.js';
import type { Spool } from './spool/spool.js';
import { SpoolFullError } from './spool/spool-file.js';

type NewEvent = Omit<ReceivedEvent, 'receivedAt'>;

/** Keeps what was received: in the database, or on disk while that cannot take it. */
export interface InboxStore {
  /** Resolves once the event cannot be lost any more. @throws Problem `overloaded` when neither place takes it. */
  keep(event: NewEvent): Promise<void>;
  /** Opens the spool and brings in what dead processes left. */
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly spoolBytes: number;
}

export interface InboxStoreDeps {
  /** A pool of its own: requests that exhaust the other one do not stop the webhooks. */
  readonly sql: Sql;
  readonly spool: Spool;
  readonly metrics: InboxMetrics;
  readonly logger: Logger;
  readonly clock: Clock;
}

const LANES = 2;
const BATCH_SIZE = 100;
const LANE_BUDGET_MS = 500;
const COME_BACK_SECONDS = 2;

export function createInboxStore({ sql, spool, metrics, logger, clock }: InboxStoreDeps): InboxStore {
  const repeats = createRepeatCount({ sql, logger });
  const insert = async (events: readonly ReceivedEvent[]): Promise<void> => {
    repeats.add(await insertEvents(sql, events));
  };
  const lanes = createLanes({ insert, laneCount: LANES, batchSize: BATCH_SIZE, budgetMs: LANE_BUDGET_MS });
  const watch = createDatabaseWatch({ sql, spool, insert, logger });

  const keepOnDisk = async (event: NewEvent): Promise<void> => {
    try {
      await spool.append({ ...event, receivedAt: clock.now() });
      metrics.stored('spool', 1);
    } catch (error) {
      if (!(error instanceof SpoolFullError)) logger.error('spool cannot be written', { error });
      throw problem('overloaded', { cause: error, retryAfterSeconds: COME_BACK_SECONDS });
    }
  };

  return {
    keep: async (event) => {
      if (watch.isAway) return keepOnDisk(event);
      try {
        await lanes.add({ ...event, receivedAt: null });
      } catch (error) {
        watch.noteAway(error);
        return keepOnDisk(event);
      }
      metrics.stored('database', 1);
    },
    start: () => watch.start(),
    stop: async () => {
      await watch.stop();
      await repeats.flush();
      await spool.close();
    },
    get spoolBytes() {
      return spool.bytes;
    },
  };
}
