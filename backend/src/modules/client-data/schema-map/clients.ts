import type { SchemaMap } from './data-class.js';

/** Tables with rows about clients. The export takes their columns `client` and `none`; the erasure leaves `none` and `staff`. */
export const CLIENT_TABLES = {
  call: {
    client: 'phone_client comment dtmf',
    staff: 'operator_id final_operator_id missed_by',
    none: `id organization_id entry_id rk city avito_name phone_ats date_create status missed_reason direction talk_seconds wait_seconds
      ring_seconds hold_seconds hangup_by disconnect_reason group_extension transfer queued_at answered_at ended_at is_final has_open_leg
      has_recording disposition last_event_at version updated_at`,
  },
  mango: {
    client: 'phone_number mango_data',
    staff: 'operator_id extension',
    none: `id organization_id call_row_id call_id kind status appeared_at connected_at disconnected_at duration hold_seconds
      disconnect_reason`,
  },
  recording: {
    client: 'content_type bytes sha256 storage_key',
    staff: 'extension',
    none: 'id organization_id call_row_id recording_id state attempts last_error started_at stored_at created_at',
  },
  call_event: {
    client: 'payload',
    none: 'organization_id kind event_key seq entry_id inbox_id received_at',
  },
  inbox_event: {
    client: 'raw dedup',
    none: 'id organization_id provider path received_at seen status attempts next_attempt_at last_error processed_at',
  },
  debt: {
    client: 'phone_client',
    none: 'organization_id first_missed_at last_missed_at tries last_call_id cities',
  },
  order: {
    client: 'phone client_name address problem reason comment avito_chatid',
    staff: 'master_id operator_name_id',
    none: `id organization_id rk city avito_name type_order date_meeting type_equipment status_order result expenditure clean
      master_change prepayment date_close_workshop create_date closing_data slot_place is_overbooked deleted_at version updated_at`,
  },
  order_history: {
    client: 'reason changes',
    staff: 'operator_id',
    none: 'id organization_id order_id at kind from_status to_status',
  },
  order_call: { none: 'organization_id order_id call_id' },
  live_event: { client: 'data', staff: 'operator_ids', none: 'id xid organization_id type city at' },
  idempotency_key: {
    client: 'response body_hash',
    staff: 'operator_id',
    none: 'key status location created_at',
  },
  client_ref: { client: 'phone', none: 'organization_id id' },
  client_erasure: {
    client: 'phone_sealed',
    staff: 'operator_id reason',
    none: `id organization_id client_id pseudonym requested_at finished_at calls_total calls_done orders_total orders_done recordings_done
      inbox_done_to`,
  },
} as const satisfies SchemaMap;

export type ClientTable = keyof typeof CLIENT_TABLES;
