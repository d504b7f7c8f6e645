import type { Sql } from '../../platform/db/database.js';

export interface AccountSummary {
  readonly id: number;
  readonly provider: string;
  readonly apiKeyTail: string;
  readonly lastEventAt: Date | null;
  readonly pending: number;
  readonly failed: number;
  readonly dead: number;
}

/** Accounts of an organisation; the counts are of all events of its provider. */
export const listAccounts = (sql: Sql, organizationId: number): Promise<AccountSummary[]> =>
  sql.query<AccountSummary>({
    text: `SELECT a.id, a.provider, right(a.api_key, 4) AS "apiKeyTail", a.last_event_at AS "lastEventAt",
        count(e.id) FILTER (WHERE e.status = 'pending') AS pending,
        count(e.id) FILTER (WHERE e.status = 'failed') AS failed,
        count(e.id) FILTER (WHERE e.status = 'dead') AS dead
      FROM telephony_account a
      LEFT JOIN inbox_event e ON e.organization_id = a.organization_id AND e.provider = a.provider
        AND e.status IN ('pending', 'failed', 'dead')
      WHERE a.organization_id = $1 GROUP BY a.id ORDER BY a.id`,
    values: [organizationId],
  });

export interface UnassignedNumber {
  readonly number: string;
  readonly calls: number;
  readonly lastCallAt: Date;
}

const UNASSIGNED = `FROM call c
  WHERE c.organization_id = $1 AND c.rk IS NULL AND c.phone_ats IS NOT NULL AND c.direction <> 'internal'
    AND NOT EXISTS (SELECT 1 FROM phone p WHERE p.organization_id = c.organization_id AND p.number = c.phone_ats)`;

export const listUnassigned = (
  sql: Sql,
  organizationId: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<UnassignedNumber[]> =>
  sql.query<UnassignedNumber>({
    text: `SELECT c.phone_ats AS number, count(*) AS calls, max(c.date_create) AS "lastCallAt" ${UNASSIGNED}
      GROUP BY c.phone_ats ORDER BY max(c.date_create) DESC, c.phone_ats LIMIT $2 OFFSET $3`,
    values: [organizationId, limit, offset],
  });

export async function countUnassigned(sql: Sql, organizationId: number): Promise<number> {
  const [row] = await sql.query<{ total: number }>({
    text: `SELECT count(DISTINCT c.phone_ats) AS total ${UNASSIGNED}`,
    values: [organizationId],
  });
  return row?.total ?? 0;
}
