/** Chance that repeats: the same seed gives the same choices, on every machine. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** Both ends included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** `count` different items, or all of them, in a random order. */
  sample<T>(items: readonly T[], count: number): T[];
  /** An item by the weight beside it. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  /** About the mean, mostly near it, never below `min` or above `max`. */
  around(mean: number, limits: { readonly min: number; readonly max: number }): number;
}

/** Mulberry32: small, fast, and good enough for stories. */
function createGenerator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function createRandom(seed: number): Random {
  const next = createGenerator(seed);
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('Nothing to pick from');
    return items[integer(0, items.length - 1)] as T;
  };

  return {
    next,
    integer,
    pick,
    chance: (probability) => next() < probability,
    sample: (items, count) => {
      const rest = [...items];
      return Array.from({ length: Math.min(count, rest.length) }, () =>
        rest.splice(integer(0, rest.length - 1), 1),
      ).flat();
    },
    weighted: (items) => {
      let point = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      const found = items.find(([, weight]) => (point -= weight) < 0) ?? items.at(-1);
      if (!found) throw new Error('Nothing to choose from');
      return found[0];
    },
    around: (mean, { min, max }) => {
      // The sum of three is close enough to a bell.
      const spread = (next() + next() + next()) / 1.5;
      return Math.round(Math.min(Math.max(mean * spread, min), max));
    },
  };
}
