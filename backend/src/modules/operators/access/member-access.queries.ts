import type { Sql } from '../../../platform/db/database.js';

/**
 * Whether an account serves more than this employment: another organisation employs it too, or it looks after the whole installation.
 * What concerns the account itself is then not for one organisation to change.
 */
export async function servesElsewhere(
  sql: Sql,
  { accountId, organizationId }: { accountId: number; organizationId: number },
): Promise<boolean> {
  const [row] = await sql.query<{ elsewhere: boolean }>({
    text: `
      SELECT a.is_super_admin OR EXISTS (SELECT 1 FROM callcentre_operator o
        WHERE o.user_account_id = a.id AND o.organization_id <> $2::int AND o.status <> 'inactive') AS elsewhere
      FROM user_account a WHERE a.id = $1::int`,
    values: [accountId, organizationId],
  });
  return row?.elsewhere ?? true;
}
