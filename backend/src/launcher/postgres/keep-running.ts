import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopPostmaster } from './postmaster.js';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

export interface KeptServer {
  /** Ends the server the fast way, and cuts it off when that takes longer than `timeoutMs`. */
  readonly stop: (timeoutMs: number) => Promise<void>;
}

interface KeepOptions {
  readonly restart: () => Promise<ChildProcess>;
  readonly tell: (text: string) => void;
}

/** Returns whether the time passed without the signal. */
const pause = (ms: number, signal: AbortSignal): Promise<boolean> =>
  sleep(ms, true, { signal }).catch(() => false);

/** Starts the server anew whenever it dies, each attempt a little later than the one before, until it is stopped. */
export function keepRunning(first: ChildProcess, { restart, tell }: KeepOptions): KeptServer {
  const stopping = new AbortController();
  let current = first;
  let restarting = Promise.resolve();

  const bringBack = async (): Promise<void> => {
    for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      if (!(await pause(delay, stopping.signal))) return;
      try {
        watch(await restart());
        tell('PostgreSQL runs again.');
        return;
      } catch (error) {
        tell(`PostgreSQL does not start yet: ${error instanceof Error ? error.message : String(error)}.`);
      }
    }
  };
  const watch = (child: ChildProcess): void => {
    current = child;
    child.once('exit', () => {
      if (stopping.signal.aborted) return;
      tell('PostgreSQL ended unexpectedly; it is started again.');
      restarting = bringBack();
    });
  };

  watch(first);
  return {
    stop: async (timeoutMs) => {
      stopping.abort();
      await Promise.race([restarting, sleep(timeoutMs, undefined, { ref: false })]);
      await stopPostmaster(current, timeoutMs);
    },
  };
}
