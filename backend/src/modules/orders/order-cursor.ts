import { invalidField } from '../../platform/http/problem.js';
import type { Stretch } from './order-list.sorts.js';
import type { OrderRow } from './order-values.js';

/** Where a page ended: the stretch and the sort keys of its last row, instants as milliseconds. */
export interface CursorPosition {
  readonly holds: Stretch['holds'];
  readonly keys: readonly number[];
}

/** The cursor after a row. It names its sort, so that one of another list is refused. */
export function writeCursor(sort: string, stretch: Stretch, row: OrderRow): string {
  const keys = stretch.keys.map(({ of }) => Number(of(row)));
  return Buffer.from(JSON.stringify([sort, stretch.holds, ...keys])).toString('base64url');
}

/** @throws Problem 422 on `cursor` when it is none of this sort. */
export function readCursor(sort: string, stretches: readonly Stretch[], text: string): CursorPosition {
  const [ofSort, holds, ...keys] = parse(text);
  const stretch = stretches.find((candidate) => candidate.holds === holds);
  const fits =
    ofSort === sort && keys.length === stretch?.keys.length && keys.every((key) => Number.isSafeInteger(key));
  if (!stretch || !fits) throw invalidField('cursor', 'invalid_value');
  const numbers = keys as number[];
  const isPlausible = stretch.keys.every(
    ({ type }, index) => Math.abs(numbers[index] ?? 0) <= (type === 'int' ? 2_147_483_647 : 8e12),
  );
  if (!isPlausible) throw invalidField('cursor', 'invalid_value');
  return { holds: stretch.holds, keys: numbers };
}

function parse(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(value) ? (value as unknown[]) : [];
  } catch {
    return [];
  }
}
