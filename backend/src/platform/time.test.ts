import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayOf,
  daysBetween,
  eachDay,
  instantAt,
  isDay,
  isTimeZone,
  startOfDay,
  wallClock,
} from './time.js';

const ZONES = ['Europe/Moscow', 'Asia/Omsk', 'Europe/Saratov', 'America/New_York', 'Asia/Kathmandu', 'UTC'];

describe('days and zones', () => {
  test('a day is cut where its zone says', () => {
    expect(dayOf(new Date('2026-03-01T20:59:59Z'), 'Europe/Moscow')).toBe('2026-03-01');
    expect(dayOf(new Date('2026-03-01T21:00:00Z'), 'Europe/Moscow')).toBe('2026-03-02');
    expect(startOfDay('2026-03-02', 'Asia/Omsk').toISOString()).toBe('2026-03-01T18:00:00.000Z');
  });

  test('a time that a clock change skips is the one after the gap', () => {
    const skipped = instantAt('2026-03-08', { hour: 2, minute: 30 }, 'America/New_York');
    expect(wallClock(skipped, 'America/New_York')).toMatchObject({ day: '2026-03-08', hour: 3, minute: 30 });
  });

  test('the instant of a wall clock shows that wall clock', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 5, max: 23 }),
        fc.constantFrom(0, 30),
        (zone, offset, hour, minute) => {
          const day = addDays('1990-01-01', offset);
          expect(wallClock(instantAt(day, { hour, minute }, zone), zone)).toMatchObject({
            day,
            hour,
            minute,
          });
        },
      ),
    );
  });

  test('days are counted both ways', () => {
    expect(eachDay('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(eachDay('2026-03-02', '2026-03-01')).toEqual([]);
    expect(daysBetween('2026-03-01', '2026-02-27')).toBe(-2);
  });

  test('days and zones that do not exist are none', () => {
    for (const day of ['2026-02-29', '2026-13-01', '26-01-01', '1969-12-31', '2200-01-01', '2026-1-1'])
      expect(isDay(day)).toBe(false);
    expect(isDay('2024-02-29')).toBe(true);
    for (const zone of ['Mars/Base', '', '../etc', 'x'.repeat(100)]) expect(isTimeZone(zone)).toBe(false);
    expect(isTimeZone('Europe/Saratov')).toBe(true);
  });
});
