import { invalidField } from '../../platform/http/problem.js';

/** The last row of a page in the order of the list. */
export interface AuditPosition {
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly id: number;
}

export const writeCursor = ({ at, id }: AuditPosition): string =>
  Buffer.from(JSON.stringify(['audit', at, id])).toString('base64url');

/** @throws Problem `invalid_fields` for a cursor that is not ours. */
export function readCursor(cursor: string): AuditPosition {
  const [list, at, id] = parse(cursor);
  if (list !== 'audit' || !isInstant(at) || !Number.isSafeInteger(id))
    throw invalidField('cursor', 'invalid_value');
  return { at, id: id as number };
}

const isInstant = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Math.abs(value as number) <= Date.UTC(9999, 0);

function parse(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? (parts as unknown[]) : [];
  } catch {
    return [];
  }
}
