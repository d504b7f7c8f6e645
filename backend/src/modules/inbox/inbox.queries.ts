import type { Sql } from '../../platform/db/database.js';
import type { InboxStatus } from './inbox.contract.js';

export interface InboxRow {
  readonly id: number;
  readonly provider: string;
  readonly path: string;
  readonly status: InboxStatus;
  readonly receivedAt: Date;
  readonly seen: number;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly lastError: string | null;
  readonly processedAt: Date | null;
  /** The first bytes in a list, all of them on a card. */
  readonly raw: Buffer;
  readonly bytes: number;
}

export interface InboxFilter {
  readonly organizationId: number;
  readonly status: InboxStatus | null;
  readonly provider: string | null;
}

export interface InboxPage {
  readonly limit: number;
  readonly offset: number;
  /** Rows older than this one; null for the newest. */
  readonly beforeId: number | null;
}

const PREVIEW_BYTES = 600;
const columns = (
  raw: string,
): string => `id, provider, path, status, received_at AS "receivedAt", seen, attempts,
  next_attempt_at AS "nextAttemptAt", last_error AS "lastError", processed_at AS "processedAt",
  ${raw} AS raw, octet_length(raw) AS bytes`;
const FILTER = `organization_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR provider = $3)`;

export const listEvents = (
  sql: Sql,
  { organizationId, status, provider }: InboxFilter,
  { limit, offset, beforeId }: InboxPage,
): Promise<InboxRow[]> =>
  sql.query<InboxRow>({
    text: `SELECT ${columns(`substr(raw, 1, ${String(PREVIEW_BYTES)})`)} FROM inbox_event
      WHERE ${FILTER} AND ($4::bigint IS NULL OR id < $4) ORDER BY id DESC LIMIT $5 OFFSET $6`,
    values: [organizationId, status, provider, beforeId, limit, offset],
  });

export async function countEvents(
  sql: Sql,
  { organizationId, status, provider }: InboxFilter,
): Promise<number> {
  const [row] = await sql.query<{ total: number }>({
    text: `SELECT count(*) AS total FROM inbox_event WHERE ${FILTER}`,
    values: [organizationId, status, provider],
  });
  return row?.total ?? 0;
}

export async function findEvent(sql: Sql, organizationId: number, id: number): Promise<InboxRow | null> {
  const [row] = await sql.query<InboxRow>({
    text: `SELECT ${columns('raw')} FROM inbox_event WHERE organization_id = $1 AND id = $2`,
    values: [organizationId, id],
  });
  return row ?? null;
}
