import { problem } from '../../platform/http/problem.js';
import type { Sql } from '../../platform/db/database.js';
import { createLoop, type Loop } from '../../platform/jobs/loop.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { Clock } from '../../platform/time.js';
import type { InboxMetrics } from './inbox.metrics.js';
import { insertEvents } from './inbox.repository.js';
import { createLanes } from './lanes.js';
import type { ReceivedEvent } from './received-event.js';
import { createRepeatCount } from './repeat-count.js';
import type { Spool } from './spool/spool.js';
import { SpoolFullError } from './spool/spool-file.js';

/** Keeps what was received: in the database, or on disk while that cannot take it. */
export interface InboxStore {
  /** Resolves once the event cannot be lost any more. @throws Problem `overloaded` when neither place takes it. */
  keep(event: Omit<ReceivedEvent, 'receivedAt'>): Promise<void>;
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
const LOOK_EVERY_MS = 500;

export function createInboxStore({ sql, spool, metrics, logger, clock }: InboxStoreDeps): InboxStore {
  const repeats = createRepeatCount({ sql, logger });
  // While the database is known to be away nobody waits for it: everything goes to the spool at once.
  let isAway = false;
  let drainer: Loop | null = null;

  const insert = async (events: readonly ReceivedEvent[]): Promise<void> => {
    repeats.add(await insertEvents(sql, events));
  };
  const lanes = createLanes({ insert, laneCount: LANES, batchSize: BATCH_SIZE, budgetMs: LANE_BUDGET_MS });

  const drain = async (): Promise<void> => {
    if (!isAway && spool.bytes === 0) return;
    try {
      await sql.query({ text: 'SELECT 1' });
      isAway = false;
      await spool.drain(insert);
      logger.info('spool is drained, events go to the database again');
    } catch (error) {
      isAway = true;
      logger.warn('database does not take webhooks, they wait in the spool', { bytes: spool.bytes, error });
    }
  };

  const startDrainer = (): void => {
    drainer ??= createLoop({
      name: 'inbox-spool',
      idleMs: LOOK_EVERY_MS,
      logger,
      work: async () => {
        await drain();
        return false;
      },
    });
    drainer.start();
  };

  const keepOnDisk = async (event: Omit<ReceivedEvent, 'receivedAt'>): Promise<void> => {
    startDrainer();
    try {
      await spool.append({ ...event, receivedAt: clock.now() });
      metrics.stored('spool', 1);
    } catch (error) {
      if (!(error instanceof SpoolFullError)) logger.error('spool cannot be written', { error });
      throw problem('overloaded', { cause: error, retryAfterSeconds: 2 });
    }
  };

  return {
    keep: async (event) => {
      if (isAway) return keepOnDisk(event);
      try {
        await lanes.add({ ...event, receivedAt: null });
        metrics.stored('database', 1);
      } catch (error) {
        if (!isAway) logger.warn('database did not take a webhook, it goes to the spool', { error });
        isAway = true;
        await keepOnDisk(event);
      }
    },
    start: async () => {
      await spool.open();
      await spool.drain(insert).catch((error: unknown) => {
        isAway = true;
        logger.warn('spool could not be drained at the start', { error });
      });
      startDrainer();
    },
    stop: async () => {
      await drainer?.stop();
      await repeats.flush();
      await spool.close();
    },
    get spoolBytes() {
      return spool.bytes;
    },
  };
}
