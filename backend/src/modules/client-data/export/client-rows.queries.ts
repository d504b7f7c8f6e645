import type { Sql } from '../../../platform/db/database.js';
import { phonePattern } from '../../../platform/erased-phone.js';
import { CLIENT_TABLES, columnsOf, type ClientTable, type TableMap } from '../schema-map/index.js';

export interface ExportedClient {
  readonly organizationId: number;
  /** E.164, or what stands for an erased number. */
  readonly phone: string;
}

/** A row by the names of SQL, the columns that the map calls `client` or `none`. */
export type ExportedRow = Readonly<Record<string, unknown>>;

/** What rows of other tables hang on. */
export interface Parents {
  readonly callIds: readonly number[];
  readonly entryIds: readonly string[];
  readonly orderIds: readonly number[];
}

export async function findParents(sql: Sql, { organizationId, phone }: ExportedClient): Promise<Parents> {
  const calls = await sql.query<{ id: number; entryId: string }>({
    text: `SELECT id, entry_id AS "entryId" FROM call WHERE organization_id = $1 AND phone_client = $2 ORDER BY id`,
    values: [organizationId, phone],
  });
  const orders = await sql.query<{ id: number }>({
    text: 'SELECT id FROM "order" WHERE organization_id = $1 AND phone = $2 ORDER BY id',
    values: [organizationId, phone],
  });
  return {
    callIds: calls.map(({ id }) => id),
    entryIds: calls.map(({ entryId }) => entryId),
    orderIds: orders.map(({ id }) => id),
  };
}

/**
 * Which rows of a table are a client's: a condition on the organisation as `$1`, with `$2` a batch of what the rows hang on, the number, or
 * the pattern that finds the number in a text.
 */
interface Finder {
  readonly by: keyof Parents | 'phone' | 'pattern';
  readonly where: string;
  readonly order: string;
}

const BY_CALL = {
  by: 'callIds',
  where: 'organization_id = $1 AND call_row_id = ANY ($2::int[])',
  order: 'id',
} as const;

const FINDERS: Readonly<Record<Exclude<ClientTable, 'inbox_event'>, Finder>> = {
  call: { by: 'callIds', where: 'organization_id = $1 AND id = ANY ($2::int[])', order: 'id' },
  mango: BY_CALL,
  recording: BY_CALL,
  call_event: {
    by: 'entryIds',
    where: 'organization_id = $1 AND entry_id = ANY ($2::text[])',
    order: 'entry_id, received_at, kind, event_key, seq',
  },
  debt: { by: 'phone', where: 'organization_id = $1 AND phone_client = $2', order: 'phone_client' },
  order: { by: 'orderIds', where: 'organization_id = $1 AND id = ANY ($2::int[])', order: 'id' },
  order_history: {
    by: 'orderIds',
    where: 'organization_id = $1 AND order_id = ANY ($2::int[])',
    order: 'id',
  },
  order_call: {
    by: 'orderIds',
    where: 'organization_id = $1 AND order_id = ANY ($2::int[])',
    order: 'order_id, call_id',
  },
  live_event: { by: 'pattern', where: 'organization_id = $1 AND data::text ~ $2', order: 'id' },
  idempotency_key: {
    by: 'pattern',
    where: `operator_id IN (SELECT id FROM callcentre_operator WHERE organization_id = $1)
      AND concat_ws(' ', response::text, location) ~ $2`,
    order: 'created_at, key',
  },
  client_ref: { by: 'phone', where: 'organization_id = $1 AND phone = $2', order: 'phone' },
  client_erasure: {
    by: 'phone',
    where: `organization_id = $1 AND (pseudonym = $2
      OR client_id IN (SELECT id FROM client_ref WHERE organization_id = $1 AND phone = $2))`,
    order: 'id',
  },
};

export type FoundTable = keyof typeof FINDERS;
export const FOUND_TABLES = Object.keys(FINDERS) as FoundTable[];

const listOf = (table: ClientTable): string => {
  const { client, none }: TableMap = CLIENT_TABLES[table];
  return [...columnsOf(none), ...columnsOf(client)].map((name) => `"${name}"`).join(', ');
};

const AT_ONCE = 200;

/** The client's rows of a table, some hundred at a time. */
export async function* rowsOf(
  sql: Sql,
  table: FoundTable,
  { client, parents }: { client: ExportedClient; parents: Parents },
): AsyncGenerator<ExportedRow[]> {
  const { by, where, order } = FINDERS[table];
  const text = `SELECT ${listOf(table)} FROM "${table}" WHERE ${where} ORDER BY ${order}`;
  if (by === 'phone' || by === 'pattern') {
    const value = by === 'phone' ? client.phone : phonePattern(client.phone);
    yield await sql.query<ExportedRow>({ text, values: [client.organizationId, value] });
    return;
  }
  const all = parents[by];
  for (let from = 0; from < all.length; from += AT_ONCE)
    yield await sql.query<ExportedRow>({
      text,
      values: [client.organizationId, all.slice(from, from + AT_ONCE)],
    });
}

/** Events of the inbox to look through at once: some ten megabytes. */
const STRETCH = 10_000;

/** Stored events that name the number, or from which facts of his calls were read. Looks through the whole inbox, a stretch at a time. */
export async function* inboxRowsOf(
  sql: Sql,
  { organizationId, phone }: ExportedClient,
): AsyncGenerator<ExportedRow[]> {
  let after = 0;
  for (;;) {
    const [stretch] = await sql.query<{ last: number | null }>({
      text: `SELECT max(id) AS last FROM (
        SELECT id FROM inbox_event WHERE organization_id = $1 AND id > $2::bigint ORDER BY id LIMIT $3) stretch`,
      values: [organizationId, after, STRETCH],
    });
    const last = stretch?.last ?? null;
    if (last === null) return;
    yield await sql.query<ExportedRow>({
      text: `SELECT ${listOf('inbox_event')} FROM inbox_event
        WHERE organization_id = $1 AND id > $2::bigint AND id <= $3::bigint AND (encode(raw, 'escape') ~ $4
          OR id IN (SELECT e.inbox_id FROM call_event e JOIN call c
              ON c.organization_id = e.organization_id AND c.entry_id = e.entry_id
            WHERE c.organization_id = $1 AND c.phone_client = $5))
        ORDER BY id`,
      values: [organizationId, after, last, phonePattern(phone), phone],
    });
    after = last;
  }
}

/** Who looked at the client and when is about those who looked; that somebody did is about him. */
export const accessesOf = (sql: Sql, { organizationId, phone }: ExportedClient): Promise<ExportedRow[]> =>
  sql.query<ExportedRow>({
    text: `SELECT at, action FROM audit WHERE organization_id = $1 AND object_type = 'client' AND object_id IN
        (SELECT id FROM client_ref WHERE organization_id = $1 AND phone = $2 UNION ALL SELECT $2)
      ORDER BY at DESC, id DESC LIMIT 10000`,
    values: [organizationId, phone],
  });
