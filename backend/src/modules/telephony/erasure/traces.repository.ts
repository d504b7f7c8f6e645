import { randomBytes } from 'node:crypto';
import type { Sql } from '../../../platform/db/database.js';
import { isErasedSql } from '../../../platform/erased-phone.js';
import type { CallFact } from '../projection/read-events.js';
import type { LegData } from '../projection/call-row.rules.js';

/** The calls among these whose client has been erased, by entry: what stands for his number. */
export async function findErased(
  sql: Sql,
  organizationId: number,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ entryId: string; phone: string }>({
    name: 'telephony-find-erased',
    text: `SELECT entry_id AS "entryId", phone_client AS phone FROM call
      WHERE organization_id = $1 AND entry_id = ANY ($2::text[]) AND ${isErasedSql('phone_client')}`,
    values: [organizationId, entryIds],
  });
  return new Map(rows.map(({ entryId, phone }) => [entryId, phone]));
}

/** Every number the organisation is reached at. */
export async function listLines(sql: Sql, organizationId: number): Promise<string[]> {
  const rows = await sql.query<{ number: string }>({
    text: 'SELECT number FROM phone WHERE organization_id = $1',
    values: [organizationId],
  });
  return rows.map(({ number }) => number);
}

export interface RawEvent {
  readonly id: number;
  readonly raw: Buffer;
}

/** Bytes of stored events, locked in the order in which batches lock them. */
export const lockRaw = (sql: Sql, organizationId: number, ids: readonly number[]): Promise<RawEvent[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : sql.query<RawEvent>({
        text: `SELECT id, raw FROM inbox_event WHERE organization_id = $1 AND id = ANY ($2::bigint[])
          ORDER BY next_attempt_at, id FOR UPDATE`,
        values: [organizationId, ids],
      });

const DIGEST_BYTES = 32;

/** Puts other bytes in the place of events'. Their digest would tell the old ones to whoever tries numbers, so it becomes random. */
export async function replaceRaw(sql: Sql, events: readonly RawEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql.query({
    text: `UPDATE inbox_event e SET raw = r.raw, dedup = r.dedup, last_error = NULL
      FROM unnest($1::bigint[], $2::bytea[], $3::bytea[]) AS r (id, raw, dedup) WHERE e.id = r.id`,
    values: [
      events.map(({ id }) => id),
      events.map(({ raw }) => raw),
      events.map(() => randomBytes(DIGEST_BYTES)),
    ],
  });
}

export interface KeptFact {
  readonly kind: string;
  readonly eventKey: string;
  readonly seq: number;
  readonly entryId: string;
  readonly inboxId: number;
  readonly payload: CallFact;
}

export const listFacts = (
  sql: Sql,
  organizationId: number,
  entryIds: readonly string[],
): Promise<KeptFact[]> =>
  sql.query<KeptFact>({
    text: `SELECT kind, event_key AS "eventKey", seq, entry_id AS "entryId", inbox_id AS "inboxId", payload
      FROM call_event WHERE organization_id = $1 AND entry_id = ANY ($2::text[])`,
    values: [organizationId, entryIds],
  });

/** A fact that was told in two ways is kept under a digest of itself, which is replaced too. */
const renewed = (eventKey: string): string =>
  eventKey.replace(/#[0-9a-f]{16}$/, () => `#${randomBytes(8).toString('hex')}`);

export async function replaceFacts(
  sql: Sql,
  organizationId: number,
  facts: readonly KeptFact[],
): Promise<void> {
  const rows = facts.map(({ eventKey, ...fact }) => ({ ...fact, eventKey, newKey: renewed(eventKey) }));
  await sql.query({
    text: `UPDATE call_event e SET payload = r.payload, event_key = r."newKey"
      FROM jsonb_to_recordset($2::text::jsonb) AS r (kind text, "eventKey" text, seq int, payload jsonb, "newKey" text)
      WHERE e.organization_id = $1 AND e.kind = r.kind AND e.event_key = r."eventKey" AND e.seq = r.seq`,
    values: [organizationId, JSON.stringify(rows)],
  });
}

export interface KeptLeg {
  readonly id: number;
  readonly phoneNumber: string | null;
  readonly mangoData: LegData;
}

export const listLegs = (sql: Sql, organizationId: number, callIds: readonly number[]): Promise<KeptLeg[]> =>
  sql.query<KeptLeg>({
    text: `SELECT id, phone_number AS "phoneNumber", mango_data AS "mangoData" FROM mango
      WHERE organization_id = $1 AND call_row_id = ANY ($2::int[])`,
    values: [organizationId, callIds],
  });

export async function replaceLegs(sql: Sql, organizationId: number, legs: readonly KeptLeg[]): Promise<void> {
  await sql.query({
    text: `UPDATE mango m SET phone_number = r."phoneNumber", mango_data = r."mangoData"
      FROM jsonb_to_recordset($2::text::jsonb) AS r (id int, "phoneNumber" text, "mangoData" jsonb)
      WHERE m.organization_id = $1 AND m.id = r.id`,
    values: [organizationId, JSON.stringify(legs)],
  });
}
