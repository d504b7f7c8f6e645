import type { Sql } from '../../platform/db/database.js';
import { createLoop, type Loop } from '../../platform/jobs/loop.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { ReceivedEvent } from './received-event.js';
import type { Spool } from './spool/spool.js';

/**
 * Whether the database takes webhooks. While it is known to be away nobody waits for it: everything goes to the spool at once, and the
 * spool is brought in as soon as it is back.
 */
export interface DatabaseWatch {
  readonly isAway: boolean;
  /** Notes that it did not take an event, and begins to look for its return. */
  noteAway(error: unknown): void;
  /** Brings in what waits, those of dead processes included, and keeps looking. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface DatabaseWatchDeps {
  readonly sql: Sql;
  readonly spool: Spool;
  readonly insert: (events: readonly ReceivedEvent[]) => Promise<void>;
  readonly logger: Logger;
}

const LOOK_EVERY_MS = 500;

export function createDatabaseWatch({ sql, spool, insert, logger }: DatabaseWatchDeps): DatabaseWatch {
  let isAway = false;
  let loop: Loop | null = null;

  const look = async (): Promise<boolean> => {
    if (!isAway && spool.bytes === 0) return false;
    try {
      await sql.query({ text: 'SELECT 1' });
      isAway = false;
      await spool.drain(insert);
      logger.info('spool is drained, webhooks go to the database again');
    } catch (error) {
      isAway = true;
      logger.warn('database does not take webhooks, they wait in the spool', { bytes: spool.bytes, error });
    }
    return false;
  };

  const startLoop = (): void => {
    loop ??= createLoop({ name: 'inbox-spool', work: look, idleMs: LOOK_EVERY_MS, logger });
    loop.start();
  };

  return {
    get isAway() {
      return isAway;
    },
    noteAway: (error) => {
      if (!isAway) logger.warn('database did not take a webhook, it goes to the spool', { error });
      isAway = true;
      startLoop();
    },
    start: async () => {
      await spool.open();
      await spool.drain(insert).catch((error: unknown) => {
        isAway = true;
        logger.warn('spool could not be drained at the start', { error });
      });
      startLoop();
    },
    stop: async () => {
      await loop?.stop();
    },
  };
}
