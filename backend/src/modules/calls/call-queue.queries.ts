import type { Sql } from '../../platform/db/database.js';
import { IS_ALIVE } from './call-details.queries.js';
import type { CallScope } from './call-filter.js';

export interface WaitingCalls {
  readonly waiting: number;
  /** When the one that waits longest arrived; null when nobody waits. */
  readonly longestSince: Date | null;
}

/** Inbound calls that nobody has answered yet at `now`: of the scope's cities, of none, and those that ring at the person. */
export async function findWaiting(sql: Sql, scope: CallScope, now: Date): Promise<WaitingCalls> {
  const [row] = await sql.query<WaitingCalls>({
    name: 'calls-waiting',
    text: `
      SELECT count(*)::int AS waiting, min(c.date_create) AS "longestSince" FROM call c
      WHERE c.organization_id = $1::int AND c.direction = 'inbound' AND c.status = 'new' AND ${IS_ALIVE}`,
    values: [scope.organizationId, now, scope.cities, scope.operatorId],
  });
  return row ?? { waiting: 0, longestSince: null };
}
