import type { Sql } from '../../platform/db/database.js';
import type { ChainLink } from './chain.rules.js';

/** Every column as text, in the order of the SQL function `audit_canonical`. */
const COLUMNS = `ARRAY[seal_no::text, id::text, trunc(extract(epoch FROM at) * 1000)::bigint::text, organization_id::text,
    actor_account_id::text, actor_operator_id::text, api_key_id::text, session_id::text, ip, request_id, action, object_type,
    object_id, outcome, diff_fields::text]`;

export interface Place {
  readonly sealNo: number;
  readonly hash: Buffer;
}

/** Seals at most so many rows; how many it were, or -1 while another sealer is at work. */
export async function sealRows(sql: Sql, most: number): Promise<number> {
  const [row] = await sql.query<{ sealed: number }>({
    name: 'audit-seal',
    text: 'SELECT audit_seal($1::int) AS sealed',
    values: [most],
  });
  return row?.sealed ?? 0;
}

/** The newest sealed row; null before the first. */
export async function findHead(sql: Sql): Promise<Place | null> {
  const [row] = await sql.query<Place>({
    name: 'audit-head',
    text: `SELECT seal_no AS "sealNo", hash FROM audit WHERE seal_no IS NOT NULL ORDER BY seal_no DESC LIMIT 1`,
  });
  return row ?? null;
}

/** Hash of the row of a number; null when there is none. */
export async function findHash(sql: Sql, sealNo: number): Promise<Buffer | null> {
  const [row] = await sql.query<{ hash: Buffer }>({
    name: 'audit-hash',
    text: 'SELECT hash FROM audit WHERE seal_no = $1',
    values: [sealNo],
  });
  return row?.hash ?? null;
}

/** Sealed rows after a number, in order, at most so many. */
export const linksAfter = (sql: Sql, sealNo: number, limit: number): Promise<ChainLink[]> =>
  sql.query<ChainLink>({
    name: 'audit-links',
    text: `SELECT seal_no AS "sealNo", id AS "auditId", hash, ${COLUMNS} AS columns
      FROM audit WHERE seal_no > $1 ORDER BY seal_no LIMIT $2`,
    values: [sealNo, limit],
  });

export interface Unsealed {
  readonly unsealed: number;
  readonly oldestUnsealedAt: Date | null;
}

/** Rows that wait for their seal. */
export async function sumUnsealed(sql: Sql, organizationId: number): Promise<Unsealed> {
  const [row] = await sql.query<Unsealed>({
    text: `SELECT count(*) AS unsealed, min(at) AS "oldestUnsealedAt" FROM audit
      WHERE seal_no IS NULL AND organization_id = $1`,
    values: [organizationId],
  });
  return row ?? { unsealed: 0, oldestUnsealedAt: null };
}
