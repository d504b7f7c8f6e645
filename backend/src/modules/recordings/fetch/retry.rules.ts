import type { FailureKind } from './fetch-failure.js';

/** What follows a failed attempt. */
export interface Consequence {
  /** Seconds until this recording is tried again; null gives it up. */
  readonly retrySeconds: number | null;
  /** Seconds for which nothing is asked of the account at all. */
  readonly pauseSeconds: number;
}

/** Mango's advice for a recording that is not there yet (`mango.md` §8). */
const MINUTE = 60;
/** Length of Mango's quarantine after a wrong request (`mango.md` §11). */
export const QUARANTINE_SECONDS = 120;
const SLOW_DOWN_SECONDS = 10;
/** "Not there" and "not audio" are believed after about ten minutes of asking. */
const TRIES_OF_A_CLEAR_NO = 10;
/** The first half hour each minute, then every five minutes: given up after about a day and a half. */
const MINUTELY_TRIES = 30;
const MOST_TRIES = 450;

/** `attempts` counts the failed ones, this one included. */
export function consequenceOf(kind: FailureKind, attempts: number): Consequence {
  switch (kind) {
    case 'locked':
      return { retrySeconds: QUARANTINE_SECONDS, pauseSeconds: QUARANTINE_SECONDS };
    case 'busy':
      return { retrySeconds: MINUTE, pauseSeconds: SLOW_DOWN_SECONDS };
    case 'absent':
    case 'refused':
      return { retrySeconds: attempts < TRIES_OF_A_CLEAR_NO ? MINUTE : null, pauseSeconds: 0 };
    case 'unreachable':
      return { retrySeconds: laterOf(attempts), pauseSeconds: 0 };
  }
}

function laterOf(attempts: number): number | null {
  if (attempts >= MOST_TRIES) return null;
  return attempts < MINUTELY_TRIES ? MINUTE : 5 * MINUTE;
}
