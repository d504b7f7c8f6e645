import { describe, expect, it } from 'vitest';
import { buildCall } from '@/shared/testing';
import { belongsTo } from './belongs-to';
import { callsUrl } from './calls-url';
import type { CallFilters } from './calls-url';

const filters = (change: Partial<CallFilters> = {}): CallFilters => ({
  ...callsUrl.parse(new URLSearchParams()),
  ...change,
});
const belongs = (change: Partial<CallFilters>, call = buildCall()): boolean =>
  belongsTo(filters(change), call, 'Europe/Moscow');

describe('a call that comes while a list is open', () => {
  it('belongs to the list of all, unless it is between colleagues', () => {
    expect(belongs({})).toBe(true);
    expect(belongs({}, buildCall({ direction: 'internal' }))).toBe(false);
  });

  it.each([
    [{ quick: 'missed' }, { status: 'missed' }, true],
    [{ quick: 'missed' }, { status: 'answered' }, false],
    [{ quick: 'answered' }, { status: 'answered', direction: 'inbound' }, true],
    [{ quick: 'answered' }, { status: 'answered', direction: 'outbound' }, false],
    [{ quick: 'outbound' }, { direction: 'outbound' }, true],
    [{ quick: 'outbound' }, { direction: 'inbound' }, false],
    [{ quick: 'debts' }, { status: 'missed' }, false],
    [{ status: 'busy' }, { status: 'busy' }, true],
    [{ status: 'busy' }, { status: 'answered' }, false],
    [{ city: 'Омск' }, { city: 'Омск' }, true],
    [{ city: 'Омск' }, { city: null }, false],
    [{ rk: 'Сайт' }, { rk: 'Авито' }, false],
    [{ operatorId: 8 }, { operator: { id: 8, name: 'М' } }, true],
    [{ operatorId: 8 }, { operator: null }, false],
    [{ disposition: 'spam' }, { disposition: 'spam' }, true],
    [{ disposition: 'spam' }, { disposition: null }, false],
  ] as const)('%j and %j', (chosen, call, expected) => {
    expect(belongs(chosen, buildCall(call))).toBe(expected);
  });

  it('is of the hour only while the hour lasts', () => {
    expect(belongs({ quick: 'hour' }, buildCall({ dateCreate: new Date().toISOString() }))).toBe(true);
    expect(belongs({ quick: 'hour' })).toBe(false);
  });

  it('is of the day in the zone of the organisation', () => {
    // 00:30 of the 22nd in Moscow.
    const late = buildCall({ dateCreate: '2025-01-21T21:30:00Z' });
    expect(belongs({ from: '2025-01-22', to: '2025-01-22' }, late)).toBe(true);
    expect(belongs({ from: '2025-01-21', to: '2025-01-21' }, late)).toBe(false);
  });

  it('is found by the end of a number, not by letters', () => {
    expect(belongs({ search: '9066' })).toBe(true);
    expect(belongs({ search: '8 960 341-90-66' })).toBe(true);
    expect(belongs({ search: '1122' })).toBe(true);
    expect(belongs({ search: '0000' })).toBe(false);
    expect(belongs({ search: 'Нина' })).toBe(false);
  });
});
