import type { Sql } from '../../platform/db/database.js';
import { OPEN_STATUSES, type OrderRow } from './order-values.js';

export const OPEN_LIST = OPEN_STATUSES.map((status) => `'${status}'`).join(', ');

/** The columns of {@link OrderRow}; `o` is the order, `m` its master, `p` its author, `t` its city. Money fits a double exactly at this size. */
export const ORDER_COLUMNS = `
  o.id, o.organization_id AS "organizationId", o.rk, o.city, o.avito_name AS "avitoName", o.phone,
  o.type_order AS "typeOrder", o.client_name AS "clientName", o.address, o.date_meeting AS "dateMeeting",
  o.type_equipment AS "typeEquipment", o.problem, o.status_order AS "statusOrder", o.reason,
  o.master_id AS "masterId", m.name AS "masterName", m.operator_id AS "masterOperatorId",
  o.result::float8 AS result, o.expenditure::float8 AS expenditure, o.clean::float8 AS clean,
  o.master_change::float8 AS "masterChange", o.prepayment::float8 AS prepayment,
  o.date_close_workshop AS "dateCloseWorkshop", o.comment, o.operator_name_id AS "operatorNameId",
  p.name AS "operatorName", o.create_date AS "createDate", o.closing_data AS "closingData", o.avito_chatid AS "chatId",
  o.is_overbooked AS "isOverbooked", o.version, t.timezone AS "cityTimezone",
  ARRAY(SELECT l.call_id FROM order_call l WHERE l.order_id = o.id ORDER BY l.call_id) AS "callIds"`;

export const ORDER_JOINS = `
  JOIN callcentre_operator p ON p.organization_id = o.organization_id AND p.id = o.operator_name_id
  JOIN city t ON t.organization_id = o.organization_id AND t.name = o.city
  LEFT JOIN master m ON m.organization_id = o.organization_id AND m.id = o.master_id`;

interface OrderKey {
  readonly organizationId: number;
  readonly orderId: number;
}

/** An order that is not deleted, whatever the caller's scope: see `isInScope`. */
export async function findOrderRow(
  sql: Sql,
  { organizationId, orderId }: OrderKey,
): Promise<OrderRow | null> {
  const [row] = await sql.query<OrderRow>({
    name: 'order-by-id',
    text: `SELECT ${ORDER_COLUMNS} FROM "order" o ${ORDER_JOINS}
      WHERE o.organization_id = $1 AND o.id = $2 AND o.deleted_at IS NULL`,
    values: [organizationId, orderId],
  });
  return row ?? null;
}

export interface OpenOrder {
  readonly id: number;
  readonly city: string;
  readonly statusOrder: OrderRow['statusOrder'];
  readonly typeEquipment: OrderRow['typeEquipment'];
  readonly dateMeeting: Date;
  readonly clientName: string;
  readonly masterId: number | null;
  readonly closingData: null;
}

/** The open orders of a client's number (E.164), the nearest meeting first. */
export const openOrdersOfPhone = (
  sql: Sql,
  { organizationId, phone }: { organizationId: number; phone: string },
): Promise<OpenOrder[]> =>
  sql.query<OpenOrder>({
    name: 'orders-open-of-phone',
    text: `SELECT id, city, status_order AS "statusOrder", type_equipment AS "typeEquipment", date_meeting AS "dateMeeting",
        client_name AS "clientName", master_id AS "masterId", closing_data AS "closingData"
      FROM "order"
      WHERE organization_id = $1 AND phone = $2 AND deleted_at IS NULL AND status_order IN (${OPEN_LIST})
      ORDER BY date_meeting, id LIMIT 50`,
    values: [organizationId, phone],
  });

/** The open order of a client's number with the nearest meeting; null when there is none. */
export const openOrderOfPhone = async (
  sql: Sql,
  key: { organizationId: number; phone: string },
): Promise<OpenOrder | null> => (await openOrdersOfPhone(sql, key))[0] ?? null;
