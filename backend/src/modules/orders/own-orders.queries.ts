import type { Sql } from '../../platform/db/database.js';

/** How many orders bear a person’s name. */
export async function countOrdersOf(
  sql: Sql,
  { organizationId, operatorId }: { organizationId: number; operatorId: number },
): Promise<number> {
  const [row] = await sql.query<{ count: number }>({
    text: `SELECT count(*) AS count FROM "order" WHERE organization_id = $1 AND operator_name_id = $2 AND deleted_at IS NULL`,
    values: [organizationId, operatorId],
  });
  return row?.count ?? 0;
}
