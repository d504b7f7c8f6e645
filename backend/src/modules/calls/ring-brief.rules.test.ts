import { describe, expect, test } from 'vitest';
import { lateMinutes, rankReasons, warrantyUntil, type RingFacts } from './ring-brief.rules.js';

const NOW = new Date('2026-11-20T09:36:00Z');
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const daysAgo = (days: number): Date => minutesAgo(days * 24 * 60);

const NOBODY: RingFacts = {
  now: NOW,
  hasNumber: true,
  earlierCalls: 0,
  missedToday: 0,
  missedTimes: [],
  ordersTotal: 0,
  openOrder: null,
  completed: null,
  refused: null,
};
const order = (statusOrder: NonNullable<RingFacts['openOrder']>['statusOrder'], dateMeeting: Date) => ({
  id: 48_213,
  statusOrder,
  dateMeeting,
  typeEquipment: 'bt' as const,
  address: 'Чернышевского, 112',
  city: 'Саратов',
  timezone: 'Europe/Saratov',
  problem: 'Не морозит',
  master: { id: 3, name: 'О. Сафин' },
});
const closed = (closedAt: Date) => ({ id: 41_870, typeEquipment: 'bt' as const, closedAt });
const kinds = (facts: Partial<RingFacts>): string[] =>
  rankReasons({ ...NOBODY, ...facts }).map(({ kind }) => kind);

describe('a master is late', () => {
  test.each(['new', 'assigned', 'on_the_way'] as const)(
    'while the order is %s and its time has passed',
    (status) => {
      expect(lateMinutes(order(status, minutesAgo(36)), NOW)).toBe(36);
    },
  );
  test.each(['in_progress', 'workshop', 'completed'] as const)('never once it is %s', (status) => {
    expect(lateMinutes(order(status, minutesAgo(36)), NOW)).toBeNull();
  });
  test('from the first whole minute on', () => {
    expect(lateMinutes(order('assigned', minutesAgo(0.99)), NOW)).toBeNull();
    expect(lateMinutes(order('assigned', minutesAgo(1)), NOW)).toBe(1);
    expect(lateMinutes(order('assigned', minutesAgo(-30)), NOW)).toBeNull();
  });
});

describe('a warranty', () => {
  test('lasts six calendar months, to the last day of a shorter one', () => {
    expect(warrantyUntil(new Date('2026-05-20T09:36:00Z'))).toEqual(NOW);
    expect(warrantyUntil(new Date('2026-08-31T10:00:00Z'))).toEqual(new Date('2027-02-28T10:00:00Z'));
  });
  test('is a reason until its last instant', () => {
    expect(kinds({ ordersTotal: 1, completed: closed(new Date('2026-05-20T09:36:00Z')) })).toEqual([
      'warranty',
    ]);
    expect(kinds({ ordersTotal: 1, completed: closed(new Date('2026-05-20T09:35:59Z')) })).toEqual([
      'returning_client',
    ]);
  });
});

describe('reasons', () => {
  test('stand by rank: late master, missed today, warranty, refusal', () => {
    const facts = {
      earlierCalls: 9,
      ordersTotal: 3,
      missedToday: 2,
      missedTimes: [minutesAgo(16), minutesAgo(44)],
      openOrder: order('on_the_way', minutesAgo(36)),
      completed: closed(daysAgo(30)),
      refused: closed(daysAgo(3)),
    };
    const reasons = rankReasons({ ...NOBODY, ...facts });
    expect(reasons).toEqual([
      {
        kind: 'late_master',
        orderId: 48_213,
        statusOrder: 'on_the_way',
        typeEquipment: 'bt',
        dateMeeting: minutesAgo(36),
        timezone: 'Europe/Saratov',
        master: { id: 3, name: 'О. Сафин' },
        lateMinutes: 36,
      },
      { kind: 'missed_today', count: 2, times: [minutesAgo(16), minutesAgo(44)] },
      {
        kind: 'warranty',
        orderId: 41_870,
        typeEquipment: 'bt',
        at: daysAgo(30),
        until: warrantyUntil(daysAgo(30)),
      },
      { kind: 'refused_recently', orderId: 41_870, typeEquipment: 'bt', at: daysAgo(3) },
    ]);
  });

  test('an open order in time is one, without lateness', () => {
    const [reason] = rankReasons({
      ...NOBODY,
      ordersTotal: 1,
      openOrder: order('assigned', minutesAgo(-60)),
    });
    expect(reason).toMatchObject({ kind: 'open_order', orderId: 48_213 });
    expect(reason).not.toHaveProperty('lateMinutes');
  });

  test('a refusal is remembered for 30 days', () => {
    expect(kinds({ ordersTotal: 1, refused: closed(daysAgo(30)) })).toEqual(['refused_recently']);
    expect(kinds({ ordersTotal: 1, refused: closed(daysAgo(30.01)) })).toEqual(['returning_client']);
  });

  test('who has none is returning or new, by earlier calls and orders', () => {
    expect(rankReasons({ ...NOBODY, earlierCalls: 4 })).toEqual([{ kind: 'returning_client', count: 4 }]);
    expect(rankReasons({ ...NOBODY, ordersTotal: 1 })).toEqual([{ kind: 'returning_client' }]);
    expect(kinds({})).toEqual(['new_client']);
  });

  test('a hidden number has none', () => {
    expect(kinds({ hasNumber: false })).toEqual([]);
  });
});
