import type { Sql } from '../../../platform/db/database.js';
import type { CallFact } from './read-events.js';

/** A fact as it is kept. */
export interface StoredFact {
  readonly entryId: string;
  readonly eventKey: string;
  readonly seq: number;
  readonly payload: CallFact;
  readonly receivedAt: Date;
}

export interface FactToStore extends StoredFact {
  readonly inboxId: number;
}

/**
 * Makes the transaction the only one that works on these entries. Always in the order of the lock keys, so that two workers whose batches
 * share entries wait for each other and never in a circle.
 */
export async function lockEntries(
  sql: Sql,
  organizationId: number,
  entryIds: readonly string[],
): Promise<void> {
  await sql.query({
    name: 'telephony-lock-entries',
    text: `SELECT pg_advisory_xact_lock(key) FROM (
        SELECT DISTINCT hashtextextended(entry, $1) AS key FROM unnest($2::text[]) AS entry ORDER BY key
      ) keys`,
    values: [organizationId, entryIds],
  });
}

export const loadFacts = (
  sql: Sql,
  organizationId: number,
  entryIds: readonly string[],
): Promise<StoredFact[]> =>
  sql.query<StoredFact>({
    name: 'telephony-load-facts',
    text: `SELECT entry_id AS "entryId", event_key AS "eventKey", seq, payload, received_at AS "receivedAt"
      FROM call_event WHERE organization_id = $1 AND entry_id = ANY ($2::text[])`,
    values: [organizationId, entryIds],
  });

/** Keeps facts; those whose key another call holds already are left out. Returns the kept ones. */
export async function storeFacts(
  sql: Sql,
  organizationId: number,
  facts: readonly FactToStore[],
): Promise<FactToStore[]> {
  if (facts.length === 0) return [];
  const rows = await sql.query<{ kind: string; eventKey: string; seq: number }>({
    name: 'telephony-store-facts',
    text: `INSERT INTO call_event (organization_id, kind, event_key, seq, entry_id, inbox_id, payload, received_at)
      SELECT $1, payload ->> 'kind', "eventKey", seq, "entryId", "inboxId", payload, "receivedAt"
      FROM jsonb_to_recordset($2::text::jsonb)
        AS r ("eventKey" text, seq int, "entryId" text, "inboxId" bigint, payload jsonb, "receivedAt" timestamptz)
      ON CONFLICT DO NOTHING
      RETURNING kind, event_key AS "eventKey", seq`,
    values: [organizationId, JSON.stringify(facts)],
  });
  const keyOf = (kind: string, eventKey: string, seq: number): string => `${kind} ${String(seq)} ${eventKey}`;
  const kept = new Set(rows.map(({ kind, eventKey, seq }) => keyOf(kind, eventKey, seq)));
  return facts.filter(({ payload, eventKey, seq }) => kept.has(keyOf(payload.kind, eventKey, seq)));
}

export interface EntryClue {
  readonly recordingId: string | null;
  readonly callId: string | null;
}

/** The entry of a leg or recording that is known already, for facts that name none; in the order of the clues. */
export async function findEntries(
  sql: Sql,
  organizationId: number,
  clues: readonly EntryClue[],
): Promise<(string | null)[]> {
  if (clues.length === 0) return [];
  const rows = await sql.query<{ entryId: string | null }>({
    name: 'telephony-find-entries',
    text: `SELECT coalesce(
        (SELECT entry_id FROM call_event WHERE organization_id = $1 AND kind = 'call' AND event_key = clue."callId" LIMIT 1),
        (SELECT entry_id FROM call_event
          WHERE organization_id = $1 AND kind = 'recording' AND event_key = clue."recordingId" LIMIT 1)) AS "entryId"
      FROM ROWS FROM (jsonb_to_recordset($2::text::jsonb) AS ("callId" text, "recordingId" text)) WITH ORDINALITY
        AS clue ("callId", "recordingId", position)
      ORDER BY position`,
    values: [organizationId, JSON.stringify(clues)],
  });
  return rows.map(({ entryId }) => entryId);
}
