import { setTimeout as pause } from 'node:timers/promises';

/**
 * Does a step of a sign-in, and comes back no sooner than that many milliseconds later, also where it fails. What a step costs differs by
 * what the login is: rows of an account are found and their keys looked up, of nobody there are none. An answer that came at once would
 * tell which.
 */
export async function inNoLessThan<T>(ms: number, step: () => Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([step(), pause(ms)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
