import { invalidField } from '../../platform/http/problem.js';

/** Place in a list of a person's own rows, newest first: the rows before this id follow. */
export const writeCursor = (id: number): string => Buffer.from(`own ${String(id)}`).toString('base64url');

/** @throws Problem `invalid_fields` for a cursor that is not of these lists. */
export function readCursor(cursor: string): number {
  const match = /^own (\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match || writeCursor(Number(match[1])) !== cursor) throw invalidField('cursor', 'invalid_value');
  return Number(match[1]);
}

export interface OwnPage {
  readonly page: number;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What a list reads: rows older than `beforeId`, or those of the page by number; one more than asked for tells whether more follow. */
export function toRange({ page, limit, cursor }: OwnPage): {
  beforeId: number | null;
  take: number;
  skip: number;
} {
  return {
    beforeId: cursor === undefined ? null : readCursor(cursor),
    take: limit + 1,
    skip: cursor === undefined ? (page - 1) * limit : 0,
  };
}

/** Rows without the one too many, and the cursor of what follows. */
export function toRows<T extends { readonly id: number }>(
  rows: readonly T[],
  limit: number,
): { rows: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last ? writeCursor(last.id) : null };
}
