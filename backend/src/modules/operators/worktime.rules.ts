import { addDays, dayOf, eachDay, startOfDay } from '../../platform/time.js';
import type { WorkdayView } from './operators.contract.js';
import type { StatusWork } from './presence.rules.js';

/** A stretch of one presence, `[startedAt, endedAt)`; the one that goes on has no end. */
export interface Interval {
  readonly statusWork: StatusWork;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

export interface Period {
  /** First and last day, both included. */
  readonly startDate: string;
  readonly endDate: string;
  readonly timeZone: string;
  /** What goes on counts until this instant. */
  readonly now: Date;
}

type Working = Exclude<StatusWork, 'offline'>;
const SECONDS_FIELD = {
  online: 'onlineSeconds',
  break: 'breakSeconds',
  on_call: 'onCallSeconds',
  wrap_up: 'wrapUpSeconds',
} as const satisfies Record<Working, keyof WorkdayView>;

/** Instants `[from, to)` of a period. */
export const boundsOf = ({
  startDate,
  endDate,
  timeZone,
}: Omit<Period, 'now'>): { from: Date; to: Date } => ({
  from: startOfDay(startDate, timeZone),
  to: startOfDay(addDays(endDate, 1), timeZone),
});

/**
 * Working time of each day of the period, every day with its row. Intervals are cut at the midnights of the zone. He logs in where a
 * stretch of work begins and logs out where it ends: changes between online, break, call and wrap-up are neither.
 * `intervals` come in order and include what touches the period's ends, which tells whether he was at work before and after.
 */
export function workdays(intervals: readonly Interval[], period: Period): WorkdayView[] {
  const worked = intervals.filter(isWork);
  const logins = toFirstByDay(loginsOf(worked), period.timeZone);
  const logouts = toFirstByDay(logoutsOf(worked).reverse(), period.timeZone);
  const spent = spentByDay(worked, period);
  return eachDay(period.startDate, period.endDate).map((date) => ({
    date,
    onlineSeconds: 0,
    breakSeconds: 0,
    onCallSeconds: 0,
    wrapUpSeconds: 0,
    ...spent.get(date),
    firstLogin: logins.get(date) ?? null,
    lastLogout: logouts.get(date) ?? null,
  }));
}

type WorkInterval = Interval & { readonly statusWork: Working };

const isWork = (interval: Interval): interval is WorkInterval =>
  interval.statusWork !== 'offline' && interval.endedAt?.getTime() !== interval.startedAt.getTime();

function loginsOf(worked: readonly Interval[]): Date[] {
  const ends = new Set(worked.map(({ endedAt }) => endedAt?.getTime()));
  return worked.map(({ startedAt }) => startedAt).filter((at) => !ends.has(at.getTime()));
}

function logoutsOf(worked: readonly Interval[]): Date[] {
  const starts = new Set(worked.map(({ startedAt }) => startedAt.getTime()));
  return worked.flatMap(({ endedAt }) =>
    endedAt === null || starts.has(endedAt.getTime()) ? [] : [endedAt],
  );
}

function toFirstByDay(instants: readonly Date[], timeZone: string): Map<string, Date> {
  const byDay = new Map<string, Date>();
  for (const at of instants) {
    const day = dayOf(at, timeZone);
    if (!byDay.has(day)) byDay.set(day, at);
  }
  return byDay;
}

type Spent = Partial<Record<(typeof SECONDS_FIELD)[Working], number>>;

/** Whole seconds per day and kind; days without work are absent. */
function spentByDay(worked: readonly WorkInterval[], period: Period): Map<string, Spent> {
  const milliseconds = new Map<string, Spent>();
  for (const { statusWork, day, length } of worked.flatMap((interval) => cutAtMidnights(interval, period))) {
    const spent = milliseconds.get(day) ?? {};
    const field = SECONDS_FIELD[statusWork];
    milliseconds.set(day, { ...spent, [field]: (spent[field] ?? 0) + length });
  }
  return new Map(
    [...milliseconds].map(([day, spent]): [string, Spent] => [
      day,
      Object.fromEntries(Object.entries(spent).map(([field, length]) => [field, Math.round(length / 1000)])),
    ]),
  );
}

/** The parts of an interval that lie in the period, one for each day they touch; lengths in milliseconds. */
function cutAtMidnights({ statusWork, startedAt, endedAt }: WorkInterval, period: Period) {
  const { from, to } = boundsOf(period);
  const start = Math.max(startedAt.getTime(), from.getTime());
  const end = Math.min((endedAt ?? period.now).getTime(), to.getTime());
  if (end <= start) return [];
  const { timeZone } = period;
  return eachDay(dayOf(new Date(start), timeZone), dayOf(new Date(end - 1), timeZone)).map((day) => {
    const dayStart = startOfDay(day, timeZone).getTime();
    const dayEnd = startOfDay(addDays(day, 1), timeZone).getTime();
    return { statusWork, day, length: Math.min(end, dayEnd) - Math.max(start, dayStart) };
  });
}
