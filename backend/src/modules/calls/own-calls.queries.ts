import type { Sql } from '../../platform/db/database.js';

/** How many calls bear a person’s name. */
export async function countCallsOf(
  sql: Sql,
  { organizationId, operatorId }: { organizationId: number; operatorId: number },
): Promise<number> {
  const [row] = await sql.query<{ count: number }>({
    text: `SELECT count(*) AS count FROM call WHERE organization_id = $1 AND operator_id = $2`,
    values: [organizationId, operatorId],
  });
  return row?.count ?? 0;
}
