import type { Redis } from '../../../platform/redis/redis.js';
import type { Buckets, Place, Taking } from './buckets.js';
import {
  CLEAR,
  GIVE_BACK,
  OPEN,
  TAKE_OF_OPENED,
  TAKE_OF_STRANGER,
  TAKE_OF_WINDOW,
} from './bucket-scripts.js';
import { ADDRESS_WINDOW, type Window } from './throttle.rules.js';

/** Before every key: a Redis may serve others too. */
export const KEY_PREFIX = 'crm:sign-in:';

/** Buckets in Redis, one script for each call; what is not used any more goes by itself. */
export function createRedisBuckets(redis: Redis): Buckets {
  const run = (text: string, keys: readonly string[], values: readonly number[] = []): Promise<unknown> =>
    redis.run({ text, keys: keys.map((key) => `${KEY_PREFIX}${key}`), values });
  const take = async (text: string, keys: readonly string[], values: readonly number[]): Promise<Taking> =>
    takingOf(keys, await run(text, keys, values));
  // What was right has been done by then, and must not fail for the want of it: the place stays taken.
  const ifThere = (work: Promise<unknown>): Promise<void> => work.then(nothing, nothing);

  return {
    takeOfWindow: (key, window, now) => take(TAKE_OF_WINDOW, [key], windowAt(now, window)),
    takeOfStranger: ({ address, name }, now) =>
      take(TAKE_OF_STRANGER, [address, name], windowAt(now, ADDRESS_WINDOW)),
    takeOfOpened: async (key, window, now) => {
      const taking = await take(TAKE_OF_OPENED, [key], windowAt(now, window));
      return 'places' in taking ? (taking.places[0] ?? null) : null;
    },
    open: async (key, now) => {
      await run(OPEN, [key], [now.getTime()]);
    },
    giveBack: (places) =>
      ifThere(
        run(
          GIVE_BACK,
          places.map(({ key }) => key),
          places.map(({ since }) => since.getTime()),
        ),
      ),
    clear: (key) => ifThere(run(CLEAR, [key])),
  };
}

const nothing = (): void => undefined;

const windowAt = (now: Date, { limit, seconds }: Window): readonly number[] => [
  now.getTime(),
  limit,
  seconds * 1000,
];

/** What a script that takes has answered: whether, and instants in milliseconds. */
function takingOf(keys: readonly string[], answer: unknown): Taking {
  const [isTaken, ...instants] = answer as readonly number[];
  const [openAt = 0] = instants;
  if (isTaken !== 1) return { openAt: new Date(openAt) };
  const places = keys.map((key, at): Place => ({ key, since: new Date(instants[at] ?? 0) }));
  return { places };
}
