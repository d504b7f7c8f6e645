import type { Sql } from '../../platform/db/database.js';

export interface EntryRef {
  readonly organizationId: number;
  readonly entryId: string;
}

/** Calls all of whose legs are closed, without a summary, of whose legs nothing has been heard since that instant. */
export const findUnconcluded = (sql: Sql, quietSince: Date): Promise<EntryRef[]> =>
  sql.query<EntryRef>({
    name: 'telephony-unconcluded',
    text: `SELECT c.organization_id AS "organizationId", c.entry_id AS "entryId"
      FROM organization o JOIN call c ON c.organization_id = o.id
      WHERE c.status IN ('new', 'in_progress') AND NOT c.has_open_leg
        AND NOT EXISTS (SELECT 1 FROM mango m
          WHERE m.organization_id = c.organization_id AND m.call_row_id = c.id AND m.status <> 'completed')
        AND (SELECT max(e.received_at) FROM call_event e
          WHERE e.organization_id = c.organization_id AND e.entry_id = c.entry_id AND e.kind = 'call') <= $1
      LIMIT 200`,
    values: [quietSince.toISOString()],
  });

export interface StaleCall {
  readonly id: number;
  readonly organizationId: number;
  readonly operatorIds: readonly number[];
}

/** Takes calls with an open leg and no news since that instant off the live list; their status stays. */
export const retireStale = (sql: Sql, quietSince: Date): Promise<StaleCall[]> =>
  sql.query<StaleCall>({
    name: 'telephony-retire-stale',
    text: `UPDATE call c SET has_open_leg = false, updated_at = now()
      WHERE c.id IN (SELECT id FROM call
          WHERE status IN ('new', 'in_progress') AND has_open_leg AND last_event_at <= $1
          ORDER BY id LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED)
      RETURNING c.id, c.organization_id AS "organizationId", coalesce((SELECT array_agg(DISTINCT m.operator_id) FROM mango m
        WHERE m.organization_id = c.organization_id AND m.call_row_id = c.id AND m.operator_id IS NOT NULL), '{}') AS "operatorIds"`,
    values: [quietSince.toISOString()],
  });
