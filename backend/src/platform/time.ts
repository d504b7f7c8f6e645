/** Days and instants. Instants are UTC; a day is cut in a named IANA zone; ranges are half-open `[from, to)`. */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MS_PER_DAY = 86_400_000;

/** A calendar day that exists, `YYYY-MM-DD`, between 1970 and 2199. */
export function isDay(value: string): boolean {
  if (!DAY.test(value) || value < '1970-01-01' || value >= '2200-01-01') return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

export function isTimeZone(value: string): boolean {
  if (value.length > 64 || !/^[A-Za-z0-9_+\-/]+$/.test(value)) return false;
  try {
    formatter(value);
    return true;
  } catch {
    return false;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

/** What a wall clock of the zone shows at an instant. */
export interface WallClock {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export function wallClock(at: Date, timeZone: string): WallClock {
  const parts = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`,
    hour: Number(parts['hour']),
    minute: Number(parts['minute']),
    second: Number(parts['second']),
  };
}

/** The day of an instant in a zone. */
export const dayOf = (at: Date, timeZone: string): string => wallClock(at, timeZone).day;

/** The instant at which a wall clock of the zone shows this day and time; of a time that a clock change skips, the one after the gap. */
export function instantAt(day: string, time: { hour: number; minute: number }, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + (time.hour * 60 + time.minute) * 60_000;
  const first = asUtc - offsetMs(new Date(asUtc), timeZone);
  const second = asUtc - offsetMs(new Date(first), timeZone);
  // They disagree next to a clock change; in a gap neither shows the wanted time and the later one is after it.
  return new Date(
    second === first || offsetMs(new Date(second), timeZone) === asUtc - second
      ? second
      : Math.max(first, second),
  );
}

/** Milliseconds by which the zone's wall clock is ahead of UTC. */
function offsetMs(at: Date, timeZone: string): number {
  const { day, hour, minute, second } = wallClock(at, timeZone);
  const shown = Date.parse(`${day}T00:00:00Z`) + ((hour * 60 + minute) * 60 + second) * 1000;
  return shown - Math.floor(at.getTime() / 1000) * 1000;
}

/** First instant of a day in a zone. */
export const startOfDay = (day: string, timeZone: string): Date =>
  instantAt(day, { hour: 0, minute: 0 }, timeZone);

/** `YYYY-MM-DD` moved by whole days. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);

/** Number of days from `from` to `to`, negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY);

/** Every day from `from` to `to`, both included, in order. */
export function eachDay(from: string, to: string): string[] {
  return Array.from({ length: Math.max(daysBetween(from, to) + 1, 0) }, (_, index) => addDays(from, index));
}

/** The seam for the present moment, so that tests may set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
