import { addDays, dayOf, instantAt } from '../platform/time.js';
import type { Random } from '../telephony-simulator/random.js';
import type { DemoCity } from './staff.js';
import type { Direction } from './texts.js';

const FIRST_HALF_HOUR = 20;
const SLOTS = 25;
const HOUR_MS = 3_600_000;
/** How soon after the call a master can be there. */
const NOTICE_MS = HOUR_MS;
/** Whole hours of the morning, noon and evening are what people ask for. */
const POPULARITY = Array.from({ length: SLOTS }, (_, index) => {
  const hour = 10 + index / 2;
  const isWhole = index % 2 === 0 ? 2 : 1;
  return isWhole * (hour < 21 ? 1 : 0.3) * ([10, 12, 14, 18, 19].includes(hour) ? 3.5 : 1);
});
/** Days from the call to the visit, with their shares. */
export type DaysAhead = readonly (readonly [number, number])[];
const USUAL: DaysAhead = [
  [0, 38],
  [1, 38],
  [2, 14],
  [3, 7],
  [4, 3],
] as const;

export interface Seat {
  readonly at: Date;
  readonly place: number;
}

/** Keeps account of the half-hours of every city and direction, so that none takes more visits than its capacity. */
export interface SlotBook {
  /** A wanted half-hour after `from`, free or not yet decided. */
  propose(random: Random, wish: Wish): Date;
  /** The next free place; null when the half-hour is full. */
  take(city: DemoCity, direction: Direction, at: Date): number | null;
}

export interface Wish {
  readonly city: DemoCity;
  readonly direction: Direction;
  readonly from: Date;
  /** In place of the usual. */
  readonly daysAhead?: DaysAhead;
}

const TRIES = 40;

export function createSlotBook(): SlotBook {
  const taken = new Map<string, number>();
  const keyOf = (city: DemoCity, direction: Direction, at: Date): string =>
    `${city.name} ${direction} ${String(at.getTime())}`;
  const isFree = ({ city, direction }: Wish, at: Date): boolean =>
    (taken.get(keyOf(city, direction, at)) ?? 0) < city.slotCapacity;

  return {
    propose: (random, wish) => {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const at = randomStart(random, wish, Math.floor(attempt / 10));
        if (at.getTime() >= wish.from.getTime() + NOTICE_MS && isFree(wish, at)) return at;
      }
      return nextFree(wish, (at) => isFree(wish, at));
    },
    take: (city, direction, at) => {
      const key = keyOf(city, direction, at);
      const place = (taken.get(key) ?? 0) + 1;
      if (place > city.slotCapacity) return null;
      taken.set(key, place);
      return place;
    },
  };
}

const startAt = (day: string, slot: number, timeZone: string): Date => {
  const halfHours = FIRST_HALF_HOUR + slot;
  return instantAt(day, { hour: Math.floor(halfHours / 2), minute: (halfHours % 2) * 30 }, timeZone);
};

function randomStart(random: Random, { city, from, daysAhead = USUAL }: Wish, later: number): Date {
  const day = addDays(dayOf(from, city.timezone), random.weighted(daysAhead) + later);
  const slot = random.weighted(POPULARITY.map((weight, index) => [index, weight] as const));
  return startAt(day, slot, city.timezone);
}

function nextFree({ city, from }: Wish, isFree: (at: Date) => boolean): Date {
  for (let ahead = 1; ; ahead += 1) {
    const day = addDays(dayOf(from, city.timezone), ahead);
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const at = startAt(day, slot, city.timezone);
      if (isFree(at)) return at;
    }
  }
}
