import type { SchemaMap } from './data-class.js';

/** Tables about those who work here, and what they did. The audit log names clients by random ids alone (ADR 0017). */
export const STAFF_TABLES = {
  user_account: {
    staff: `login email password_hash password_changed_at is_password_temporary password_expires_at email_verified_at
      totp_secret_sealed totp_enabled_at totp_last_step locale timezone`,
    none: 'id is_super_admin created_at updated_at',
  },
  callcentre_operator: {
    staff: `user_account_id name role city status status_work status_work_since status_work_next extension sip_address note last_sign_in_at`,
    none: 'id organization_id date_create updated_at version',
  },
  callcentre_operator_city: { staff: 'operator_id city_id', none: 'organization_id' },
  work_status_log: {
    staff: 'operator_id status_work started_at ended_at set_by',
    none: 'id organization_id',
  },
  session: {
    staff: `user_account_id operator_id created_at last_seen_at rotated_at expires_at revoked_at revoked_reason ip user_agent device_id
      auth_methods authenticated_at`,
    none: 'id organization_id counter',
  },
  device: {
    staff: 'user_account_id secret_hash user_agent first_seen_at last_seen_at last_ip trusted_until',
    none: 'id',
  },
  sign_in_event: {
    staff: 'at user_account_id device_id session_id method outcome ip user_agent',
    none: 'id organization_id',
  },
  sign_in_throttle: { staff: 'key', none: 'failures first_at last_at blocked_until' },
  one_time_token: {
    staff: 'user_account_id secret_hash data',
    none: 'id purpose attempts created_at expires_at used_at',
  },
  recovery_code: { staff: 'user_account_id code_hash', none: 'id created_at used_at' },
  oauth_identity: { staff: 'user_account_id provider subject email linked_at last_used_at', none: 'id' },
  oauth_flow: {
    staff: 'state_hash browser_hash secrets_sealed user_account_id',
    none: 'id provider return_to created_at expires_at',
  },
  invitation: {
    staff: 'email name role city cities extension sip_address invited_by_id operator_id secret_hash',
    none: 'id organization_id delivery locale created_at issued_at expires_at accepted_at revoked_at version',
  },
  api_key: {
    staff: 'operator_id name prefix secret_hash ip_allow last_used_at last_used_ip',
    none: 'id organization_id is_personal permissions cities created_at expires_at revoked_at version',
  },
  mail_message: {
    staff: 'user_account_id recipient_sealed recipient_masked params_sealed message_id last_error',
    none: 'id organization_id template locale status attempts sending_until created_at sent_at',
  },
  notice: { staff: 'user_account_id type data created_at read_at', none: 'id organization_id' },
  master: {
    staff: 'operator_id name phone type_equipment status_work',
    none: 'id organization_id version date_create updated_at',
  },
  master_city: { staff: 'master_id city_id', none: 'organization_id' },
  audit: {
    staff: 'actor_account_id actor_operator_id session_id ip api_key_id',
    none: 'id at organization_id request_id action object_type object_id outcome diff_fields seal_no hash',
  },
  audit_verification: {
    staff: 'actor_operator_id',
    none: 'id at organization_id first_seal_no last_seal_no fault fault_seal_no fault_audit_id',
  },
} as const satisfies SchemaMap;
