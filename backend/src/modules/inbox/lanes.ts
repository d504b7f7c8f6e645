import type { ReceivedEvent } from './received-event.js';

/** Thrown when an event waited longer than its budget: the database is too slow, the spool takes it. */
export class LateError extends Error {
  override readonly name = 'LateError';
}

export interface LanesOptions {
  /** Stores all of them or none; resolves after the commit. */
  readonly insert: (events: readonly ReceivedEvent[]) => Promise<void>;
  /** Batches under way at the same time. */
  readonly laneCount: number;
  readonly batchSize: number;
  /** Longest wait for a lane, in milliseconds. */
  readonly budgetMs: number;
}

/** What waits is stored together: one multi-row insert per lane, so that one commit answers many senders. */
export interface Lanes {
  /** Resolves once the event is committed. @throws LateError, or the failure of its batch. */
  add(event: ReceivedEvent): Promise<void>;
  /** Events that wait for a lane. */
  readonly waiting: number;
}

interface Waiting {
  readonly event: ReceivedEvent;
  readonly since: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export function createLanes({ insert, laneCount, batchSize, budgetMs }: LanesOptions): Lanes {
  let waiting: Waiting[] = [];
  let busy = 0;
  let timer: NodeJS.Timeout | null = null;

  const runLane = async (): Promise<void> => {
    const batch = waiting.slice(0, batchSize);
    waiting = waiting.slice(batchSize);
    try {
      await insert(batch.map(({ event }) => event));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const startLanes = (): void => {
    while (busy < laneCount && waiting.length > 0) {
      busy += 1;
      void runLane().finally(() => {
        busy -= 1;
        startLanes();
      });
    }
  };

  const expire = (): void => {
    timer = null;
    const deadline = performance.now() - budgetMs;
    const late = waiting.filter(({ since }) => since <= deadline);
    waiting = waiting.filter(({ since }) => since > deadline);
    for (const { reject } of late) reject(new LateError('The database was too slow'));
    watch();
  };

  // One timer for the oldest that waits, not one for each.
  const watch = (): void => {
    const [oldest] = waiting;
    if (oldest === undefined || timer !== null) return;
    timer = setTimeout(expire, Math.max(1, oldest.since + budgetMs - performance.now()));
  };

  return {
    add: (event) =>
      new Promise((resolve, reject) => {
        waiting.push({ event, since: performance.now(), resolve, reject });
        // The rest of this turn's requests join the batch.
        setImmediate(startLanes);
        watch();
      }),
    get waiting() {
      return waiting.length;
    },
  };
}
