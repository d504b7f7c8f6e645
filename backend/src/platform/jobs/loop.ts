import { asSystem } from '../db/row-scope.js';
import type { Logger } from '../logging/logger.js';

/** A claim loop: works while there is something, then sleeps until woken or until the safety net's next look. */
export interface Loop {
  start(): void;
  /** Looks at once, or right after the pass under way. */
  wake(): void;
  /** Ends after the pass under way. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  readonly name: string;
  /** One pass; true when there may be more to do at once. Must be safe to repeat. */
  readonly work: () => Promise<boolean>;
  readonly idleMs: number;
  readonly logger: Logger;
}

const PAUSE_AFTER_FAILURE_MS = 500;

export function createLoop({ name, work, idleMs, logger }: LoopOptions): Loop {
  let running: Promise<void> | null = null;
  let stopped = false;
  let isWoken = false;
  let interruptSleep = (): void => undefined;

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      interruptSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  // Read through functions: the flags change while the loop awaits.
  const wasWoken = (): boolean => isWoken;
  const isStopped = (): boolean => stopped;

  const pass = async (): Promise<void> => {
    isWoken = false;
    try {
      const hasMore = await asSystem(work);
      if (!hasMore && !wasWoken()) await sleep(idleMs);
    } catch (error) {
      logger.warn('loop pass failed, will repeat', { loop: name, error });
      await sleep(PAUSE_AFTER_FAILURE_MS);
    }
  };

  const cycle = async (): Promise<void> => {
    while (!isStopped()) await pass();
  };

  return {
    start: () => {
      running ??= cycle();
    },
    wake: () => {
      isWoken = true;
      interruptSleep();
    },
    stop: async () => {
      stopped = true;
      interruptSleep();
      await running;
    },
  };
}
