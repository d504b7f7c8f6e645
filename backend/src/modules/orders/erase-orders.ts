import type { Sql } from '../../platform/db/database.js';
import { phonePattern } from '../../platform/erased-phone.js';
import { OPEN_LIST } from './order-rows.queries.js';

/** What stands where a text was. */
export const ERASED_TEXT = '—';

/** Columns of a client's own words and whereabouts, as history names them. */
const OF_CLIENT = ['phone', 'clientName', 'address', 'problem', 'comment', 'reason', 'chatId', 'avitoChatid'];
const ORDERS_AT_ONCE = 200;
const IS_ERASABLE = `organization_id = $1 AND phone = $2 AND (deleted_at IS NOT NULL OR status_order NOT IN (${OPEN_LIST}))`;

interface Client {
  readonly organizationId: number;
  /** E.164 */
  readonly phone: string;
}

/** Orders of a number that are not closed: somebody is to visit the client. */
export async function listOpenOrderIds(sql: Sql, { organizationId, phone }: Client): Promise<number[]> {
  const rows = await sql.query<{ id: number }>({
    text: `SELECT id FROM "order" WHERE organization_id = $1::int AND phone = $2 AND deleted_at IS NULL
        AND status_order IN (${OPEN_LIST}) ORDER BY id`,
    values: [organizationId, phone],
  });
  return rows.map(({ id }) => id);
}

/** Whether {@link eraseOrders} would find another order. */
export async function hasErasableOrders(sql: Sql, { organizationId, phone }: Client): Promise<boolean> {
  const rows = await sql.query({
    text: `SELECT 1 FROM "order" WHERE ${IS_ERASABLE} LIMIT 1`,
    values: [organizationId, phone],
  });
  return rows.length > 0;
}

/**
 * Erases the client from at most two hundred of his closed or deleted orders and their history; returns how many, 0 when all are done.
 * Statuses, dates, money and people of ours stay, so that no figure changes.
 */
export async function eraseOrders(
  sql: Sql,
  { organizationId, phone, pseudonym }: Client & { readonly pseudonym: string },
): Promise<number> {
  const rows = await sql.query<{ id: number }>({
    text: `UPDATE "order" SET phone = $3, client_name = $3, address = $4, problem = $4, comment = NULL, avito_chatid = NULL,
        reason = CASE WHEN reason IS NOT NULL THEN $4 END, version = version + 1, updated_at = now()
      WHERE organization_id = $1 AND id IN (SELECT id FROM "order"
        WHERE ${IS_ERASABLE}
        ORDER BY id LIMIT ${String(ORDERS_AT_ONCE)} FOR UPDATE)
      RETURNING id`,
    values: [organizationId, phone, pseudonym, ERASED_TEXT],
  });
  await sql.query({
    text: `UPDATE order_history SET reason = CASE WHEN reason IS NOT NULL THEN $3 END,
        changes = coalesce((SELECT jsonb_object_agg(key, CASE WHEN key = ANY ($4::text[]) THEN '[null, null]'::jsonb ELSE value END)
          FROM jsonb_each(changes)), '{}')
      WHERE organization_id = $1 AND order_id = ANY ($2::int[])`,
    values: [organizationId, rows.map(({ id }) => id), ERASED_TEXT, OF_CLIENT],
  });
  return rows.length;
}

const TEXTS = ['client_name', 'address', 'problem', 'comment', 'reason'];

/** Puts the pseudonym where the words of other clients' orders name the number. Reads all orders of the organisation. */
export async function eraseMentionsInOrders(
  sql: Sql,
  { organizationId, phone, pseudonym }: Client & { readonly pseudonym: string },
): Promise<void> {
  const values = [organizationId, phonePattern(phone), `\\1${pseudonym.slice(1)}`];
  await sql.query({
    text: `UPDATE "order" SET ${TEXTS.map((name) => `${name} = regexp_replace(${name}, $2, $3, 'g')`).join(', ')},
        version = version + 1, updated_at = now()
      WHERE organization_id = $1 AND concat_ws(' ', ${TEXTS.join(', ')}) ~ $2`,
    values,
  });
  await sql.query({
    text: `UPDATE order_history SET reason = regexp_replace(reason, $2, $3, 'g'),
        changes = regexp_replace(changes::text, $2, $3, 'g')::jsonb
      WHERE organization_id = $1 AND concat_ws(' ', reason, changes::text) ~ $2`,
    values,
  });
}
