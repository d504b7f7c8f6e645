import type { Sql } from '../../../platform/db/database.js';
import { phonePattern, phoneReplacer } from '../../../platform/erased-phone.js';
import { lockEntries } from '../projection/call-events.repository.js';
import { blankData, blankFact, blankRaw, entryOf, type Blank } from './blank.rules.js';
import {
  listFacts,
  listLegs,
  lockRaw,
  replaceFacts,
  replaceLegs,
  replaceRaw,
  type KeptFact,
} from './traces.repository.js';

/** A client on his way out: the number, and what takes its place. */
export interface ErasedClient {
  readonly organizationId: number;
  /** E.164 */
  readonly phone: string;
  readonly pseudonym: string;
}

/** A call that is being talked on is not of the past: it stays with its number. */
const IS_LIVE = `(status IN ('new', 'in_progress') AND has_open_leg)`;
const IS_ERASABLE = `organization_id = $1 AND phone_client = $2 AND NOT ${IS_LIVE}`;
/** Some dozen events each. */
const CALLS_AT_ONCE = 100;

/** Calls of a number that are on at this moment. */
export async function liveCallsOf(
  sql: Sql,
  { organizationId, phone }: Pick<ErasedClient, 'organizationId' | 'phone'>,
): Promise<number[]> {
  const rows = await sql.query<{ id: number }>({
    text: `SELECT id FROM call WHERE organization_id = $1 AND phone_client = $2 AND ${IS_LIVE} ORDER BY id`,
    values: [organizationId, phone],
  });
  return rows.map(({ id }) => id);
}

/** Whether {@link eraseCalls} would find another call. */
export async function hasErasableCalls(
  sql: Sql,
  { organizationId, phone }: Pick<ErasedClient, 'organizationId' | 'phone'>,
): Promise<boolean> {
  const rows = await sql.query({
    text: `SELECT 1 FROM call WHERE ${IS_ERASABLE} LIMIT 1`,
    values: [organizationId, phone],
  });
  return rows.length > 0;
}

/**
 * Erases the client from at most a hundred of his calls, their legs and events, in the transaction of `sql`; returns the ids of the calls,
 * none when all are done. Calls, times and outcomes stay. Bytes are locked before entries, as the inbox does.
 */
export async function eraseCalls(sql: Sql, client: ErasedClient): Promise<number[]> {
  const { organizationId, phone, pseudonym } = client;
  const calls = await sql.query<{ id: number; entryId: string }>({
    text: `SELECT id, entry_id AS "entryId" FROM call
      WHERE ${IS_ERASABLE} ORDER BY id LIMIT ${String(CALLS_AT_ONCE)}`,
    values: [organizationId, phone],
  });
  if (calls.length === 0) return [];
  const callIds = calls.map(({ id }) => id);
  await eraseEvents(
    sql,
    client,
    calls.map(({ entryId }) => entryId),
  );
  const blank = phoneReplacer(phone, pseudonym);
  const legs = await listLegs(sql, organizationId, callIds);
  await replaceLegs(
    sql,
    organizationId,
    legs.map(({ id, phoneNumber, mangoData }) => ({
      id,
      phoneNumber: phoneNumber === null ? null : blank(phoneNumber),
      mangoData: blankData(mangoData, blank),
    })),
  );
  await sql.query({
    text: `UPDATE call SET phone_client = $3, comment = NULL, dtmf = '{}', has_recording = false, version = version + 1,
        updated_at = now()
      WHERE organization_id = $1 AND id = ANY ($2::int[])`,
    values: [organizationId, callIds, pseudonym],
  });
  return callIds;
}

async function eraseEvents(
  sql: Sql,
  { organizationId, phone, pseudonym }: ErasedClient,
  entryIds: readonly string[],
): Promise<void> {
  const blank: Blank = phoneReplacer(phone, pseudonym);
  await lockRaw(sql, organizationId, inboxIdsOf(await listFacts(sql, organizationId, entryIds)));
  await lockEntries(sql, organizationId, entryIds);
  // Read anew: what came in before the lock was ours belongs to these calls too.
  const facts = await listFacts(sql, organizationId, entryIds);
  await replaceFacts(
    sql,
    organizationId,
    facts.map((fact) => ({ ...fact, payload: blankFact(fact.payload, blank) })),
  );
  const events = await lockRaw(sql, organizationId, inboxIdsOf(facts));
  await replaceRaw(
    sql,
    events.map(({ id, raw }) => ({ id, raw: blankRaw(raw, blank) })),
  );
}

const inboxIdsOf = (facts: readonly KeptFact[]): number[] => [
  ...new Set(facts.map(({ inboxId }) => inboxId)),
];

export interface InboxStretch {
  /** Events after this one are searched. */
  readonly after: number;
  readonly limit: number;
  /** Events received later than that may be of a new call, which is not known yet. */
  readonly requestedAt: Date;
}

/**
 * Erases the client from stored events that belong to none of his calls: copies, results of commands, what could not be applied. Searches
 * one stretch of the inbox; returns the last id it has looked at, null at the end. Events of a call of this number that is on at the moment
 * stay.
 */
export async function eraseStoredEvents(
  sql: Sql,
  { organizationId, phone, pseudonym }: ErasedClient,
  { after, limit, requestedAt }: InboxStretch,
): Promise<number | null> {
  const [stretch] = await sql.query<{ last: number | null }>({
    text: `SELECT max(id) AS last FROM (
        SELECT id FROM inbox_event WHERE organization_id = $1 AND id > $2::bigint ORDER BY id LIMIT $3) stretch`,
    values: [organizationId, after, limit],
  });
  const last = stretch?.last ?? null;
  if (last === null) return null;
  const found = await sql.query<{ id: number; raw: Buffer }>({
    text: `SELECT id, raw FROM inbox_event
      WHERE organization_id = $1 AND id > $2::bigint AND id <= $3::bigint AND encode(raw, 'escape') ~ $4
        AND (received_at <= $5 OR status NOT IN ('pending', 'failed'))
      ORDER BY id FOR UPDATE`,
    values: [organizationId, after, last, phonePattern(phone), requestedAt.toISOString()],
  });
  const living = await livingEntries(sql, { organizationId, phone }, found);
  const blank: Blank = phoneReplacer(phone, pseudonym);
  const gone = found.filter(({ raw }) => !living.has(entryOf(raw) ?? ''));
  await replaceRaw(
    sql,
    gone.map(({ id, raw }) => ({ id, raw: blankRaw(raw, blank) })),
  );
  return last;
}

async function livingEntries(
  sql: Sql,
  { organizationId, phone }: Pick<ErasedClient, 'organizationId' | 'phone'>,
  events: readonly { readonly raw: Buffer }[],
): Promise<ReadonlySet<string>> {
  const entryIds = events.flatMap(({ raw }) => entryOf(raw) ?? []);
  const rows = await sql.query<{ entryId: string }>({
    text: `SELECT entry_id AS "entryId" FROM call
      WHERE organization_id = $1 AND phone_client = $2 AND entry_id = ANY ($3::text[])`,
    values: [organizationId, phone, entryIds],
  });
  return new Set(rows.map(({ entryId }) => entryId));
}
