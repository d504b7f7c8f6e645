import { describe, expect, test } from 'vitest';
import { allowedNext, effectsOfStep, judgeStep, type Party } from './order-status.rules.js';
import { ORDER_STATUSES, type OrderStatus } from './order-values.js';

/** The table of `domain.md` C2.2, written down once more: M its master, O operator, A manager or admin. */
const MATRIX: Readonly<Record<OrderStatus, Readonly<Partial<Record<OrderStatus, string>>>>> = {
  new: { assigned: 'MA', refused: 'OA', not_an_order: 'OA' },
  assigned: { on_the_way: 'MA', in_progress: 'A', refused: 'OA', not_an_order: 'OA', new: 'MOA' },
  on_the_way: { assigned: 'A', in_progress: 'MA', refused: 'MA', not_an_order: 'A', new: 'A' },
  in_progress: { workshop: 'MA', completed: 'MA', refused: 'MA', not_an_order: 'A' },
  workshop: { completed: 'MA', refused: 'MA', not_an_order: 'A' },
  completed: { refused: 'A', not_an_order: 'A' },
  refused: { completed: 'A', not_an_order: 'A', new: 'A' },
  not_an_order: { completed: 'A', refused: 'A', new: 'A' },
};
const PARTIES: readonly (readonly [Party, string])[] = [
  ['master', 'M'],
  ['operator', 'O'],
  ['manager', 'A'],
];
const PAIRS = ORDER_STATUSES.flatMap((from) => ORDER_STATUSES.map((to) => [from, to] as const));
const now = new Date('2026-03-01T09:00:00Z');
const earlier = new Date('2026-02-01T09:00:00Z');

describe('who may lead an order where', () => {
  test.each(PAIRS)('%s → %s', (from, to) => {
    const cell = MATRIX[from][to];
    for (const [party, letter] of PARTIES) {
      const expected = cell === undefined ? 'illegal' : cell.includes(letter) ? 'allowed' : 'forbidden';
      expect(judgeStep(party, from, to), party).toBe(expected);
    }
    expect(judgeStep(null, from, to)).toBe(cell === undefined ? 'illegal' : 'forbidden');
  });

  test('a step that needs a master is not offered without one', () => {
    expect(allowedNext('manager', { statusOrder: 'new', masterId: null })).toEqual([
      'refused',
      'not_an_order',
    ]);
    expect(allowedNext('manager', { statusOrder: 'new', masterId: 5 })).toContain('assigned');
    expect(allowedNext('manager', { statusOrder: 'refused', masterId: null })).toEqual([
      'new',
      'not_an_order',
    ]);
  });
});

describe('what a step changes besides', () => {
  const step = (
    statusOrder: OrderStatus,
    closingData: Date | null,
    to: OrderStatus,
    party: Party = 'manager',
  ) => effectsOfStep({ statusOrder, closingData }, { to, party, reason: 'why', now });

  test('closing is dated once and survives a correction among final statuses', () => {
    expect(step('in_progress', null, 'completed')).toMatchObject({ closingData: now, reason: null });
    expect(step('completed', earlier, 'refused')).toMatchObject({ closingData: earlier, reason: 'why' });
  });

  test('reopening clears the closing date, the reason and the money', () => {
    expect(step('refused', earlier, 'new')).toMatchObject({
      closingData: null,
      reason: null,
      result: null,
      expenditure: null,
      clean: null,
      masterChange: null,
    });
    expect(step('assigned', null, 'on_the_way')).not.toHaveProperty('result');
  });

  test('a decline clears the master, a manager who takes the order back does not', () => {
    expect(step('assigned', null, 'new', 'master')).toMatchObject({ masterId: null });
    expect(step('assigned', null, 'new', 'manager')).not.toHaveProperty('masterId');
  });
});
