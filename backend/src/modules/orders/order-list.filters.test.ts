import { expect, test } from 'vitest';
import { readSearch, toWhere } from './order-list.filters.js';

test.each([
  ['7', { kind: 'id', id: 7 }],
  ['№ 1234', { kind: 'id', id: 1234 }],
  ['#1234', { kind: 'id', id: 1234 }],
  ['1234', { kind: 'ending', text: '1234' }],
  ['123-45-67', { kind: 'ending', text: '1234567' }],
  ['9991234567', { kind: 'ending', text: '9991234567' }],
  ['8 (999) 123-45-67', { kind: 'phone', text: '+79991234567' }],
  ['79991234567', { kind: 'phone', text: '+79991234567' }],
  ['Ленина 5', { kind: 'text', text: 'Ленина 5' }],
  ['№ дом', { kind: 'text', text: '№ дом' }],
])('%s is read as %o', (text, expected) => {
  expect(readSearch(text)).toEqual(expected);
});

test('conditions become one text with numbered parameters in their order', () => {
  const values: unknown[] = ['first'];
  const where = toWhere(
    [
      { sql: 'a = ?', values: [1] },
      { sql: 'b IS NULL', values: [] },
      { sql: '(c > ? OR d = ?)', values: [2, 3] },
    ],
    values,
  );
  expect(where).toBe('a = $2 AND b IS NULL AND (c > $3 OR d = $4)');
  expect(values).toEqual(['first', 1, 2, 3]);
});
