import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayIn,
  daysBetween,
  endOfMonth,
  instantIn,
  isDay,
  monthGrid,
  toRange,
} from './days';

describe('days', () => {
  it('adds days over the ends of months and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(addDays('2025-03-01', -1)).toBe('2025-02-28');
  });

  it('adds months and stays within the shorter one', () => {
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
    expect(addMonths('2025-03-31', -1)).toBe('2025-02-28');
    expect(addMonths('2025-11-15', 2)).toBe('2026-01-15');
  });

  it('knows which days exist', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2025-02-29')).toBe(false);
    expect(isDay('2025-1-1')).toBe(false);
    expect(isDay("2025-01-01'")).toBe(false);
  });

  it('cuts the day in the named zone', () => {
    const instant = new Date('2025-01-20T21:30:00Z');
    expect(dayIn('Europe/Moscow', instant)).toBe('2025-01-21');
    expect(dayIn('UTC', instant)).toBe('2025-01-20');
  });

  it('draws a month as six weeks from Monday', () => {
    const grid = monthGrid('2025-11-20');
    expect(grid[0]?.[0]).toBe('2025-10-27');
    expect(grid.at(-1)?.at(-1)).toBe('2025-12-07');
    expect(endOfMonth('2025-11-20')).toBe('2025-11-30');
  });

  it('puts the two ends of a range in order', () => {
    expect(toRange('2025-11-20', '2025-11-01')).toEqual({ from: '2025-11-01', to: '2025-11-20' });
    expect(daysBetween('2025-11-01', '2025-11-20')).toBe(19);
  });
});

describe('an instant of a zone', () => {
  it.each([
    ['Europe/Saratov', '2025-01-21', '20:00', '2025-01-21T16:00:00.000Z'],
    ['Asia/Omsk', '2025-01-21', '02:30', '2025-01-20T20:30:00.000Z'],
    ['Europe/Berlin', '2025-03-30', '08:00', '2025-03-30T06:00:00.000Z'],
    ['America/New_York', '2025-11-02', '00:30', '2025-11-02T04:30:00.000Z'],
    ['UTC', '2025-01-21', '10:00', '2025-01-21T10:00:00.000Z'],
  ])('in %s on %s at %s is %s', (zone, day, time, instant) => {
    expect(instantIn(zone, day, time)).toBe(instant);
  });
});
