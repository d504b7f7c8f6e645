import type { LetterParams, LetterTemplate } from '../letters.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A notice that is a week late tells nobody anything. */
const NOTICE_HOURS = 7 * 24;

/** Pauses before the second and each further try, in minutes: about a day in all. */
const PAUSES = [0.5, 1, 2, 5, 10, 20, 40, 60, 120, 240, 360, 480] as const;
export const MOST_TRIES = PAUSES.length + 1;

/** When the next try is due after so many; null when there will be none. */
export function nextTryAt(tries: number, now: Date): Date | null {
  const pause = PAUSES[tries - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause * MINUTE_MS);
}

/** When a letter has nothing to say any more: its link is dead by then. */
export function lettersEnd(params: LetterParams[LetterTemplate], createdAt: Date): Date {
  const life =
    'minutes' in params
      ? params.minutes * MINUTE_MS
      : ('hours' in params ? params.hours : NOTICE_HOURS) * HOUR_MS;
  return new Date(createdAt.getTime() + life);
}
