import type { FieldCode } from '../../platform/http/problem.js';
import { addDays, dayOf, instantAt, wallClock } from '../../platform/time.js';

const FIRST_HOUR = 10;
const LAST_HOUR = 22;
const MINUTES = [0, 30];
/** How many days ahead a free time is looked for when the wanted one is full. */
export const NEAREST_DAYS = 7;
const NEAREST_COUNT = 3;

/** One half-hour of a city's day. */
export interface SlotStart {
  /** `HH:MM` of the city's wall clock. */
  readonly time: string;
  readonly startsAt: Date;
}

/** The 25 half-hours 10:00–22:00 of a day in a zone, in order. */
export function slotStarts(day: string, timeZone: string): SlotStart[] {
  const hours = Array.from({ length: LAST_HOUR - FIRST_HOUR + 1 }, (_, index) => FIRST_HOUR + index);
  return hours
    .flatMap((hour) => MINUTES.map((minute) => ({ hour, minute })))
    .filter(({ hour, minute }) => hour < LAST_HOUR || minute === 0)
    .map(({ hour, minute }) => ({
      time: `${String(hour)}:${String(minute).padStart(2, '0')}`,
      startsAt: instantAt(day, { hour, minute }, timeZone),
    }));
}

/** Whether an instant is one of the half-hours 10:00–22:00 of the city's wall clock. */
export function isOnGrid(at: Date, timeZone: string): boolean {
  const { hour, minute, second } = wallClock(at, timeZone);
  const isWhole = second === 0 && at.getTime() % 1000 === 0 && MINUTES.includes(minute);
  return isWhole && hour >= FIRST_HOUR && (hour < LAST_HOUR || (hour === LAST_HOUR && minute === 0));
}

/** What is wrong with a meeting at this instant; `moved` is false when only the city or direction of a present meeting changes. */
export function meetingMisfit(
  at: Date,
  { timeZone, now, moved }: { timeZone: string; now: Date; moved: boolean },
): FieldCode | null {
  if (!isOnGrid(at, timeZone)) return 'not_on_grid';
  return moved && at < now ? 'in_past' : null;
}

/** The days among whose slots the nearest free ones are looked for: the wanted day and those after it. */
export function nearestDays(wanted: Date, timeZone: string): string[] {
  const day = dayOf(wanted, timeZone);
  return Array.from({ length: NEAREST_DAYS + 1 }, (_, index) => addDays(day, index));
}

interface Nearest {
  readonly wanted: Date;
  readonly now: Date;
  readonly timeZone: string;
  readonly capacity: number;
  /** Seats taken by start, keyed by the instant's milliseconds. */
  readonly bookedAt: ReadonlyMap<number, number>;
}

/** Up to three free starts nearest to the wanted one, the nearest first; none that has passed. */
export function nearestFree({ wanted, now, timeZone, capacity, bookedAt }: Nearest): Date[] {
  const distance = (at: Date): number => Math.abs(at.getTime() - wanted.getTime());
  return nearestDays(wanted, timeZone)
    .flatMap((day) => slotStarts(day, timeZone).map(({ startsAt }) => startsAt))
    .filter((at) => at >= now && (bookedAt.get(at.getTime()) ?? 0) < capacity)
    .sort((a, b) => distance(a) - distance(b) || a.getTime() - b.getTime())
    .slice(0, NEAREST_COUNT);
}

/** The seat an order gets: the lowest free one within the capacity, beyond it only when forced; null when the slot is full. */
export function chooseSeat(
  taken: readonly number[],
  { capacity, force }: { capacity: number; force: boolean },
): { slotPlace: number; isOverbooked: boolean } | null {
  const isFull = taken.length >= capacity;
  if (isFull && !force) return null;
  const first = isFull ? capacity + 1 : 1;
  const free = Array.from({ length: taken.length + 1 }, (_, index) => first + index).find(
    (seat) => !taken.includes(seat),
  );
  return { slotPlace: free ?? first + taken.length, isOverbooked: isFull };
}
