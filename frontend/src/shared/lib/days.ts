/** A calendar day without a time, `2025-01-21`. Strings of this form sort as days do. */
export type Day = string;

/** First and last day, both included. */
export interface DayRange {
  from: Day;
  to: Day;
}

const msPerDay = 86_400_000;
const hourMs = 3_600_000;

/** Whether a text is a day that exists in the calendar. */
export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && toDay(date) === value;
}

/** The day it is now, or at `instant`, in an IANA time zone. */
export function dayIn(timeZone: string, instant: Date | number = Date.now()): Day {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}

export function addDays(day: Day, count: number): Day {
  return toDay(new Date(Date.parse(`${day}T00:00:00Z`) + count * msPerDay));
}

/** The same day of another month, or that month's last day when it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const { year, month, date } = partsOf(day);
  const lastDate = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return toDay(new Date(Date.UTC(year, month - 1 + count, Math.min(date, lastDate))));
}

export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

export function endOfMonth(day: Day): Day {
  return addDays(addMonths(startOfMonth(day), 1), -1);
}

/** The Monday of a day's week. */
export function startOfWeek(day: Day): Day {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** Six weeks, Monday first, that hold the month of `day`. */
export function monthGrid(day: Day): Day[][] {
  const start = startOfWeek(startOfMonth(day));
  return Array.from({ length: 6 }, (_week, week) =>
    Array.from({ length: 7 }, (_day, index) => addDays(start, week * 7 + index)),
  );
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / msPerDay);
}

/** Days in order, whichever was named first. */
export function toRange(one: Day, other: Day): DayRange {
  return one <= other ? { from: one, to: other } : { from: other, to: one };
}

function toDay(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

function partsOf(day: Day): { year: number; month: number; date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

/** The instant at which clocks of an IANA time zone show this time of this day, as ISO 8601 UTC. `time` is `HH:MM`. */
export function instantIn(timeZone: string, day: Day, time: string): string {
  const wall = Date.parse(`${day}T${time}:00Z`);
  // Around a change of clocks the first guess may take the offset of the other side.
  const first = wall - offsetAt(timeZone, wall);
  return new Date(wall - offsetAt(timeZone, first)).toISOString();
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(timeZone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    instant,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (match === null) return 0;
  const [, sign = '+', hours = '0', minutes = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) + Number(minutes) / 60) * hourMs;
}
