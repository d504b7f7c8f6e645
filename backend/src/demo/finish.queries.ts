import type { Sql } from '../platform/db/database.js';
import type { Span } from './day-shape.js';
import { presentOf, presentSince } from './presence.js';
import type { Staff } from './staff.js';

/** Clients who missed us and whom nobody has talked to since. */
export async function insertDebts(sql: Sql, organizationId: number): Promise<void> {
  await sql.query({
    text: `INSERT INTO debt (organization_id, phone_client, first_missed_at, last_missed_at, tries, last_call_id, cities)
      SELECT c.organization_id, c.phone_client, min(c.date_create), max(c.date_create), count(*),
        (array_agg(c.id ORDER BY c.date_create DESC, c.id DESC))[1],
        coalesce(array_agg(DISTINCT c.city) FILTER (WHERE c.city IS NOT NULL), '{}')
      FROM call c
      WHERE c.organization_id = $1 AND c.status = 'missed' AND c.phone_client IS NOT NULL
        AND NOT EXISTS (
          SELECT 1 FROM call t
          WHERE t.organization_id = c.organization_id AND t.phone_client = c.phone_client AND t.status = 'answered'
            AND (t.date_create, t.id) > (c.date_create, c.id))
      GROUP BY c.organization_id, c.phone_client`,
    values: [organizationId],
  });
}

/** What everybody does at this moment, as the log of presence has it. */
export async function setPresence(sql: Sql, { staff, span }: { staff: Staff; span: Span }): Promise<void> {
  const present = staff.operators.map(({ id }, index) => ({ id, status: presentOf(index) }));
  await sql.query({
    text: `UPDATE callcentre_operator o SET status_work = r.status, status_work_since = $2::timestamptz
      FROM jsonb_to_recordset($1::jsonb) AS r (id int, status text) WHERE o.id = r.id`,
    values: [JSON.stringify(present), presentSince(span).toISOString()],
  });
}

const BATCH = 5000;

/** Folds all pending differences into the day totals and tells the planner what has changed. */
export async function foldTotals(sql: Sql): Promise<void> {
  for (const fold of ['call_day_fold', 'order_day_fold']) {
    for (;;) {
      const [row] = await sql.query<{ taken: number }>({ text: `SELECT ${fold}(${String(BATCH)}) AS taken` });
      if (!row || row.taken === 0) break;
    }
  }
  await sql.query({ text: 'ANALYZE' });
}
