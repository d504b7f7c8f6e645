import { setTimeout as pause } from 'node:timers/promises';
import { problem } from '../../../platform/http/problem.js';

/** Lets so many pass at once and turns the others away before they cost anything. */
export interface Door {
  /** @throws Problem `overloaded` while too many are inside. */
  pass<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Passwords are looked at one after the other, a third of a second each: who waits longest has his answer within three seconds, and whoever
 * came in beyond them would only take connections from people at work.
 */
const MOST_INSIDE = 6;
const RETRY_AFTER_SECONDS = 3;
/** Who is turned away waits a little for the answer, which costs us a socket and a flood its pace. */
const ANSWER_AFTER_MS = 1500;

export function createDoor(limit = MOST_INSIDE): Door {
  let inside = 0;
  return {
    pass: async (work) => {
      if (inside >= limit) {
        await pause(ANSWER_AFTER_MS);
        throw problem('overloaded', {
          detail: 'Too many sign-ins at once',
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        });
      }
      inside += 1;
      try {
        return await work();
      } finally {
        inside -= 1;
      }
    },
  };
}
