import type { Sql } from '../../platform/db/database.js';

/**
 * Where a reader stands. Rows become visible in the order of their transactions' ends, not of their ids; no row of a transaction below
 * `pg_snapshot_xmin` can appear any more, so reading up to it in the order (xid, id) misses nothing.
 */
export interface Position {
  /** 64-bit transaction id, as text. */
  readonly xid: string;
  readonly id: number;
}

export interface LiveEventRow extends Position {
  readonly organizationId: number;
  readonly type: string;
  readonly city: string | null;
  readonly operatorIds: number[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

export const LIVE_BATCH = 500;

/** Everything from now on stands after this position. */
export async function currentPosition(sql: Sql): Promise<Position> {
  const [row] = await sql.query<{ xid: string }>({
    name: 'live-position',
    text: 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid',
  });
  return { xid: row?.xid ?? '0', id: 0 };
}

/** The events after a position that can have no more predecessors, oldest first, at most {@link LIVE_BATCH}. */
export const eventsAfter = (sql: Sql, position: Position): Promise<LiveEventRow[]> =>
  sql.query<LiveEventRow>({
    name: 'live-after',
    text: `
      SELECT xid::text AS xid, id, organization_id AS "organizationId", type, city, operator_ids AS "operatorIds", data, at
      FROM live_event
      WHERE (xid, id) > ($1::text::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY xid, id LIMIT ${String(LIVE_BATCH)}`,
    values: [position.xid, position.id],
  });

/** True when events wait for a transaction that has not ended. */
export async function hasUnsettled(sql: Sql, position: Position): Promise<boolean> {
  const [row] = await sql.query<{ waits: boolean }>({
    name: 'live-unsettled',
    text: 'SELECT EXISTS (SELECT 1 FROM live_event WHERE (xid, id) > ($1::text::xid8, $2::bigint)) AS waits',
    values: [position.xid, position.id],
  });
  return row?.waits ?? false;
}

/** The events of one organisation after a position and up to another, for a client that was away. */
export const eventsBetween = (
  sql: Sql,
  organizationId: number,
  range: { from: Position; to: Position },
): Promise<LiveEventRow[]> =>
  sql.query<LiveEventRow>({
    name: 'live-between',
    text: `
      SELECT xid::text AS xid, id, organization_id AS "organizationId", type, city, operator_ids AS "operatorIds", data, at
      FROM live_event
      WHERE organization_id = $5 AND (xid, id) > ($1::text::xid8, $2::bigint) AND (xid, id) <= ($3::text::xid8, $4::bigint)
      ORDER BY xid, id LIMIT ${String(LIVE_BATCH)}`,
    values: [range.from.xid, range.from.id, range.to.xid, range.to.id, organizationId],
  });

/** Whether the event of this position is still kept: then nothing after it has been removed. */
export async function isKept(sql: Sql, position: Position): Promise<boolean> {
  const [row] = await sql.query<{ kept: boolean }>({
    name: 'live-kept',
    text: `SELECT NOT EXISTS (SELECT 1 FROM live_event)
               OR ($1::text::xid8, $2::bigint) >= (SELECT xid, id FROM live_event ORDER BY xid, id LIMIT 1) AS kept`,
    values: [position.xid, position.id],
  });
  return row?.kept ?? false;
}

/** Removes events older than 24 hours, but never the newest: it tells how far back a client may resume. Returns how many. */
export async function removeOld(sql: Sql): Promise<number> {
  const rows = await sql.query({
    text: `DELETE FROM live_event WHERE at < now() - interval '24 hours' AND id < (SELECT max(id) FROM live_event) RETURNING 1`,
  });
  return rows.length;
}

/**
 * Removes the events that name a number, or tell of a call or an order that bears the pseudonym. Whoever comes back for one of them is told
 * the rest of the news, and to reload, by the event that goes with this change.
 */
export async function removeEventsOfClient(
  sql: Sql,
  { organizationId, pattern, pseudonym }: { organizationId: number; pattern: string; pseudonym: string },
): Promise<void> {
  await sql.query({
    text: `DELETE FROM live_event WHERE organization_id = $1::int AND (data::text ~ $2
        OR (type LIKE 'call.%' AND data ->> 'id' IN
          (SELECT id::text FROM call WHERE organization_id = $1::int AND phone_client = $3))
        OR (type LIKE 'order.%' AND data ->> 'id' IN
          (SELECT id::text FROM "order" WHERE organization_id = $1::int AND phone = $3)))`,
    values: [organizationId, pattern, pseudonym],
  });
}
