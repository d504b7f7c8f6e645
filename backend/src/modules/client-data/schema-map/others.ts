import type { SchemaMap } from './data-class.js';

const CALL_COUNTS = `inbound_new inbound_in_progress inbound_answered missed_ivr missed_queue missed_ringing missed_schedule outbound_new
  outbound_in_progress outbound_answered outbound_busy outbound_no_answer internal_new internal_in_progress internal_answered internal_busy
  internal_no_answer inbound_talk_seconds answered_wait_seconds outbound_talk_seconds`;
const ORDER_COUNTS = `status_new status_assigned status_on_the_way status_in_progress status_workshop status_completed status_refused
  status_not_an_order result expenditure clean master_change`;

/** Settings, lists and figures of the organisation. */
export const OTHER_TABLES = {
  organization: {
    none: 'id name timezone created_at updated_at version suspended_at second_factor_roles admin_ip_allow',
  },
  telephony_account: {
    none: 'id organization_id provider api_key api_salt_sealed api_base_url clock_offset_seconds last_event_at created_at',
  },
  mail_account: {
    none: 'organization_id host port security username password_sealed from_address from_name version updated_at',
  },
  city: { none: 'id organization_id name timezone slot_capacity version created_at updated_at' },
  campaign: { none: 'id organization_id rk name version created_at updated_at' },
  phone: { none: 'id organization_id number rk city avito_name version created_at updated_at' },
  disposition: { none: 'id organization_id code name position version created_at updated_at' },
  rate_limit: { staff: 'key', none: 'points expire' },
  call_delta: { staff: 'operator_id missed_by', none: `id organization_id day city rk ${CALL_COUNTS}` },
  call_day: { none: `organization_id dim key day ${CALL_COUNTS}` },
  order_delta: { staff: 'operator_id master_id', none: `id organization_id day city rk ${ORDER_COUNTS}` },
  order_day: { none: `organization_id dim key day ${ORDER_COUNTS}` },
  _prisma_migrations: {
    none: 'id checksum finished_at migration_name logs rolled_back_at started_at applied_steps_count',
  },
} as const satisfies SchemaMap;
