import { describe, expect, it } from 'vitest';
import { buildCall } from '@/shared/testing';
import { toRows } from './group-calls';

const closed = new Set<number>();
const noDebts = new Map<string, never>();
const nina = (id: number) => buildCall({ id });
const pavel = (id: number) => buildCall({ id, phoneClient: '+79172026451' });
const hidden = (id: number) => buildCall({ id, phoneClient: null });

describe('the rows of the list', () => {
  it('has a client once, where his latest call stands', () => {
    const rows = toRows([nina(5), pavel(4), nina(3)], { grouped: true, openIds: closed, debts: noDebts });
    expect(rows.map(({ call, moreCount }) => [call.id, moreCount])).toEqual([
      [5, 1],
      [4, 0],
    ]);
  });

  it('shows the other calls of an open group under its head', () => {
    const rows = toRows([nina(5), pavel(4), nina(3)], {
      grouped: true,
      openIds: new Set([5]),
      debts: noDebts,
    });
    expect(rows.map(({ call, isSub }) => [call.id, isSub])).toEqual([
      [5, false],
      [3, true],
      [4, false],
    ]);
  });

  it('never takes two hidden numbers for one client', () => {
    const rows = toRows([hidden(2), hidden(1)], { grouped: true, openIds: closed, debts: noDebts });
    expect(rows).toHaveLength(2);
  });

  it('keeps every call in a row of its own when asked to', () => {
    const rows = toRows([nina(5), nina(3)], { grouped: false, openIds: closed, debts: noDebts });
    expect(rows.map(({ moreCount }) => moreCount)).toEqual([0, 0]);
  });

  it('marks the latest call of a debt and no earlier one', () => {
    const [latest, earlier] = [nina(5), nina(3)];
    const debt = {
      phoneClient: '+79603419066',
      clientName: null,
      tries: 2,
      firstMissedAt: earlier.dateCreate,
      lastMissedAt: latest.dateCreate,
      call: latest,
    };
    const debts = new Map([[debt.phoneClient, debt]]);
    const rows = toRows([latest, earlier], { grouped: false, openIds: closed, debts });
    expect(rows.map((row) => row.debt)).toEqual([debt, null]);
  });
});
