import type { Sql } from '../../platform/db/database.js';
import { publishLiveEvents } from '../../platform/realtime/live-event.js';
import { eventsOf } from './order-events.js';
import { findOrderRow, OPEN_LIST } from './order-rows.queries.js';

/**
 * Links a call to the open orders of its client, tells their history and open pages, and returns the orders newly linked. Calling it
 * again for the same call links nothing twice. An internal call and one without a number concern no order.
 */
export async function linkCallToOpenOrders(
  sql: Sql,
  { organizationId, callId }: { organizationId: number; callId: number },
): Promise<number[]> {
  const linked = await sql.query<{ orderId: number }>({
    name: 'order-link-call',
    text: `WITH linked AS (
        INSERT INTO order_call (organization_id, order_id, call_id)
        SELECT o.organization_id, o.id, c.id
        FROM call c JOIN "order" o ON o.organization_id = c.organization_id AND o.phone = c.phone_client
        WHERE c.organization_id = $1::int AND c.id = $2::int AND c.direction <> 'internal'
          AND o.deleted_at IS NULL AND o.status_order IN (${OPEN_LIST})
        ON CONFLICT DO NOTHING
        RETURNING order_id
      ), told AS (
        INSERT INTO order_history (organization_id, order_id, kind, changes)
        SELECT $1::int, order_id, 'call_linked', jsonb_build_object('callId', jsonb_build_array(null, $2::int)) FROM linked
      )
      SELECT order_id AS "orderId" FROM linked ORDER BY order_id`,
    values: [organizationId, callId],
  });
  for (const { orderId } of linked) {
    const row = await findOrderRow(sql, { organizationId, orderId });
    if (row) await publishLiveEvents(sql, eventsOf(row, row));
  }
  return linked.map(({ orderId }) => orderId);
}
