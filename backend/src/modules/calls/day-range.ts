import { addDays } from '../../platform/time.js';
import { dayAt, dayStart } from './day-starts.js';

export interface InstantRange {
  /** Null: open. */
  readonly from: Date | null;
  /** Not included; null: open. */
  readonly to: Date | null;
}

/** A range as whole days and what sticks out at its ends. */
export interface SplitRange {
  /** First and last whole day, `YYYY-MM-DD`; null where the range is open. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** The whole days as instants. */
  readonly inner: InstantRange;
  /** At most two pieces shorter than a day. */
  readonly edges: readonly InstantRange[];
}

/** Splits a range into whole days of a zone and its edges; null when it holds no whole day. */
export function splitRange({ from, to }: InstantRange, timezone: string): SplitRange | null {
  const firstDay = from && firstWholeDay(from, timezone);
  const endDay = to && dayAt(to, timezone);
  if (firstDay !== null && endDay !== null && firstDay >= endDay) return null;
  const innerFrom = firstDay === null ? null : dayStart(firstDay, timezone);
  const innerTo = endDay === null ? null : dayStart(endDay, timezone);
  return {
    firstDay,
    lastDay: endDay === null ? null : addDays(endDay, -1),
    inner: { from: innerFrom, to: innerTo },
    edges: [
      { from, to: innerFrom },
      { from: innerTo, to },
    ].filter(
      (edge): edge is { from: Date; to: Date } =>
        edge.from !== null && edge.to !== null && edge.from < edge.to,
    ),
  };
}

function firstWholeDay(from: Date, timezone: string): string {
  const day = dayAt(from, timezone);
  return dayStart(day, timezone).getTime() === from.getTime() ? day : addDays(day, 1);
}
