import type { Buckets } from '../sign-in/buckets.js';
import { placesOf } from '../sign-in/sign-in-throttle.js';
import { GUESSES } from '../sign-in/throttle.rules.js';

/** What may be guessed: codes of the second factor, and the password of somebody who is signed in already. */
export type GuessedThing = 'code' | 'proof';

interface Guess {
  readonly thing: GuessedThing;
  readonly accountId: number;
  readonly now: Date;
}

/**
 * Work that answers null for a wrong guess; only such a guess stays counted. It is counted before it is looked at, so that fifty at
 * once are fifty.
 * @throws Problem `too_many_requests` when none is left in this half-hour.
 */
export async function asGuess<T>(
  buckets: Buckets,
  { thing, accountId, now }: Guess,
  work: () => Promise<T | null>,
): Promise<T | null> {
  const places = placesOf(await buckets.takeOfWindow(`${thing}:${String(accountId)}`, GUESSES, now), now);
  let outcome: T | null;
  try {
    outcome = await work();
  } catch (error) {
    await buckets.giveBack(places);
    throw error;
  }
  if (outcome !== null) await buckets.giveBack(places);
  return outcome;
}
