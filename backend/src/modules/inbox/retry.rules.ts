/** Attempts after which an event is given up and waits for a person. */
export const MAX_ATTEMPTS = 8;

const FIRST_PAUSE_SECONDS = 1;
const GROWTH = 4;
const LONGEST_PAUSE_SECONDS = 3600;

/** Seconds until the next attempt after so many failed ones: 1, 4, 16 … at most an hour. */
export const pauseAfter = (failedAttempts: number): number =>
  Math.min(FIRST_PAUSE_SECONDS * GROWTH ** Math.max(failedAttempts - 1, 0), LONGEST_PAUSE_SECONDS);
