import type { Sql } from '../../platform/db/database.js';

/** What each table keeps, and for how long: a month of ended sessions, a year of history, a browser's cookie lives as long. */
const OLD_ROWS: readonly string[] = [
  `DELETE FROM session WHERE least(expires_at, revoked_at) < $1::timestamptz - interval '30 days'`,
  // Longer than the longest window, so that no failure is forgotten early.
  `DELETE FROM sign_in_throttle WHERE last_at < $1::timestamptz - interval '2 days'`,
  `DELETE FROM one_time_token WHERE expires_at < $1::timestamptz - interval '7 days'`,
  `DELETE FROM sign_in_event WHERE at < $1::timestamptz - interval '1 year'`,
  `DELETE FROM notice WHERE created_at < $1::timestamptz - interval '1 year'`,
  `DELETE FROM device WHERE last_seen_at < $1::timestamptz - interval '1 year'`,
  // A script that signs in without keeping its cookie leaves a device each time.
  `DELETE FROM device WHERE id IN (
     SELECT id FROM (
       SELECT id, row_number() OVER (PARTITION BY user_account_id ORDER BY last_seen_at DESC) AS place FROM device) AS ranked
     WHERE place > 50)`,
];

/** Removes what has served its time. Audit rows stay: they tell what happened without what is removed here. */
export async function removeOldIdentityRows(sql: Sql, now: Date): Promise<void> {
  for (const text of OLD_ROWS) await sql.query({ text, values: text.includes('$1') ? [now] : [] });
}
