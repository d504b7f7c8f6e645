import { createHash } from 'node:crypto';

/** Hash before the first row of the chain. */
export const ORIGIN: Buffer = Buffer.alloc(32);

/** A sealed row as the database keeps it: every column as its text, null where it has none. */
export interface ChainLink {
  readonly sealNo: number;
  readonly auditId: number;
  readonly hash: Buffer;
  /** The columns that are hashed, in the order of `audit_canonical`. */
  readonly columns: readonly (string | null)[];
}

/** A place of the chain as it was written down outside the database. */
export interface ChainHead {
  readonly sealNo: number;
  /** Hexadecimal. */
  readonly hash: string;
  /** ISO 8601. */
  readonly at: string;
}

export type ChainFaultKind = 'altered' | 'missing' | 'rewritten' | 'tail_cut';

/** The first thing that is wrong with the chain. */
export interface ChainFault {
  /**
   * `altered`: the row does not fit its hash; `missing`: there is no row of this number; `rewritten`: the row has another hash than was
   * written down outside; `tail_cut`: numbers that were written down outside are gone, this is the first of them.
   */
  readonly kind: ChainFaultKind;
  readonly sealNo: number;
  readonly auditId: number | null;
}

/** What SHA-256 goes over: each column with its length in bytes before it, so that no two rows have one form. */
export const canonicalRow = (columns: ChainLink['columns']): string =>
  columns.map((value) => (value === null ? '-' : `${String(Buffer.byteLength(value))}:${value}`)).join(',');

export const hashAfter = (previous: Buffer, columns: ChainLink['columns']): Buffer =>
  createHash('sha256').update(previous).update(canonicalRow(columns), 'utf8').digest();
