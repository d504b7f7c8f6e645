import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, startOfDay } from '../../platform/time.js';
import { splitRange, type InstantRange } from './day-range.js';

const at = (text: string): Date => new Date(text);
const HOUR = 3_600_000;
const isIn = ({ from, to }: InstantRange, probe: Date): boolean =>
  (!from || probe >= from) && (!to || probe < to);
const lengthOf = ({ from, to }: InstantRange): number => Number(to) - Number(from);
const ZONES = ['Europe/Moscow', 'Asia/Omsk', 'America/New_York', 'Pacific/Chatham', 'UTC'];

describe('a range of instants', () => {
  test('of whole days has no edges', () => {
    const split = splitRange(
      { from: at('2026-03-09T21:00:00Z'), to: at('2026-03-11T21:00:00Z') },
      'Europe/Moscow',
    );
    expect(split).toMatchObject({ firstDay: '2026-03-10', lastDay: '2026-03-11', edges: [] });
  });

  test('that sticks out of whole days leaves what sticks out', () => {
    const from = at('2026-03-09T20:00:00Z');
    const to = at('2026-03-11T22:30:00Z');
    expect(splitRange({ from, to }, 'Europe/Moscow')).toMatchObject({
      firstDay: '2026-03-10',
      lastDay: '2026-03-11',
      edges: [
        { from, to: at('2026-03-09T21:00:00Z') },
        { from: at('2026-03-11T21:00:00Z'), to },
      ],
    });
  });

  test('without a whole day is none of days', () => {
    expect(
      splitRange({ from: at('2026-03-10T08:00:00Z'), to: at('2026-03-10T20:00:00Z') }, 'Europe/Moscow'),
    ).toBeNull();
    expect(
      splitRange({ from: at('2026-03-10T08:00:00Z'), to: at('2026-03-11T20:00:00Z') }, 'Europe/Moscow'),
    ).toBeNull();
  });

  test('may be open at either end', () => {
    expect(splitRange({ from: null, to: null }, 'UTC')).toEqual({
      firstDay: null,
      lastDay: null,
      inner: { from: null, to: null },
      edges: [],
    });
    expect(splitRange({ from: null, to: at('2026-03-10T01:00:00Z') }, 'UTC')).toMatchObject({
      firstDay: null,
      lastDay: '2026-03-09',
    });
    expect(splitRange({ from: at('2026-03-10T01:00:00Z'), to: null }, 'UTC')).toMatchObject({
      firstDay: '2026-03-11',
      lastDay: null,
    });
  });

  test('and its pieces cover the same instants, each once, in any zone and over changes of the clock', () => {
    const instant = fc.date({
      min: at('2026-02-20T00:00:00Z'),
      max: at('2026-04-10T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, instant, instant, fc.constantFrom(...ZONES), (a, b, probe, zone) => {
        const range: InstantRange = a < b ? { from: a, to: b } : { from: b, to: new Date(a.getTime() + 1) };
        const split = splitRange(range, zone);
        if (!split) return;
        const pieces = [split.inner, ...split.edges].filter((piece) => isIn(piece, probe)).length;
        expect(pieces).toBe(isIn(range, probe) ? 1 : 0);
        const day = dayOf(probe, zone);
        const isInDays = day >= (split.firstDay ?? '') && day <= (split.lastDay ?? '9999');
        expect(isInDays).toBe(isIn(split.inner, probe));
        for (const edge of split.edges) expect(lengthOf(edge)).toBeLessThanOrEqual(25 * HOUR);
        expect(split.inner.from).toEqual(startOfDay(split.firstDay ?? '', zone));
      }),
      { numRuns: 300 },
    );
  });
});
