import type { Sql } from '../../platform/db/database.js';
import { isErasedSql } from '../../platform/erased-phone.js';
import type { CallPosition } from './call-cursor.js';
import type { CallScope } from './call-filter.js';
import { CALL_ROW_COLUMNS, CALL_ROW_JOINS, toCallView, type CallRow } from './call-view.queries.js';
import type { Debt } from './calls.contract.js';

export interface DebtsQuery {
  readonly city?: string | undefined;
  /** A page by number begins after `offset` rows, one by cursor after this row. */
  readonly after: CallPosition | null;
  readonly offset: number;
  readonly limit: number;
}

/** `debt.cities` names the cities of the missed calls, none for calls without a city: those everybody sees. */
const REACHED = `d.organization_id = $1::int
    AND ($2::text[] IS NULL OR d.cities && $2::text[] OR d.cities = '{}')
    AND ($3::text IS NULL OR $3::text = ANY (d.cities))`;

/** How many clients are owed a call, in the scope and the city. */
export async function countDebts(sql: Sql, scope: CallScope, city: string | undefined): Promise<number> {
  const [row] = await sql.query<{ total: number }>({
    name: 'debts-count',
    text: `SELECT count(*) AS total FROM debt d WHERE ${REACHED}`,
    values: [scope.organizationId, scope.cities, city ?? null],
  });
  return row?.total ?? 0;
}

type DebtRow = CallRow & Omit<Debt, 'call' | 'clientName'> & { readonly lastCallId: number };

export interface PlacedDebt {
  readonly debt: Debt;
  readonly position: CallPosition;
}

// A client may have called several cities; the call shown is the latest missed one that this person sees.
const LIST = `
  WITH page AS (
    SELECT d.phone_client, d.first_missed_at, d.last_missed_at, d.tries, d.last_call_id FROM debt d
    WHERE ${REACHED} AND ($4::timestamptz IS NULL OR (d.first_missed_at, d.last_call_id) > ($4::timestamptz, $5::int))
    ORDER BY d.first_missed_at, d.last_call_id LIMIT $6::int OFFSET $7::int
  )
  SELECT page.tries, page.first_missed_at AS "firstMissedAt", page.last_missed_at AS "lastMissedAt",
    page.last_call_id AS "lastCallId", ${CALL_ROW_COLUMNS}
  FROM page
  CROSS JOIN LATERAL (
    SELECT m.id FROM call m
    WHERE m.organization_id = $1::int AND m.phone_client = page.phone_client AND m.status = 'missed'
      AND m.date_create >= page.first_missed_at AND ($2::text[] IS NULL OR m.city IS NULL OR m.city = ANY ($2::text[]))
    ORDER BY m.date_create DESC, m.id DESC LIMIT 1
  ) shown
  JOIN call c ON c.id = shown.id
  ${CALL_ROW_JOINS}
  ORDER BY page.first_missed_at, page.last_call_id`;

/** Debts, oldest first. */
export async function listDebts(sql: Sql, scope: CallScope, query: DebtsQuery): Promise<PlacedDebt[]> {
  const { after, offset, limit, city } = query;
  const rows = await sql.query<DebtRow>({
    name: 'debts-list',
    text: LIST,
    values: [
      scope.organizationId,
      scope.cities,
      city ?? null,
      after === null ? null : new Date(after.key ?? 0),
      after?.id ?? null,
      limit,
      after ? 0 : offset,
    ],
  });
  return rows.map((row) => ({
    debt: {
      phoneClient: row.phoneClient,
      clientName: row.clientName,
      tries: row.tries,
      firstMissedAt: row.firstMissedAt,
      lastMissedAt: row.lastMissedAt,
      call: toCallView(row),
    },
    position: { key: row.firstMissedAt.getTime(), id: row.lastCallId },
  }));
}

/** Waits for others who settle the same clients, so that the statement that follows sees what they did. */
const LOCK_CLIENTS = `
  SELECT pg_advisory_xact_lock(hashtext('debt'), hashtext($1::text || ':' || phone))::text
  FROM (SELECT DISTINCT value AS phone FROM jsonb_array_elements_text($2::text::jsonb) ORDER BY 1) clients`;

// A talk reaches until its end, so a second call that came while the client was on the line is no debt.
const RECOMPUTE = `
  WITH client AS (
    SELECT DISTINCT value AS phone FROM jsonb_array_elements_text($2::text::jsonb)
    -- Nobody can be called back whose number has been erased.
    WHERE NOT ${isErasedSql('value')}
  ), owed AS (
    SELECT client.phone, missed.*
    FROM client
    CROSS JOIN LATERAL (
      SELECT max(greatest(t.date_create, t.answered_at, t.ended_at)) AS at FROM call t
      WHERE t.organization_id = $1::int AND t.phone_client = client.phone AND t.status IN ('answered', 'in_progress')
    ) talk
    CROSS JOIN LATERAL (
      SELECT min(m.date_create) AS first_at, max(m.date_create) AS last_at, count(*)::int AS tries,
        (array_agg(m.id ORDER BY m.date_create DESC, m.id DESC))[1] AS last_id,
        coalesce(array_agg(DISTINCT m.city) FILTER (WHERE m.city IS NOT NULL), '{}') AS cities
      FROM call m
      WHERE m.organization_id = $1::int AND m.phone_client = client.phone AND m.direction = 'inbound' AND m.status = 'missed'
        AND (talk.at IS NULL OR m.date_create > talk.at)
    ) missed
  ), settled AS (
    DELETE FROM debt d USING owed
    WHERE d.organization_id = $1::int AND d.phone_client = owed.phone AND owed.tries = 0
  )
  INSERT INTO debt (organization_id, phone_client, first_missed_at, last_missed_at, tries, last_call_id, cities)
  SELECT $1::int, phone, first_at, last_at, tries, last_id, cities FROM owed WHERE tries > 0
  ON CONFLICT (organization_id, phone_client) DO UPDATE SET
    first_missed_at = excluded.first_missed_at, last_missed_at = excluded.last_missed_at, tries = excluded.tries,
    last_call_id = excluded.last_call_id, cities = excluded.cities`;

/**
 * Settles the debts of clients from their calls as they stand: who has missed inbound calls after his last talk in either direction is owed
 * a call, others are not. Call it in the transaction that changed the calls, once and last: it holds a lock on these clients until the end.
 */
export async function recomputeDebts(
  sql: Sql,
  organizationId: number,
  phones: readonly string[],
): Promise<void> {
  if (phones.length === 0) return;
  const values = [organizationId, JSON.stringify(phones)];
  await sql.query({ name: 'debts-lock', text: LOCK_CLIENTS, values });
  await sql.query({ name: 'debts-recompute', text: RECOMPUTE, values });
}
