import type { Sql } from '../../../platform/db/database.js';
import { notFound } from '../../../platform/http/problem.js';
import type { OrganizationView } from './all-organizations.contract.js';

const ROW = `
  SELECT g.id, g.name, g.timezone, g.created_at AS "createdAt", g.suspended_at AS "suspendedAt", g.version,
         (SELECT count(*)::int FROM callcentre_operator o WHERE o.organization_id = g.id AND o.status <> 'inactive') AS people
  FROM organization g`;
const FOUND = `($1::text IS NULL OR strpos(lower(g.name), lower($1)) > 0)`;

/** One page of organisations by name, and how many there are in all. */
export async function listOrganizations(
  sql: Sql,
  { search = null, page, limit }: { search?: string | null | undefined; page: number; limit: number },
): Promise<{ rows: OrganizationView[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    sql.query<OrganizationView>({
      text: `${ROW} WHERE ${FOUND} ORDER BY g.name, g.id LIMIT $2 OFFSET $3`,
      values: [search, limit, (page - 1) * limit],
    }),
    sql.query<{ total: number }>({
      text: `SELECT count(*)::int AS total FROM organization g WHERE ${FOUND}`,
      values: [search],
    }),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Also inside a transaction. @throws Problem `not_found`. */
export async function getOrganization(sql: Sql, organizationId: number): Promise<OrganizationView> {
  const [row] = await sql.query<OrganizationView>({
    text: `${ROW} WHERE g.id = $1`,
    values: [organizationId],
  });
  if (!row) throw notFound(`organization ${String(organizationId)}`);
  return row;
}
