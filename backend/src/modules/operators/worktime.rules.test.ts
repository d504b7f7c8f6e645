import { describe, expect, test } from 'vitest';
import { workdays, type Interval } from './worktime.rules.js';

const at = (time: string): Date => new Date(time);
const interval = (
  statusWork: Interval['statusWork'],
  startedAt: string,
  endedAt: string | null,
): Interval => ({
  statusWork,
  startedAt: at(startedAt),
  endedAt: endedAt === null ? null : at(endedAt),
});
const period = (
  startDate: string,
  endDate: string,
  { timeZone = 'Europe/Moscow', now = '2026-12-31T00:00:00Z' } = {},
) => ({
  startDate,
  endDate,
  timeZone,
  now: at(now),
});
const NOTHING = {
  onlineSeconds: 0,
  breakSeconds: 0,
  onCallSeconds: 0,
  wrapUpSeconds: 0,
  firstLogin: null,
  lastLogout: null,
};

describe('working time', () => {
  test('every day of the period has its row', () => {
    expect(workdays([], period('2026-02-27', '2026-03-01'))).toEqual([
      { date: '2026-02-27', ...NOTHING },
      { date: '2026-02-28', ...NOTHING },
      { date: '2026-03-01', ...NOTHING },
    ]);
  });

  test('each kind is counted apart, offline not at all', () => {
    const day = [
      interval('online', '2026-03-02T06:00:00Z', '2026-03-02T07:00:00Z'),
      interval('on_call', '2026-03-02T07:00:00Z', '2026-03-02T07:05:00Z'),
      interval('wrap_up', '2026-03-02T07:05:00Z', '2026-03-02T07:06:00Z'),
      interval('break', '2026-03-02T07:06:00Z', '2026-03-02T07:16:00Z'),
      interval('online', '2026-03-02T07:16:00Z', '2026-03-02T08:16:00.500Z'),
      interval('offline', '2026-03-02T08:16:00.500Z', null),
    ];
    expect(workdays(day, period('2026-03-02', '2026-03-02'))).toEqual([
      {
        date: '2026-03-02',
        onlineSeconds: 7201,
        breakSeconds: 600,
        onCallSeconds: 300,
        wrapUpSeconds: 60,
        firstLogin: at('2026-03-02T06:00:00Z'),
        lastLogout: at('2026-03-02T08:16:00.500Z'),
      },
    ]);
  });

  test("a night shift is cut at the zone's midnight, and begins and ends once", () => {
    const night = [interval('online', '2026-03-02T19:00:00Z', '2026-03-02T23:00:00Z')];
    expect(workdays(night, period('2026-03-02', '2026-03-03'))).toEqual([
      { ...NOTHING, date: '2026-03-02', onlineSeconds: 2 * 3600, firstLogin: at('2026-03-02T19:00:00Z') },
      { ...NOTHING, date: '2026-03-03', onlineSeconds: 2 * 3600, lastLogout: at('2026-03-02T23:00:00Z') },
    ]);
    const inOmsk = workdays(night, period('2026-03-02', '2026-03-03', { timeZone: 'Asia/Omsk' }));
    expect(inOmsk.map(({ onlineSeconds }) => onlineSeconds)).toEqual([0, 4 * 3600]);
  });

  test('a night with a clock change is as long as it was', () => {
    const night = [interval('online', '2026-03-28T20:00:00Z', '2026-03-29T20:00:00Z')];
    const rows = workdays(night, period('2026-03-28', '2026-03-29', { timeZone: 'Europe/Berlin' }));
    expect(rows.map(({ onlineSeconds }) => onlineSeconds)).toEqual([3 * 3600, 21 * 3600]);
  });

  test('what goes on counts until now and has no logout', () => {
    const open = [interval('online', '2026-03-02T06:00:00Z', null)];
    const rows = workdays(open, period('2026-03-02', '2026-03-04', { now: '2026-03-02T06:30:00Z' }));
    expect(rows).toEqual([
      { ...NOTHING, date: '2026-03-02', onlineSeconds: 1800, firstLogin: at('2026-03-02T06:00:00Z') },
      { ...NOTHING, date: '2026-03-03' },
      { ...NOTHING, date: '2026-03-04' },
    ]);
  });

  test('who was at work before the period does not log in at its start', () => {
    const touching = [
      interval('online', '2026-03-01T18:00:00Z', '2026-03-01T21:00:00Z'),
      interval('break', '2026-03-01T21:00:00Z', '2026-03-01T22:00:00Z'),
    ];
    expect(workdays(touching, period('2026-03-02', '2026-03-02'))).toEqual([
      { ...NOTHING, date: '2026-03-02', breakSeconds: 3600, lastLogout: at('2026-03-01T22:00:00Z') },
    ]);
  });

  test('the first login and the last logout of several are told, and a state of no length is neither', () => {
    const day = [
      interval('online', '2026-03-02T06:00:00Z', '2026-03-02T06:00:00Z'),
      interval('online', '2026-03-02T07:00:00Z', '2026-03-02T08:00:00Z'),
      interval('offline', '2026-03-02T08:00:00Z', '2026-03-02T09:00:00Z'),
      interval('online', '2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z'),
    ];
    expect(workdays(day, period('2026-03-02', '2026-03-02'))[0]).toMatchObject({
      firstLogin: at('2026-03-02T07:00:00Z'),
      lastLogout: at('2026-03-02T10:00:00Z'),
    });
  });
});
