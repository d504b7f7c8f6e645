import type { Sql } from '../../platform/db/database.js';
import { phonePattern } from '../../platform/erased-phone.js';

/** Puts the pseudonym where comments on other clients' calls name the number. Reads all comments of the organisation. */
export async function eraseMentionsInCalls(
  sql: Sql,
  { organizationId, phone, pseudonym }: { organizationId: number; phone: string; pseudonym: string },
): Promise<void> {
  await sql.query({
    text: `UPDATE call SET comment = regexp_replace(comment, $2, $3, 'g'), version = version + 1, updated_at = now()
      WHERE organization_id = $1 AND comment ~ $2`,
    values: [organizationId, phonePattern(phone), `\\1${pseudonym.slice(1)}`],
  });
}
