import type { Sql } from '../../platform/db/database.js';
import { notify } from '../../platform/realtime/notification-bus.js';
import { digestOf, type ReceivedEvent } from './received-event.js';

/** An event taken for processing; its row stays locked until the transaction ends. */
export interface InboxEvent {
  readonly id: number;
  readonly organizationId: number;
  readonly provider: string;
  readonly path: string;
  readonly raw: Buffer;
  readonly receivedAt: Date;
  readonly attempts: number;
}

/** How often an event was delivered again after it had been stored. */
export interface Repeats {
  readonly organizationId: number;
  readonly digest: Buffer;
  count: number;
}

const INSERT = `
  WITH added AS (
    INSERT INTO inbox_event (organization_id, provider, path, dedup, raw, received_at)
    SELECT organization_id, provider, path, dedup, raw, coalesce(received_at, now())
    FROM unnest($1::int[], $2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::timestamptz[])
      AS r (organization_id, provider, path, dedup, raw, received_at)
    ON CONFLICT (organization_id, dedup) DO NOTHING
    RETURNING organization_id, dedup
  )
  SELECT organization_id AS "organizationId", dedup AS digest,
    (SELECT pg_notify('inbox', '')::text FROM added LIMIT 1) AS told
  FROM added`;

/**
 * Stores events once each by their digest, in one statement of its own transaction, and wakes the worker at commit. Returns the copies,
 * which are to be counted: the insert does not wait for rows that are being processed, a count would.
 */
export async function insertEvents(sql: Sql, events: readonly ReceivedEvent[]): Promise<Repeats[]> {
  const groups = groupByDigest(events);
  const added = await sql.query<{ organizationId: number; digest: Buffer }>({
    name: 'inbox-insert',
    text: INSERT,
    values: [
      groups.map(({ event }) => event.organizationId),
      groups.map(({ event }) => event.provider),
      groups.map(({ event }) => event.path),
      groups.map(({ digest }) => digest),
      groups.map(({ event }) => event.raw),
      groups.map(({ event }) => event.receivedAt?.toISOString() ?? null),
    ],
  });
  const isNew = new Set(added.map((row) => keyOf(row.organizationId, row.digest)));
  return groups
    .map(({ event, digest, count }) => ({
      organizationId: event.organizationId,
      digest,
      count: isNew.has(keyOf(event.organizationId, digest)) ? count - 1 : count,
    }))
    .filter(({ count }) => count > 0);
}

const keyOf = (organizationId: number, digest: Buffer): string =>
  `${String(organizationId)}:${digest.toString('latin1')}`;

// In the order of digests: two batches that share rows take them in the same order and cannot block each other.
function groupByDigest(events: readonly ReceivedEvent[]) {
  const groups = new Map<string, { event: ReceivedEvent; digest: Buffer; count: number }>();
  for (const event of events) {
    const digest = digestOf(event);
    const key = keyOf(event.organizationId, digest);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { event, digest, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()].sort((one, other) => one.digest.compare(other.digest));
}

/** Adds further deliveries to `seen`. */
export async function countRepeats(sql: Sql, repeats: readonly Repeats[]): Promise<void> {
  await sql.query({
    text: `UPDATE inbox_event e SET seen = e.seen + r.count
      FROM unnest($1::int[], $2::bytea[], $3::int[]) AS r (organization_id, dedup, count)
      WHERE e.organization_id = r.organization_id AND e.dedup = r.dedup`,
    values: [
      repeats.map(({ organizationId }) => organizationId),
      repeats.map(({ digest }) => digest),
      repeats.map(({ count }) => count),
    ],
  });
}

const EVENT_COLUMNS = `id, organization_id AS "organizationId", provider, path, raw, received_at AS "receivedAt", attempts`;
// Columns hold milliseconds, rounded: what has just been stored may seem to lie half a millisecond ahead.
// Of a suspended organisation events are kept and wait for it to be resumed.
const IS_DUE = `status IN ('pending', 'failed') AND next_attempt_at <= now() + interval '1 ms'
  AND organization_id <> ALL (ARRAY(SELECT id FROM organization WHERE suspended_at IS NOT NULL))`;

/** Takes the events that are due, the longest waiting first; what another worker holds is passed over. */
export const claimDue = (sql: Sql, limit: number): Promise<InboxEvent[]> =>
  sql.query<InboxEvent>({
    name: 'inbox-claim',
    text: `SELECT ${EVENT_COLUMNS} FROM inbox_event WHERE ${IS_DUE}
      ORDER BY next_attempt_at, id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    values: [limit],
  });

/** Takes one event if it is still due and free. */
export async function claimOne(sql: Sql, id: number): Promise<InboxEvent | null> {
  const [event] = await sql.query<InboxEvent>({
    name: 'inbox-claim-one',
    text: `SELECT ${EVENT_COLUMNS} FROM inbox_event WHERE id = $1 AND ${IS_DUE} FOR UPDATE SKIP LOCKED`,
    values: [id],
  });
  return event ?? null;
}

export const markProcessed = (sql: Sql, ids: readonly number[]): Promise<unknown> =>
  sql.query({
    name: 'inbox-processed',
    text: `UPDATE inbox_event SET status = 'processed', processed_at = now(), attempts = attempts + 1, last_error = NULL
      WHERE id = ANY ($1::bigint[])`,
    values: [ids],
  });

export interface Setback {
  readonly id: number;
  readonly status: 'failed' | 'dead';
  readonly reason: string;
  /** Pause before the next attempt; of no meaning for a dead event. */
  readonly pauseSeconds: number;
}

/** Notes a failed attempt: why, and when to try again, if ever. */
export const markSetbacks = (sql: Sql, setbacks: readonly Setback[]): Promise<unknown> =>
  sql.query({
    name: 'inbox-setbacks',
    text: `UPDATE inbox_event e SET status = r.status, attempts = e.attempts + 1, last_error = r.reason,
        next_attempt_at = now() + r.pause * interval '1 second'
      FROM unnest($1::bigint[], $2::text[], $3::text[], $4::int[]) AS r (id, status, reason, pause)
      WHERE e.id = r.id AND e.status IN ('pending', 'failed')`,
    values: [
      setbacks.map(({ id }) => id),
      setbacks.map(({ status }) => status),
      setbacks.map(({ reason }) => reason),
      setbacks.map(({ pauseSeconds }) => pauseSeconds),
    ],
  });

/** The status of an event of the organisation, which stays as it is until the transaction ends; null when there is none. */
export async function lockStatus(sql: Sql, organizationId: number, id: number): Promise<string | null> {
  const [row] = await sql.query<{ status: string }>({
    text: 'SELECT status FROM inbox_event WHERE organization_id = $1::int AND id = $2::bigint FOR UPDATE',
    values: [organizationId, id],
  });
  return row?.status ?? null;
}

export interface Requeue {
  readonly organizationId: number;
  /** One event, or all of a status. */
  readonly id: number | null;
  readonly status: 'dead' | 'failed' | null;
}

/** Gives events a fresh start, in which the attempts of the past do not count against them; returns how many. */
export async function requeue(sql: Sql, { organizationId, id, status }: Requeue): Promise<number> {
  const [row] = await sql.query<{ count: number }>({
    text: `WITH requeued AS (
        UPDATE inbox_event SET status = 'pending', attempts = 0, next_attempt_at = now(), processed_at = NULL
        WHERE organization_id = $1::int AND status <> 'pending' AND ($2::bigint IS NULL OR id = $2::bigint)
          AND ($3::text IS NULL OR status = $3::text)
        RETURNING 1
      ) SELECT count(*)::int AS count FROM requeued`,
    values: [organizationId, id, status],
  });
  await notify(sql, 'inbox', '');
  return row?.count ?? 0;
}
