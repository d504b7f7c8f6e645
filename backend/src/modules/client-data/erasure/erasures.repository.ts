import type { Sql } from '../../../platform/db/database.js';
import type { ClientErasureView } from '../client-data.contract.js';

export interface NewErasure {
  readonly organizationId: number;
  /** `client_ref.id` */
  readonly clientId: string;
  readonly pseudonym: string;
  readonly phoneSealed: string;
  readonly reason: string;
  readonly operatorId: number;
  readonly callsTotal: number;
  readonly ordersTotal: number;
}

/** An erasure that is to be carried out. */
export interface PendingErasure {
  readonly id: number;
  readonly organizationId: number;
  readonly clientId: string;
  readonly pseudonym: string;
  readonly phoneSealed: string;
  readonly requestedAt: Date;
  readonly inboxDoneTo: number;
}

/** Null when one of the same client is underway. */
export async function insertErasure(sql: Sql, erasure: NewErasure): Promise<number | null> {
  const [row] = await sql.query<{ id: number }>({
    text: `INSERT INTO client_erasure
        (organization_id, client_id, pseudonym, phone_sealed, reason, operator_id, calls_total, orders_total)
      VALUES ($1::int, $2, $3, $4, $5, $6::int, $7::int, $8::int)
      ON CONFLICT (organization_id, client_id) WHERE finished_at IS NULL DO NOTHING RETURNING id`,
    values: [
      erasure.organizationId,
      erasure.clientId,
      erasure.pseudonym,
      erasure.phoneSealed,
      erasure.reason,
      erasure.operatorId,
      erasure.callsTotal,
      erasure.ordersTotal,
    ],
  });
  return row?.id ?? null;
}

export async function findUnderway(
  sql: Sql,
  { organizationId, clientId }: Pick<NewErasure, 'organizationId' | 'clientId'>,
): Promise<number | null> {
  const [row] = await sql.query<{ id: number }>({
    text: `SELECT id FROM client_erasure WHERE organization_id = $1::int AND client_id = $2 AND finished_at IS NULL`,
    values: [organizationId, clientId],
  });
  return row?.id ?? null;
}

/** Null when there is none, or it is finished. */
export async function findPending(sql: Sql, erasureId: number): Promise<PendingErasure | null> {
  const [row] = await sql.query<PendingErasure>({
    text: `SELECT id, organization_id AS "organizationId", client_id AS "clientId", pseudonym, phone_sealed AS "phoneSealed",
        requested_at AS "requestedAt", inbox_done_to AS "inboxDoneTo"
      FROM client_erasure WHERE id = $1 AND finished_at IS NULL`,
    values: [erasureId],
  });
  return row ?? null;
}

export interface Step {
  readonly calls?: number;
  readonly orders?: number;
  readonly recordings?: number;
  readonly inboxDoneTo?: number;
}

/** Notes how far it has come, in the transaction of the step itself. */
export async function noteStep(sql: Sql, erasureId: number, step: Step): Promise<void> {
  await sql.query({
    text: `UPDATE client_erasure SET calls_done = calls_done + $2, orders_done = orders_done + $3,
        recordings_done = recordings_done + $4, inbox_done_to = greatest(inbox_done_to, $5::bigint)
      WHERE id = $1`,
    values: [erasureId, step.calls ?? 0, step.orders ?? 0, step.recordings ?? 0, step.inboxDoneTo ?? 0],
  });
}

/** Ends it, and with it the last copy of the number. False when it was finished already. */
export async function finishErasure(sql: Sql, erasureId: number): Promise<boolean> {
  const rows = await sql.query({
    text: `UPDATE client_erasure SET finished_at = now(), phone_sealed = NULL WHERE id = $1::int AND finished_at IS NULL RETURNING 1`,
    values: [erasureId],
  });
  return rows.length > 0;
}

export interface ErasureCounts {
  readonly calls: number;
  readonly orders: number;
  readonly recordings: number;
}

export async function countsOf(sql: Sql, erasureId: number): Promise<ErasureCounts> {
  const [row] = await sql.query<ErasureCounts>({
    text: `SELECT calls_done AS calls, orders_done AS orders, recordings_done AS recordings FROM client_erasure WHERE id = $1::int`,
    values: [erasureId],
  });
  return row ?? { calls: 0, orders: 0, recordings: 0 };
}

interface ErasureRow extends Omit<ClientErasureView, 'operator' | 'calls' | 'orders'> {
  readonly operatorId: number;
  readonly operatorName: string;
  readonly callsDone: number;
  readonly callsTotal: number;
  readonly ordersDone: number;
  readonly ordersTotal: number;
}

export async function findErasure(
  sql: Sql,
  organizationId: number,
  erasureId: number,
): Promise<ClientErasureView | null> {
  const [row] = await sql.query<ErasureRow>({
    text: `SELECT e.id, e.pseudonym, e.reason, e.requested_at AS "requestedAt", e.finished_at AS "finishedAt",
        e.calls_done AS "callsDone", e.calls_total AS "callsTotal", e.orders_done AS "ordersDone", e.orders_total AS "ordersTotal",
        e.recordings_done AS recordings, p.id AS "operatorId", p.name AS "operatorName"
      FROM client_erasure e JOIN callcentre_operator p ON p.id = e.operator_id
      WHERE e.organization_id = $1 AND e.id = $2`,
    values: [organizationId, erasureId],
  });
  return row ? toView(row) : null;
}

function toView(row: ErasureRow): ClientErasureView {
  const { operatorId, operatorName, callsDone, callsTotal, ordersDone, ordersTotal, ...erasure } = row;
  return {
    ...erasure,
    operator: { id: operatorId, name: operatorName },
    calls: { done: callsDone, total: callsTotal },
    orders: { done: ordersDone, total: ordersTotal },
  };
}
