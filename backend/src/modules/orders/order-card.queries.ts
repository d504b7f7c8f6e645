import type { Sql } from '../../platform/db/database.js';
import type { OrderStatus } from './order-values.js';
import type { HISTORY_KINDS } from './order-view.contract.js';

export interface OrderCallRow {
  readonly id: number;
  readonly dateCreate: Date;
  readonly direction: string;
  readonly status: string;
  readonly phoneClient: string | null;
  readonly talkSeconds: number | null;
  readonly disposition: string | null;
  readonly hasRecording: boolean;
  readonly operatorId: number | null;
  readonly operatorName: string | null;
}

export interface HistoryRow {
  readonly id: number;
  readonly at: Date;
  readonly operatorId: number | null;
  readonly operatorName: string | null;
  readonly kind: (typeof HISTORY_KINDS)[number];
  readonly fromStatus: OrderStatus | null;
  readonly toStatus: OrderStatus | null;
  readonly reason: string | null;
  readonly changes: Record<string, [unknown, unknown]>;
}

interface OrderKey {
  readonly organizationId: number;
  readonly orderId: number;
}

/** A card shows this many; an order has a handful. */
const MOST_ROWS = 500;

/** The calls linked with an order, oldest first. */
export const callsOfOrder = (sql: Sql, { organizationId, orderId }: OrderKey): Promise<OrderCallRow[]> =>
  sql.query<OrderCallRow>({
    name: 'order-calls',
    text: `SELECT c.id, c.date_create AS "dateCreate", c.direction, c.status, c.phone_client AS "phoneClient",
        c.talk_seconds AS "talkSeconds", c.disposition, c.has_recording AS "hasRecording",
        c.operator_id AS "operatorId", p.name AS "operatorName"
      FROM order_call l
      JOIN call c ON c.organization_id = l.organization_id AND c.id = l.call_id
      LEFT JOIN callcentre_operator p ON p.organization_id = c.organization_id AND p.id = c.operator_id
      WHERE l.organization_id = $1 AND l.order_id = $2
      ORDER BY c.date_create, c.id LIMIT ${String(MOST_ROWS)}`,
    values: [organizationId, orderId],
  });

/** What happened to an order, newest first. */
export const historyOfOrder = (sql: Sql, { organizationId, orderId }: OrderKey): Promise<HistoryRow[]> =>
  sql.query<HistoryRow>({
    name: 'order-history',
    text: `SELECT h.id, h.at, h.operator_id AS "operatorId", p.name AS "operatorName", h.kind, h.from_status AS "fromStatus",
        h.to_status AS "toStatus", h.reason, h.changes
      FROM order_history h
      LEFT JOIN callcentre_operator p ON p.organization_id = h.organization_id AND p.id = h.operator_id
      WHERE h.organization_id = $1 AND h.order_id = $2
      ORDER BY h.id DESC LIMIT ${String(MOST_ROWS)}`,
    values: [organizationId, orderId],
  });
