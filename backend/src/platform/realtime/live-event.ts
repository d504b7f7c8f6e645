import type { Db, Sql } from '../db/database.js';
import { sqlOfDb } from '../db/database.js';

/** News for open pages, written in the transaction of the change it tells of. */
export interface NewLiveEvent {
  readonly organizationId: number;
  readonly type: string;
  /** Whom it concerns: people of this city; null means everybody of the organisation who may read the kind. */
  readonly city: string | null;
  /** People who see it whatever their cities. */
  readonly operatorIds?: readonly number[];
  /** What the page needs; an instant `at` and the type are added by the stream. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Appends events to the outbox and wakes the streams of every process at commit. */
export async function publishLiveEvents(target: Db | Sql, events: readonly NewLiveEvent[]): Promise<void> {
  if (events.length === 0) return;
  const sql = 'query' in target ? target : sqlOfDb(target);
  const rows = events.map(({ organizationId, type, city, operatorIds = [], data }) => ({
    organization_id: organizationId,
    type,
    city,
    operator_ids: operatorIds,
    data,
  }));
  await sql.query({
    text: `WITH added AS (
        INSERT INTO live_event (organization_id, type, city, operator_ids, data)
        SELECT organization_id, type, city, operator_ids, data
        FROM jsonb_to_recordset($1::text::jsonb)
          AS r (organization_id int, type text, city text, operator_ids int[], data jsonb)
      )
      SELECT pg_notify('live', '')::text`,
    values: [JSON.stringify(rows)],
  });
}
