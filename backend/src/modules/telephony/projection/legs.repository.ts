import type { Sql } from '../../../platform/db/database.js';
import type { LegColumns, LegStatus } from './call-row.rules.js';

/** A leg as it stands before a batch. */
export interface KnownLeg {
  readonly callRowId: number;
  readonly callId: string;
  readonly kind: LegColumns['kind'];
  readonly status: LegStatus;
  readonly extension: string | null;
  readonly operatorId: number | null;
  readonly sip: string | null;
}

export const loadLegs = (
  sql: Sql,
  organizationId: number,
  callRowIds: readonly number[],
): Promise<KnownLeg[]> =>
  callRowIds.length === 0
    ? Promise.resolve([])
    : sql.query<KnownLeg>({
        name: 'telephony-load-legs',
        text: `SELECT call_row_id AS "callRowId", call_id AS "callId", kind, status, extension, operator_id AS "operatorId",
            mango_data ->> 'sip' AS sip
          FROM mango WHERE organization_id = $1 AND call_row_id = ANY ($2::int[])`,
        values: [organizationId, callRowIds],
      });

export interface LegToSave extends LegColumns {
  readonly callRowId: number;
}

/** Writes legs; rows that are equal already are left alone. */
export async function saveLegs(sql: Sql, organizationId: number, legs: readonly LegToSave[]): Promise<void> {
  if (legs.length === 0) return;
  await sql.query({
    name: 'telephony-save-legs',
    text: `INSERT INTO mango AS m (organization_id, call_row_id, call_id, kind, status, phone_number, extension, operator_id,
        appeared_at, connected_at, disconnected_at, duration, hold_seconds, disconnect_reason, mango_data)
      SELECT $1, "callRowId", "callId", kind, status, "phoneNumber", extension, "operatorId",
        "appearedAt", "connectedAt", "disconnectedAt", duration, "holdSeconds", "disconnectReason", "mangoData"
      FROM jsonb_to_recordset($2::text::jsonb) AS r ("callRowId" int, "callId" text, kind text, status text, "phoneNumber" text,
        extension text, "operatorId" int, "appearedAt" timestamptz, "connectedAt" timestamptz, "disconnectedAt" timestamptz,
        duration int, "holdSeconds" int, "disconnectReason" int, "mangoData" jsonb)
      ON CONFLICT (organization_id, call_id) DO UPDATE SET kind = excluded.kind, status = excluded.status,
        phone_number = excluded.phone_number, extension = excluded.extension, operator_id = excluded.operator_id,
        appeared_at = excluded.appeared_at, connected_at = excluded.connected_at, disconnected_at = excluded.disconnected_at,
        duration = excluded.duration, hold_seconds = excluded.hold_seconds, disconnect_reason = excluded.disconnect_reason,
        mango_data = excluded.mango_data
      WHERE (m.kind, m.status, m.phone_number, m.extension, m.operator_id, m.appeared_at, m.connected_at, m.disconnected_at,
          m.duration, m.hold_seconds, m.disconnect_reason, m.mango_data)
        IS DISTINCT FROM (excluded.kind, excluded.status, excluded.phone_number, excluded.extension, excluded.operator_id,
          excluded.appeared_at, excluded.connected_at, excluded.disconnected_at, excluded.duration, excluded.hold_seconds,
          excluded.disconnect_reason, excluded.mango_data)`,
    values: [organizationId, JSON.stringify(legs)],
  });
}
