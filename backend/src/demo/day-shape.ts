import { addDays, dayOf, startOfDay } from '../platform/time.js';
import type { Random } from '../telephony-simulator/random.js';

/** How busy each hour of the day is, from midnight. */
const HOURS = [
  0.1, 0.05, 0, 0, 0, 0.05, 0.2, 0.8, 2.5, 6, 9.5, 11.5, 11, 9, 8.5, 9, 9, 8.5, 7.5, 6, 4, 2, 0.8, 0.3,
];
/** From Sunday. */
const WEEKDAYS = [0.65, 1.2, 1.1, 1.05, 1, 1.05, 0.8];
const HOUR_MS = 3_600_000;

export interface Span {
  readonly now: Date;
  /** So many days, today included. */
  readonly days: number;
  /** IANA zone of the organisation. */
  readonly timeZone: string;
}

/** Days of a span, the earliest first. */
export const daysOf = ({ now, days, timeZone }: Span): string[] => {
  const today = dayOf(now, timeZone);
  return Array.from({ length: days }, (_, index) => addDays(today, index + 1 - days));
};

/**
 * `count` instants before `now`, in order: more in the middle of the day and of the week, slowly growing over the weeks, no two days
 * quite the same.
 */
export function spreadInstants(random: Random, span: Span, count: number): Date[] {
  const cells = daysOf(span).flatMap((day, index) =>
    cellsOf(random, { day, growth: 0.75 + (0.5 * index) / span.days, span }),
  );
  const total = cells.reduce((sum, { weight }) => sum + weight, 0);
  const points = Array.from({ length: count }, () => random.next() * total).sort((one, other) => one - other);
  const instants: Date[] = [];
  let passed = 0;
  let cell = 0;
  for (const point of points) {
    while (cell < cells.length - 1 && passed + (cells[cell]?.weight ?? 0) < point)
      passed += cells[cell++]?.weight ?? 0;
    const { from, to } = cells[cell] ?? { from: 0, to: 0 };
    instants.push(new Date(Math.floor((from + random.next() * (to - from)) / 1000) * 1000));
  }
  return instants.sort((one, other) => one.getTime() - other.getTime());
}

interface Cell {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

function cellsOf(random: Random, { day, growth, span }: { day: string; growth: number; span: Span }): Cell[] {
  const start = startOfDay(day, span.timeZone).getTime();
  const mood = 0.85 + 0.3 * random.next();
  const weekday = WEEKDAYS[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? 1;
  return HOURS.flatMap((busy, hour) => {
    const from = start + hour * HOUR_MS;
    const to = Math.min(from + HOUR_MS, span.now.getTime());
    return to > from && busy > 0
      ? { from, to, weight: busy * weekday * growth * mood * ((to - from) / HOUR_MS) }
      : [];
  });
}
