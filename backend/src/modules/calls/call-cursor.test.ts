import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../platform/http/problem.js';
import { listOf, readCursor, writeCursor, type CursorList } from './call-cursor.js';

const LISTS: CursorList[] = [
  'dateCreate desc',
  'dateCreate asc',
  'talkSeconds desc',
  'waitSeconds asc',
  'debts',
];

function failureOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
}

describe('a cursor', () => {
  test('reads back as the position it was made of, in its own list alone', () => {
    const position = fc.record({
      key: fc.integer({ min: 0, max: 2_147_483_647 }),
      id: fc.integer({ min: 1, max: 2_147_483_647 }),
    });
    fc.assert(
      fc.property(position, fc.constantFrom(...LISTS), fc.constantFrom(...LISTS), (place, made, used) => {
        const cursor = writeCursor(made, place);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]{1,200}$/);
        if (made === used) expect(readCursor(cursor, used)).toEqual(place);
        else expect(failureOf(() => readCursor(cursor, used))).toBeInstanceOf(Problem);
      }),
    );
  });

  test('of a call without talk or wait has no value', () => {
    const place = { key: null, id: 7 };
    expect(readCursor(writeCursor('talkSeconds desc', place), 'talkSeconds desc')).toEqual(place);
    expect(
      failureOf(() => readCursor(writeCursor('dateCreate desc', place), 'dateCreate desc')),
    ).toBeInstanceOf(Problem);
  });

  test('of anybody else’s making is refused as a field, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.base64String(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (text) => {
          expect(
            failureOf(() => readCursor(text, listOf({ by: 'dateCreate', order: 'desc' }))),
          ).toMatchObject({
            code: 'invalid_fields',
            errors: [{ field: 'cursor', code: 'invalid_value' }],
          });
        },
      ),
    );
  });
});
