import { describe, expect, test } from 'vitest';
import {
  acceptanceRate,
  addUp,
  CALL_SUMS,
  NO_CALLS,
  NO_ORDERS,
  personDay,
  personSums,
  toCallFigures,
  toDailyStats,
  toOrderFigures,
} from './figures.rules.js';
import { resolvePeriod } from './period.rules.js';

describe('the acceptance rate', () => {
  test.each([
    [0, 0, null],
    [0, 3, 0],
    [1, 3, 33],
    [2, 3, 67],
    [1, 8, 13],
    [3, 3, 100],
  ])('of %i of %i is %s', (accepted, total, rate) => {
    expect(acceptanceRate(accepted, total)).toBe(rate);
  });
});

describe('figures of calls', () => {
  test('count every reason as missed and leave averages of nothing empty', () => {
    const figures = toCallFigures({ ...NO_CALLS, total: 6, ivr: 1, queue: 2, ringing: 1, schedule: 1 });
    expect(figures).toMatchObject({
      total: 6,
      accepted: 0,
      missed: 5,
      acceptanceRate: 0,
      missedByReason: { ivr: 1, queue: 2, ringing: 1, schedule: 1 },
      averageTalkSeconds: null,
      averageWaitSeconds: null,
    });
    expect(toCallFigures(NO_CALLS).acceptanceRate).toBeNull();
  });

  test('average sums, never averages', () => {
    const busy = { ...NO_CALLS, accepted: 3, talk: 300, wait: 30 };
    const calm = { ...NO_CALLS, accepted: 1, talk: 20, wait: 2 };
    const figures = toCallFigures(addUp(CALL_SUMS, [busy, calm]));
    expect(figures).toMatchObject({
      accepted: 4,
      talkSeconds: 320,
      averageTalkSeconds: 80,
      averageWaitSeconds: 8,
    });
  });

  test('of a person are what he accepted and what rang at him unanswered', () => {
    const own = { ...NO_CALLS, total: 9, accepted: 7, outbound: 4, outboundAnswered: 2 };
    const rangAt = { ...NO_CALLS, total: 3, ringing: 3 };
    expect(toCallFigures(personSums(own, rangAt))).toMatchObject({
      total: 10,
      accepted: 7,
      missed: 3,
      acceptanceRate: 70,
      outbound: { total: 4, answered: 2 },
    });
    expect(personDay({ total: 9, accepted: 7, missed: 0 }, { total: 3, accepted: 0, missed: 3 })).toEqual({
      total: 10,
      accepted: 7,
      missed: 3,
    });
    expect(personDay(undefined, undefined)).toEqual({ total: 0, accepted: 0, missed: 0 });
  });
});

test('figures of orders have every status and money to the kopeck', () => {
  const figures = toOrderFigures({
    ...NO_ORDERS,
    new: 1,
    completed: 2,
    result: 0.1 + 0.2,
    clean: -5.5,
    masterChange: 1.005,
  });
  expect(figures).toEqual({
    total: 3,
    byStatus: {
      new: 1,
      assigned: 0,
      on_the_way: 0,
      in_progress: 0,
      workshop: 0,
      completed: 2,
      refused: 0,
      not_an_order: 0,
    },
    result: 0.3,
    clean: -5.5,
    masterChange: 1,
  });
});

test('every day of the period has its row, over the end of February too', () => {
  const period = { startDate: '2028-02-27', endDate: '2028-03-01' };
  const calls = new Map([['2028-02-29', { total: 5, accepted: 3, missed: 2 }]]);
  const orders = new Map([['2028-03-01', { total: 1 }]]);
  expect(toDailyStats(period, calls, orders)).toEqual([
    { date: '2028-02-27', calls: 0, accepted: 0, missed: 0, orders: 0 },
    { date: '2028-02-28', calls: 0, accepted: 0, missed: 0, orders: 0 },
    { date: '2028-02-29', calls: 5, accepted: 3, missed: 2, orders: 0 },
    { date: '2028-03-01', calls: 0, accepted: 0, missed: 0, orders: 1 },
  ]);
});

describe('the period', () => {
  const today = '2026-11-20';
  test('is the last thirty days, today included, unless told otherwise', () => {
    expect(resolvePeriod({}, today)).toEqual({ startDate: '2026-10-22', endDate: today });
    expect(resolvePeriod({ endDate: '2026-03-31' }, today)).toEqual({
      startDate: '2026-03-02',
      endDate: '2026-03-31',
    });
    expect(resolvePeriod({ startDate: '2026-11-01' }, today)).toEqual({
      startDate: '2026-11-01',
      endDate: today,
    });
  });
  test.each([
    [{ startDate: '2026-03-02', endDate: '2026-03-01' }, 'endDate'],
    [{ startDate: '2025-03-01', endDate: '2026-03-02' }, 'endDate'],
    [{ startDate: '2026-11-21' }, 'startDate'],
  ])('%j is out of range at %s', (input, field) => {
    expect(() => resolvePeriod(input, today)).toThrow(
      expect.objectContaining({
        code: 'invalid_fields',
        errors: [expect.objectContaining({ field, code: 'out_of_range' })],
      }) as Error,
    );
  });
  test('of 366 days is the longest', () => {
    expect(resolvePeriod({ startDate: '2025-03-01', endDate: '2026-03-01' }, today)).toBeDefined();
  });
});
