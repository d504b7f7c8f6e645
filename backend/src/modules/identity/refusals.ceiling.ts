import type { Clock } from '../../platform/time.js';

export interface Ceiling {
  /** Whether one more of this key is to be told, and whether it is the last one for a while. */
  take(key: string): 'one' | 'last' | 'none';
}

interface Count {
  readonly since: number;
  told: number;
}

const MOST_KEYS = 20_000;

/** At most so many of one key within a stretch of time that begins with the first of them. */
export function createCeiling(
  { most, milliseconds }: { most: number; milliseconds: number },
  clock: Clock,
): Ceiling {
  const counts = new Map<string, Count>();
  const dropOld = (now: number): void => {
    for (const [key, { since }] of counts) if (now - since >= milliseconds) counts.delete(key);
  };
  const countOf = (key: string, now: number): Count => {
    const known = counts.get(key);
    if (known && now - known.since < milliseconds) return known;
    if (counts.size >= MOST_KEYS) dropOld(now);
    const fresh = { since: now, told: 0 };
    counts.set(key, fresh);
    return fresh;
  };
  return {
    take: (key) => {
      const count = countOf(key, clock.now().getTime());
      if (count.told >= most) return 'none';
      count.told += 1;
      return count.told === most ? 'last' : 'one';
    },
  };
}
