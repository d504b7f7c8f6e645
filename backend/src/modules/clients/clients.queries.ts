import type { Sql } from '../../platform/db/database.js';
import type { CallScope } from '../calls/index.js';
import type { OrderStatus, TypeEquipment, TypeOrder } from '../orders/index.js';
import { MAX_CARD_ROWS } from './clients.contract.js';

export interface ClientQuery {
  readonly scope: CallScope;
  /** E.164 */
  readonly phone: string;
}

/** Rows that the person reaches: `$3` his cities, `$4` himself. Orders always have a city. */
const CALL_REACHED = `c.organization_id = $1::int AND c.phone_client = $2::text
    AND ($3::text[] IS NULL OR c.city IS NULL OR c.city = ANY ($3::text[]) OR c.operator_id = $4::int)`;
const ORDER_REACHED = `o.organization_id = $1::int AND o.phone = $2::text AND o.deleted_at IS NULL
    AND ($3::text[] IS NULL OR o.city = ANY ($3::text[]))`;

const callValues = ({ scope, phone }: ClientQuery): unknown[] => [
  scope.organizationId,
  phone,
  scope.cities,
  scope.operatorId,
];

export interface ClientCalls {
  readonly calls: number;
  readonly missed: number;
  readonly lastCallAt: Date | null;
  readonly city: string | null;
  /** Ids of the latest calls, newest first. */
  readonly ids: number[];
}

/** A client's calls in reach, counted, and the latest of them. */
export async function sumClientCalls(sql: Sql, query: ClientQuery): Promise<ClientCalls> {
  const [row] = await sql.query<ClientCalls>({
    name: 'client-calls',
    text: `
      SELECT count(*) AS calls, count(*) FILTER (WHERE status = 'missed') AS missed, max(date_create) AS "lastCallAt",
        (array_agg(city ORDER BY date_create DESC, id DESC) FILTER (WHERE city IS NOT NULL))[1] AS city,
        coalesce((array_agg(id ORDER BY date_create DESC, id DESC))[1:${String(MAX_CARD_ROWS)}], '{}') AS ids
      FROM call c WHERE ${CALL_REACHED}`,
    values: callValues(query),
  });
  return row ?? { calls: 0, missed: 0, lastCallAt: null, city: null, ids: [] };
}

export interface ClientOrders {
  readonly orders: number;
  readonly completed: number;
  readonly spent: number;
}

export async function sumClientOrders(sql: Sql, { scope, phone }: ClientQuery): Promise<ClientOrders> {
  const [row] = await sql.query<ClientOrders>({
    name: 'client-orders-sum',
    text: `
      SELECT count(*) AS orders, count(*) FILTER (WHERE status_order = 'completed') AS completed,
        coalesce(sum(result) FILTER (WHERE status_order = 'completed'), 0)::float8 AS spent
      FROM "order" o WHERE ${ORDER_REACHED}`,
    values: [scope.organizationId, phone, scope.cities],
  });
  return row ?? { orders: 0, completed: 0, spent: 0 };
}

export interface ClientOrderRow {
  readonly id: number;
  readonly statusOrder: OrderStatus;
  readonly typeOrder: TypeOrder;
  readonly typeEquipment: TypeEquipment;
  readonly rk: string;
  readonly city: string;
  readonly clientName: string;
  readonly address: string;
  readonly problem: string;
  readonly dateMeeting: Date;
  readonly createDate: Date;
  readonly closingData: Date | null;
  readonly result: number | null;
  readonly masterId: number | null;
  readonly masterName: string | null;
  readonly operatorId: number;
  readonly operatorName: string;
}

/** A client's latest orders in reach, newest first. */
export const listClientOrders = (sql: Sql, { scope, phone }: ClientQuery): Promise<ClientOrderRow[]> =>
  sql.query<ClientOrderRow>({
    name: 'client-orders',
    text: `
      SELECT o.id, o.status_order AS "statusOrder", o.type_order AS "typeOrder", o.type_equipment AS "typeEquipment", o.rk, o.city,
        o.client_name AS "clientName", o.address, o.problem, o.date_meeting AS "dateMeeting", o.create_date AS "createDate",
        o.closing_data AS "closingData", o.result::float8 AS result, m.id AS "masterId", m.name AS "masterName",
        p.id AS "operatorId", p.name AS "operatorName"
      FROM "order" o
      JOIN callcentre_operator p ON p.id = o.operator_name_id
      LEFT JOIN master m ON m.id = o.master_id
      WHERE ${ORDER_REACHED}
      ORDER BY o.create_date DESC, o.id DESC LIMIT ${String(MAX_CARD_ROWS)}`,
    values: [scope.organizationId, phone, scope.cities],
  });
