import type { Clock } from '../../../platform/time.js';

/** Keeps the requests of one telephony account within what Mango allows. */
export interface AccountGate {
  /** Until when nothing may be asked; null when something may. */
  pausedUntil(accountId: number): Date | null;
  /** Nothing is asked of the account for that long from now; a longer pause that is under way stays. */
  pause(accountId: number, seconds: number): void;
  /** Resolves when the account's turn has come. */
  turn(accountId: number): Promise<void>;
}

/** Mango allows ten requests for recordings a second; one less leaves room for its own clock. */
export const GAP_MS = 111;

export interface AccountGateDeps {
  readonly clock: Clock;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly gapMs?: number;
}

const sleepFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function createAccountGate({ clock, sleep = sleepFor, gapMs = GAP_MS }: AccountGateDeps): AccountGate {
  const pauses = new Map<number, Date>();
  const queues = new Map<number, Promise<void>>();
  const pausedUntil = (accountId: number): Date | null => {
    const until = pauses.get(accountId);
    return until && until > clock.now() ? until : null;
  };

  return {
    pausedUntil,
    pause: (accountId, seconds) => {
      const until = new Date(clock.now().getTime() + seconds * 1000);
      if (until > (pauses.get(accountId) ?? until) || !pausedUntil(accountId)) pauses.set(accountId, until);
    },
    turn: (accountId) => {
      const mine = queues.get(accountId) ?? Promise.resolve();
      queues.set(
        accountId,
        mine.then(() => sleep(gapMs)),
      );
      return mine;
    },
  };
}
