import type { Sql } from '../../platform/db/database.js';
import type { CallDirection, CallStatus, CallView } from './call-view.contract.js';

/** A call as it leaves the database: people and orders still flat. */
export interface CallRow {
  readonly id: number;
  readonly rk: string | null;
  readonly city: string | null;
  readonly phoneClient: string | null;
  readonly phoneAts: string | null;
  readonly dateCreate: Date;
  readonly status: CallStatus;
  readonly missedReason: CallView['missedReason'];
  readonly direction: CallDirection;
  readonly talkSeconds: number | null;
  readonly waitSeconds: number | null;
  readonly avitoName: string | null;
  readonly disposition: string | null;
  readonly comment: string | null;
  readonly hasRecording: boolean;
  readonly operatorId: number | null;
  readonly operatorName: string | null;
  /** In no order; null when there are none. */
  readonly orders: CallView['orders'] | null;
  readonly clientName: string | null;
  readonly version: number;
}

/** Columns of a row; `c` is the call, `who` its operator. */
export const CALL_ROW_COLUMNS = `
  c.id, c.rk, c.city, c.phone_client AS "phoneClient", c.phone_ats AS "phoneAts", c.date_create AS "dateCreate", c.status,
  c.missed_reason AS "missedReason", c.direction, c.talk_seconds AS "talkSeconds", c.wait_seconds AS "waitSeconds",
  c.avito_name AS "avitoName", c.disposition, c.comment, c.has_recording AS "hasRecording", c.operator_id AS "operatorId",
  who.name AS "operatorName", c.version,
  (SELECT json_agg(json_build_object('id', o.id, 'statusOrder', o.status_order, 'isFromCall', o.create_date >= c.date_create))
   FROM order_call oc JOIN "order" o ON o.id = oc.order_id
   WHERE oc.call_id = c.id AND o.deleted_at IS NULL) AS orders,
  (SELECT o.client_name FROM "order" o
   WHERE o.organization_id = c.organization_id AND o.phone = c.phone_client AND o.deleted_at IS NULL
   ORDER BY o.create_date DESC, o.id DESC LIMIT 1) AS "clientName"`;

export const CALL_ROW_JOINS = 'LEFT JOIN callcentre_operator who ON who.id = c.operator_id';

/** A row in the shape of the wire, its phone number in full. */
export function toCallView(row: CallRow): CallView {
  const { operatorId, operatorName } = row;
  return {
    id: row.id,
    rk: row.rk,
    city: row.city,
    phoneClient: row.phoneClient,
    phoneAts: row.phoneAts,
    dateCreate: row.dateCreate,
    status: row.status,
    missedReason: row.missedReason,
    direction: row.direction,
    talkSeconds: row.talkSeconds,
    waitSeconds: row.waitSeconds,
    avitoName: row.avitoName,
    disposition: row.disposition,
    comment: row.comment,
    hasRecording: row.hasRecording,
    operator: operatorId === null || operatorName === null ? null : { id: operatorId, name: operatorName },
    orders: (row.orders ?? []).sort((a, b) => a.id - b.id),
    clientName: row.clientName,
    version: row.version,
  };
}

/**
 * Calls of one organisation by id, in the order of `ids`, for live events and for those who have checked the scope themselves: phones are
 * in full. Ids that are not there are left out. Works in a Prisma transaction too (`sqlOfDb`), where it sees that transaction's changes.
 */
export async function callViewsByIds(
  sql: Sql,
  organizationId: number,
  ids: readonly number[],
): Promise<CallView[]> {
  if (ids.length === 0) return [];
  const rows = await sql.query<CallRow>({
    name: 'call-views-by-ids',
    text: `
      SELECT ${CALL_ROW_COLUMNS}
      FROM (
        SELECT value::int AS id, position
        FROM jsonb_array_elements_text($2::text::jsonb) WITH ORDINALITY AS one (value, position)
        -- Read as numbers before they meet calls: row level security lets no cast that can fail near a row it has not passed.
        OFFSET 0
      ) wanted
      JOIN call c ON c.id = wanted.id AND c.organization_id = $1::int
      ${CALL_ROW_JOINS}
      ORDER BY wanted.position`,
    values: [organizationId, JSON.stringify(ids)],
  });
  return rows.map(toCallView);
}
