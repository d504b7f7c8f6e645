import type { Actor } from '../../platform/access/actor.js';
import type { Sql } from '../../platform/db/database.js';

/** A recording whose audio is here. */
export interface StoredRecording {
  readonly id: number;
  readonly callId: number;
  readonly organizationId: number;
  readonly storageKey: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly startedAt: Date | null;
}

const COLUMNS = `r.id, r.call_row_id AS "callId", r.organization_id AS "organizationId", r.storage_key AS "storageKey",
  r.content_type AS "contentType", r.bytes, r.sha256, r.started_at AS "startedAt"`;

/** Calls of his cities, of no city, and his own: `api.md`, "Row scope". */
const IN_SCOPE = `c.organization_id = $1 AND
  ($2::text[] IS NULL OR c.city IS NULL OR c.city = ANY ($2::text[]) OR c.operator_id = $3 OR c.final_operator_id = $3)`;

const scopeOf = (actor: Actor): readonly unknown[] => [actor.organizationId, actor.cities, actor.operatorId];

export interface WantedRecording {
  readonly callId: number;
  /** The row's id or telephony's own; null means the first of the call that is here. */
  readonly recordingId: string | null;
}

/** The audio of a call that the caller reaches; null when there is no such call for him, or nothing has been fetched. */
export async function findCallRecording(
  sql: Sql,
  actor: Actor,
  { callId, recordingId }: WantedRecording,
): Promise<StoredRecording | null> {
  const [row] = await sql.query<StoredRecording>({
    name: 'recording-of-call',
    text: `SELECT ${COLUMNS}
      FROM recording r JOIN call c ON c.id = r.call_row_id AND c.organization_id = r.organization_id
      WHERE ${IN_SCOPE} AND r.call_row_id = $4 AND r.state = 'stored' 
        AND ($5::text IS NULL OR r.id::text = $5 OR r.recording_id = $5)
      ORDER BY r.started_at NULLS LAST, r.id LIMIT 1`,
    values: [...scopeOf(actor), callId, recordingId],
  });
  return row ?? null;
}

/** One recording that the caller reaches, by its own id. */
export async function findRecording(
  sql: Sql,
  actor: Actor,
  recordingRowId: number,
): Promise<StoredRecording | null> {
  const [row] = await sql.query<StoredRecording>({
    name: 'recording-by-id',
    text: `SELECT ${COLUMNS}
      FROM recording r JOIN call c ON c.id = r.call_row_id AND c.organization_id = r.organization_id
      WHERE ${IN_SCOPE} AND r.id = $4 AND r.state = 'stored'`,
    values: [...scopeOf(actor), recordingRowId],
  });
  return row ?? null;
}
