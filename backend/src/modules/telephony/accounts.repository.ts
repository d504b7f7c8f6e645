import type { Sql } from '../../platform/db/database.js';

export interface AccountRow {
  readonly id: number;
  readonly organizationId: number;
  readonly apiKey: string;
  readonly apiSaltSealed: string;
}

/** Telephony accounts of all organisations: a webhook says whose it is by its key alone. */
export const loadAccounts = (sql: Sql): Promise<AccountRow[]> =>
  sql.query<AccountRow>({
    name: 'telephony-accounts',
    text: `SELECT id, organization_id AS "organizationId", api_key AS "apiKey", api_salt_sealed AS "apiSaltSealed"
      FROM telephony_account WHERE provider = 'mango'`,
  });

/** Notes when each account was last heard of. */
export const noteLastEvents = (sql: Sql, lastEvents: ReadonlyMap<number, Date>): Promise<unknown> =>
  sql.query({
    name: 'telephony-last-events',
    text: `UPDATE telephony_account a SET last_event_at = greatest(a.last_event_at, r.at)
      FROM unnest($1::int[], $2::timestamptz[]) AS r (id, at) WHERE a.id = r.id`,
    values: [[...lastEvents.keys()], [...lastEvents.values()].map((at) => at.toISOString())],
  });
