import type { Sql } from '../platform/db/database.js';

/**
 * How far the demo of an organisation is:
 * - `empty`: nothing but what a fresh start makes; `done`: all there; `broken_off`: begun and not finished;
 * - `occupied`: it has calls or orders that no demo made, and must be left alone.
 */
export type SeedState = 'empty' | 'done' | 'broken_off' | 'occupied';

const BEGUN = 'demo.begin';
const DONE = 'demo.done';

export interface Ground {
  readonly organizationId: number;
  readonly state: SeedState;
}

/** The organisation in which the demo plays: the first one. Null when there is none. */
export async function findGround(sql: Sql): Promise<Ground | null> {
  const [row] = await sql.query<{ id: number; begun: boolean; done: boolean; occupied: boolean }>({
    text: `SELECT o.id,
        EXISTS (SELECT 1 FROM audit a WHERE a.organization_id = o.id AND a.object_type = 'organization' AND a.action = $1) AS begun,
        EXISTS (SELECT 1 FROM audit a WHERE a.organization_id = o.id AND a.object_type = 'organization' AND a.action = $2) AS done,
        EXISTS (SELECT 1 FROM call c WHERE c.organization_id = o.id)
          OR EXISTS (SELECT 1 FROM "order" d WHERE d.organization_id = o.id) AS occupied
      FROM organization o ORDER BY o.id LIMIT 1`,
    values: [BEGUN, DONE],
  });
  return row ? { organizationId: row.id, state: stateOf(row) } : null;
}

function stateOf({ begun, done, occupied }: { begun: boolean; done: boolean; occupied: boolean }): SeedState {
  if (done) return 'done';
  if (begun) return 'broken_off';
  return occupied ? 'occupied' : 'empty';
}

const mark = async (sql: Sql, organizationId: number, action: string): Promise<void> => {
  await sql.query({
    text: `INSERT INTO audit (organization_id, action, object_type, object_id) VALUES ($1, $2, 'organization', $3)`,
    values: [organizationId, action, String(organizationId)],
  });
};
export const markBegun = (sql: Sql, organizationId: number): Promise<void> =>
  mark(sql, organizationId, BEGUN);
export const markDone = (sql: Sql, organizationId: number): Promise<void> => mark(sql, organizationId, DONE);

/** Logins that only the demo makes. */
const DEMO_LOGIN = '^(operator([1-9]|1[0-2])|master[1-4]|manager|viewer)$';

/** Removes what a demo that broke off has left. Only for organisations that are the demo's. */
export async function clearDemo(sql: Sql, organizationId: number): Promise<void> {
  const inOrganization = [
    'order_call',
    'order_history',
    '"order"',
    'recording',
    'mango',
    'debt',
    'call',
    'work_status_log',
    'master_city',
    'master',
    'phone',
  ];
  for (const table of inOrganization) {
    await sql.query({ text: `DELETE FROM ${table} WHERE organization_id = $1`, values: [organizationId] });
  }
  for (const table of ['call_delta', 'call_day', 'order_delta', 'order_day']) {
    await sql.query({ text: `DELETE FROM ${table} WHERE organization_id = $1`, values: [organizationId] });
  }
  await sql.query({
    text: `WITH gone AS (
        DELETE FROM callcentre_operator o USING user_account a
        WHERE a.id = o.user_account_id AND o.organization_id = $1 AND a.login ~ $2 RETURNING o.user_account_id
      )
      DELETE FROM user_account WHERE id IN (SELECT user_account_id FROM gone)`,
    values: [organizationId, DEMO_LOGIN],
  });
}
