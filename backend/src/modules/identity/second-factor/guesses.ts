import type { Db } from '../../../platform/db/database.js';
import { problem } from '../../../platform/http/problem.js';

/** What may be guessed: codes of the second factor, and the password of somebody who is signed in already. */
export type GuessedThing = 'code' | 'proof';

/**
 * Guesses in one half-hour, counted from the first of them. Any hour touches at most three such windows, so it never has more than
 * thirty guesses.
 */
const MOST_GUESSES = 10;
const WINDOW_MS = 30 * 60_000;

/**
 * Guesses of one account. A guess is counted before it is looked at, in one statement, so that fifty at once are fifty; a right one is
 * given back.
 */
export const createGuessesRepository = (db: Db) => ({
  /** @throws Problem `too_many_requests` when none is left in this half-hour. */
  take: async (thing: GuessedThing, accountId: number, now: Date): Promise<void> => {
    const key = keyOf(thing, accountId);
    const since = new Date(now.getTime() - WINDOW_MS);
    const taken = await db.$executeRaw`
      INSERT INTO sign_in_throttle AS t (key, failures, first_at, last_at) VALUES (${key}, 1, ${now}, ${now})
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN t.first_at <= ${since} THEN 1 ELSE t.failures + 1 END,
        first_at = CASE WHEN t.first_at <= ${since} THEN ${now} ELSE t.first_at END,
        last_at = ${now}
      WHERE t.first_at <= ${since} OR t.failures < ${MOST_GUESSES}`;
    if (taken > 0) return;
    const window = await db.signInThrottle.findUnique({ where: { key }, select: { firstAt: true } });
    const waitMs = (window?.firstAt.getTime() ?? now.getTime()) + WINDOW_MS - now.getTime();
    throw problem('too_many_requests', { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
  },

  /** A guess that was right, or was not looked at, is none. */
  giveBack: async (thing: GuessedThing, accountId: number): Promise<void> => {
    const key = keyOf(thing, accountId);
    const { count } = await db.signInThrottle.deleteMany({ where: { key, failures: { lte: 1 } } });
    if (count === 0)
      await db.signInThrottle.updateMany({ where: { key }, data: { failures: { decrement: 1 } } });
  },
});

const keyOf = (thing: GuessedThing, accountId: number): string => `${thing}:${String(accountId)}`;
