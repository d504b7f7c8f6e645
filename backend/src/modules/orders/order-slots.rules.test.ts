import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseSeat, isOnGrid, meetingMisfit, nearestFree, slotStarts } from './order-slots.rules.js';

const OMSK = 'Asia/Omsk';
const at = (text: string): Date => new Date(text);

describe('the grid', () => {
  test("a day has 25 half-hours from 10:00 to 22:00 of the city's time", () => {
    const starts = slotStarts('2026-03-01', OMSK);
    expect(starts).toHaveLength(25);
    expect(starts[0]).toEqual({ time: '10:00', startsAt: at('2026-03-01T04:00:00Z') });
    expect(starts[1]).toEqual({ time: '10:30', startsAt: at('2026-03-01T04:30:00Z') });
    expect(starts.at(-1)).toEqual({ time: '22:00', startsAt: at('2026-03-01T16:00:00Z') });
  });

  test.each([
    ['2026-03-01T04:00:00Z', true],
    ['2026-03-01T16:00:00Z', true],
    ['2026-03-01T16:30:00Z', false],
    ['2026-03-01T03:30:00Z', false],
    ['2026-03-01T04:15:00Z', false],
    ['2026-03-01T04:00:01Z', false],
    ['2026-03-01T04:00:00.001Z', false],
    ['2026-03-01T07:00:00Z', true],
  ])('%s in Omsk is on it: %s', (instant, expected) => {
    expect(isOnGrid(at(instant), OMSK)).toBe(expected);
  });

  test('a meeting off the grid is told before one in the past, and the past counts only when it is moved', () => {
    const now = at('2026-03-02T00:00:00Z');
    const past = at('2026-03-01T04:00:00Z');
    expect(meetingMisfit(at('2026-03-01T04:10:00Z'), { timeZone: OMSK, now, moved: true })).toBe(
      'not_on_grid',
    );
    expect(meetingMisfit(past, { timeZone: OMSK, now, moved: true })).toBe('in_past');
    expect(meetingMisfit(past, { timeZone: OMSK, now, moved: false })).toBeNull();
    expect(meetingMisfit(past, { timeZone: OMSK, now: past, moved: true })).toBeNull();
  });
});

describe('seats', () => {
  test('the lowest free seat is taken, none beyond the capacity unless forced', () => {
    expect(chooseSeat([1, 3], { capacity: 3, force: false })).toEqual({ slotPlace: 2, isOverbooked: false });
    expect(chooseSeat([1, 2, 3], { capacity: 3, force: false })).toBeNull();
    expect(chooseSeat([1, 2, 3], { capacity: 3, force: true })).toEqual({ slotPlace: 4, isOverbooked: true });
  });

  test('an overbooked order counts like any other, so a seat that another gave up stays empty', () => {
    expect(chooseSeat([1, 2, 4], { capacity: 3, force: false })).toBeNull();
    expect(chooseSeat([1, 2, 4], { capacity: 3, force: true })).toEqual({ slotPlace: 5, isOverbooked: true });
  });

  test('no two orders ever get one seat, and nobody is over the capacity unmarked', () => {
    const bookings = fc.record({
      capacity: fc.integer({ min: 0, max: 5 }),
      forces: fc.array(fc.boolean(), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(bookings, ({ capacity, forces }) => {
        const taken: number[] = [];
        for (const force of forces) {
          const seat = chooseSeat(taken, { capacity, force });
          expect(seat === null).toBe(!force && taken.length >= capacity);
          if (!seat) continue;
          expect(taken).not.toContain(seat.slotPlace);
          expect(seat.isOverbooked).toBe(seat.slotPlace > capacity);
          taken.push(seat.slotPlace);
        }
      }),
    );
  });
});

describe('the nearest free starts', () => {
  const wanted = at('2026-03-01T08:00:00Z');
  const full = (...instants: string[]): Map<number, number> =>
    new Map(instants.map((text) => [at(text).getTime(), 3]));
  const nearest = (bookedAt: ReadonlyMap<number, number>, now = at('2026-02-01T00:00:00Z')): string[] =>
    nearestFree({ wanted, now, timeZone: OMSK, capacity: 3, bookedAt }).map((start) => start.toISOString());

  test('the nearest come first, the earlier of two before the later', () => {
    expect(nearest(full('2026-03-01T08:00:00Z', '2026-03-01T07:30:00Z'))).toEqual([
      '2026-03-01T08:30:00.000Z',
      '2026-03-01T07:00:00.000Z',
      '2026-03-01T09:00:00.000Z',
    ]);
  });

  test('nothing that has passed is offered', () => {
    const found = nearest(full('2026-03-01T08:00:00Z'), at('2026-03-01T07:45:00Z'));
    expect(found[0]).toBe('2026-03-01T08:30:00.000Z');
    expect(found).not.toContain('2026-03-01T07:30:00.000Z');
  });

  test('a full day leads to the next', () => {
    const day = slotStarts('2026-03-01', OMSK).map(({ startsAt }) => startsAt.toISOString());
    expect(nearest(full(...day))[0]).toBe('2026-03-02T04:00:00.000Z');
  });

  test('a city without places has none to offer', () => {
    expect(nearestFree({ wanted, now: wanted, timeZone: OMSK, capacity: 0, bookedAt: new Map() })).toEqual(
      [],
    );
  });
});
