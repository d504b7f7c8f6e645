import type { Sql } from '../platform/db/database.js';
import type { Span } from './day-shape.js';
import { presentOf, presentSince } from './presence.js';
import type { Staff } from './staff.js';

/** Clients who called in vain; who of them is still owed a call, the product's own rule decides. */
export async function findMissedClients(sql: Sql, organizationId: number): Promise<string[]> {
  const rows = await sql.query<{ phone: string }>({
    text: `SELECT DISTINCT phone_client AS phone FROM call
      WHERE organization_id = $1 AND status = 'missed' AND phone_client IS NOT NULL ORDER BY 1`,
    values: [organizationId],
  });
  return rows.map(({ phone }) => phone);
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
const FILLED = [
  ...['call', 'mango', 'recording', '"order"', 'order_history', 'order_call', 'work_status_log', 'debt'],
  ...[
    'call_day',
    'order_day',
    'call_delta',
    'order_delta',
    'phone',
    'master',
    'callcentre_operator',
    'user_account',
  ],
];

/** Folds all pending differences into the day totals and tells the planner what has changed. */
export async function foldTotals(sql: Sql): Promise<void> {
  for (const fold of ['call_day_fold', 'order_day_fold']) {
    for (;;) {
      const [row] = await sql.query<{ taken: number }>({ text: `SELECT ${fold}(${String(BATCH)}) AS taken` });
      if (!row || row.taken === 0) break;
    }
  }
  await sql.query({ text: `ANALYZE ${FILLED.join(', ')}` });
}
