import { invalidField, type Problem } from '../../platform/http/problem.js';

export const CALL_SORTS = ['dateCreate', 'talkSeconds', 'waitSeconds'] as const;
export type CallSort = (typeof CALL_SORTS)[number];

export interface CallOrder {
  readonly by: CallSort;
  readonly order: 'asc' | 'desc';
}

/** The last row of a page: its value in the order of the list (milliseconds or seconds, null when it has none) and an id. */
export interface CallPosition {
  readonly key: number | null;
  readonly id: number;
}

/** A cursor holds for the list and order it was made in. It says nothing of a client: viewers get cursors too. */
export type CursorList = `${CallSort} ${'asc' | 'desc'}` | 'debts';

export const listOf = ({ by, order }: CallOrder): CursorList => `${by} ${order}`;

const MAX_KEY = 8_640_000_000_000_000;
const MAX_ID = 2_147_483_647;

/** Opaque text of a position. */
export const writeCursor = (list: CursorList, { key, id }: CallPosition): string =>
  Buffer.from(JSON.stringify([list, key, id])).toString('base64url');

/** @throws Problem `invalid_fields` for a cursor that is not ours or was made in another order. */
export function readCursor(cursor: string, list: CursorList): CallPosition {
  const [madeIn, key, id] = parse(cursor);
  if (madeIn !== list || !isWhole(id, MAX_ID)) throw invalidCursor();
  if (key === null && list.includes('Seconds')) return { key, id };
  if (!isWhole(key, list.includes('Seconds') ? MAX_ID : MAX_KEY)) throw invalidCursor();
  return { key, id };
}

const isWhole = (value: unknown, maximum: number): value is number =>
  Number.isSafeInteger(value) && Math.abs(value as number) <= maximum;

function parse(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts)) return parts as unknown[];
  } catch {
    // Falls through: whatever cannot be read is not a cursor of ours.
  }
  throw invalidCursor();
}

const invalidCursor = (): Problem => invalidField('cursor', 'invalid_value');
