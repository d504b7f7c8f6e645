import { describe, expect, it, vi, afterEach, beforeEach } from 'vitest';
import { createFormat } from './format';

const ru = createFormat({ language: 'ru', timeZone: 'Europe/Saratov' });
const en = createFormat({ language: 'en', timeZone: 'Europe/Saratov' });

/** No-break spaces written as plain ones, so that the cases below can be read. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, ' ');

describe('figures', () => {
  it.each([
    [ru.number(1284), '1 284'],
    [en.number(1284), '1,284'],
    [ru.percent(46.23), '46,2 %'],
    [en.percent(46.2), '46.2%'],
    [ru.percent(76), '76 %'],
    [ru.money(184650), '184 650 ₽'],
    [en.money(184650), '₽184,650'],
    [ru.money(1500.5), '1 500,50 ₽'],
    [ru.signed(-7), '−7'],
    [en.signed(-7), '−7'],
    [ru.signed(2.1), '+2,1'],
    [ru.orderNumber(48213), '48 213'],
    [en.orderNumber(1048213), '1 048 213'],
    [ru.orderNumber(213), '213'],
  ])('writes %s', (written, expected) => {
    expect(plain(written)).toBe(expected);
  });

  it('keeps figures together over line ends', () => {
    expect(ru.money(184650)).not.toContain(' ');
    expect(ru.phone('+79271154820')).not.toContain(' ');
    expect(ru.orderNumber(48213)).not.toContain(' ');
  });
});

describe('durations', () => {
  it.each([
    [0, '0:00'],
    [6.9, '0:06'],
    [228, '3:48'],
    [3599, '59:59'],
    [3828, '1:03:48'],
    [-5, '0:00'],
  ])('writes %d seconds as %s', (seconds, expected) => {
    expect(ru.duration(seconds)).toBe(expected);
  });
});

describe('phones', () => {
  it.each([
    ['+79271154820', '+7 927 115-48-20'],
    ['+7******4820', '+7 *** ***-48-20'],
    ['+4915112345678', '+4915112345678'],
    ['101', '101'],
  ])('writes %s as %s', (phone, expected) => {
    expect(plain(ru.phone(phone))).toBe(expected);
  });
});

describe('moments', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-11-20T20:30:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('takes today from the zone, not from the machine', () => {
    // 20:30 UTC on the 20th is already the 21st in Saratov.
    expect(ru.dateTime('2025-11-20T20:05:00Z')).toBe('сегодня 00:05');
    expect(createFormat({ language: 'ru', timeZone: 'Europe/Moscow' }).dateTime('2025-11-20T20:05:00Z')).toBe(
      'сегодня 23:05',
    );
    expect(ru.dateTime('2025-11-20T12:00:00Z')).toBe('вчера 16:00');
  });

  it('names the year only when it is another one', () => {
    expect(ru.day('2025-03-13')).toBe('13 марта');
    expect(en.day('2025-03-13')).toBe('13 Mar');
    expect(ru.day('2024-03-13')).toBe('13 марта 2024');
    expect(ru.dayRange('2025-11-01', '2025-11-20')).toBe('1–20 ноября');
    expect(plain(en.dayRange('2025-11-01', '2025-11-20'))).toBe('1–20 Nov');
    expect(plain(ru.dayRange('2024-12-20', '2025-01-10'))).toBe('20 декабря 2024 – 10 января 2025');
  });

  it('writes days and months in full', () => {
    expect(ru.dayLong('2025-11-20')).toBe('Четверг, 20 ноября');
    expect(ru.month('2025-11-01')).toBe('Ноябрь 2025');
    expect(en.month('2025-11-01')).toBe('November 2025');
    expect(ru.weekdays[0]).toBe('пн');
  });

  it('writes a meeting by whole hours where it can', () => {
    expect(ru.window('2025-11-21T12:00:00Z', '2025-11-21T14:00:00Z')).toBe('сегодня 16–18');
    expect(ru.window('2025-11-22T12:30:00Z', '2025-11-22T14:30:00Z')).toBe('завтра 16:30–18:30');
    expect(en.window('2025-11-21T12:00:00Z', '2025-11-21T14:00:00Z')).toBe('today 16–18');
  });
});
