-- Rules the schema language cannot say: values, uniqueness under conditions, exclusion, append-only audit, and the indexes of the searches.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Identity: logins and e-mails compare without case.
CREATE UNIQUE INDEX user_account_login_key ON user_account (lower(login));
CREATE UNIQUE INDEX user_account_email_key ON user_account (lower(email)) WHERE email IS NOT NULL;

ALTER TABLE callcentre_operator
  ADD CONSTRAINT callcentre_operator_role_check CHECK (role IN ('owner', 'admin', 'manager', 'operator', 'viewer', 'master')),
  ADD CONSTRAINT callcentre_operator_status_check CHECK (status IN ('active', 'inactive', 'on_leave')),
  ADD CONSTRAINT callcentre_operator_status_work_check CHECK (status_work IN ('offline', 'online', 'break', 'on_call', 'wrap_up')),
  ADD CONSTRAINT callcentre_operator_status_work_next_check CHECK (status_work_next IN ('offline', 'online', 'break'));
CREATE UNIQUE INDEX callcentre_operator_extension_key ON callcentre_operator (organization_id, extension) WHERE extension IS NOT NULL;
CREATE UNIQUE INDEX callcentre_operator_sip_address_key ON callcentre_operator (organization_id, lower(sip_address)) WHERE sip_address IS NOT NULL;

ALTER TABLE work_status_log
  ADD CONSTRAINT work_status_log_status_work_check CHECK (status_work IN ('offline', 'online', 'break', 'on_call', 'wrap_up')),
  ADD CONSTRAINT work_status_log_set_by_check CHECK (set_by IN ('person', 'admin', 'system')),
  ADD CONSTRAINT work_status_log_interval_check CHECK (ended_at IS NULL OR ended_at >= started_at),
  ADD CONSTRAINT work_status_log_no_overlap EXCLUDE USING gist (operator_id WITH =, tstzrange(started_at, ended_at) WITH &&);

ALTER TABLE master
  ADD CONSTRAINT master_type_equipment_check CHECK (type_equipment IN ('kp', 'bt', 'mnch')),
  ADD CONSTRAINT master_status_work_check CHECK (status_work IN ('working', 'dismissed'));
ALTER TABLE city ADD CONSTRAINT city_slot_capacity_check CHECK (slot_capacity BETWEEN 0 AND 100);

-- Calls
ALTER TABLE call
  ADD CONSTRAINT call_direction_check CHECK (direction IN ('inbound', 'outbound', 'internal')),
  ADD CONSTRAINT call_status_check CHECK (
    status IN ('new', 'in_progress', 'answered')
    OR (direction = 'inbound' AND status = 'missed')
    OR (direction <> 'inbound' AND status IN ('busy', 'no_answer'))),
  ADD CONSTRAINT call_missed_reason_check CHECK (
    CASE WHEN status = 'missed' THEN missed_reason IS NOT NULL AND missed_reason IN ('ivr', 'queue', 'ringing', 'schedule')
         ELSE missed_reason IS NULL OR (missed_reason = 'operator' AND direction = 'outbound' AND status = 'no_answer') END),
  ADD CONSTRAINT call_seconds_check CHECK (talk_seconds >= 0 AND wait_seconds >= 0 AND ring_seconds >= 0 AND hold_seconds >= 0),
  ADD CONSTRAINT call_phone_client_check CHECK (phone_client ~ '^\+[0-9]{3,15}$'),
  ADD CONSTRAINT call_hangup_by_check CHECK (hangup_by IN ('caller', 'callee', 'system'));
CREATE INDEX call_newest ON call (organization_id, date_create DESC, id DESC) WHERE direction <> 'internal';
CREATE INDEX call_by_talk ON call (organization_id, talk_seconds DESC NULLS LAST, id DESC) WHERE direction <> 'internal';
CREATE INDEX call_by_wait ON call (organization_id, wait_seconds DESC NULLS LAST, id DESC) WHERE direction <> 'internal';
CREATE INDEX call_live ON call (organization_id, date_create) WHERE status IN ('new', 'in_progress') AND has_open_leg;
CREATE INDEX call_by_client_end ON call (organization_id, reverse(phone_client) text_pattern_ops, date_create DESC);
CREATE INDEX call_unassigned ON call (organization_id, phone_ats) WHERE rk IS NULL AND phone_ats IS NOT NULL AND direction <> 'internal';

ALTER TABLE mango
  ADD CONSTRAINT mango_kind_check CHECK (kind IN ('ivr', 'queue', 'abonent')),
  ADD CONSTRAINT mango_status_check CHECK (status IN ('started', 'answered', 'held', 'completed'));
ALTER TABLE recording ADD CONSTRAINT recording_state_check CHECK (state IN ('started', 'announced', 'stored', 'discarded', 'failed'));

-- Orders. A booked order has a seat in its half-hour; the unique index is what makes a double booking impossible.
ALTER TABLE "order"
  ADD CONSTRAINT order_type_order_check CHECK (type_order IN ('first_time', 'repeat', 'warranty')),
  ADD CONSTRAINT order_type_equipment_check CHECK (type_equipment IN ('kp', 'bt', 'mnch')),
  ADD CONSTRAINT order_status_order_check CHECK (status_order IN
    ('new', 'assigned', 'on_the_way', 'in_progress', 'workshop', 'completed', 'refused', 'not_an_order')),
  ADD CONSTRAINT order_reason_check CHECK (status_order NOT IN ('refused', 'not_an_order') OR length(reason) > 0),
  ADD CONSTRAINT order_closing_data_check CHECK ((closing_data IS NOT NULL) = (status_order IN ('completed', 'refused', 'not_an_order'))),
  ADD CONSTRAINT order_master_check CHECK (master_id IS NOT NULL OR status_order NOT IN ('assigned', 'on_the_way', 'in_progress', 'workshop', 'completed')),
  ADD CONSTRAINT order_workshop_check CHECK (status_order <> 'workshop' OR date_close_workshop IS NOT NULL),
  ADD CONSTRAINT order_money_check CHECK (result >= 0 AND expenditure >= 0 AND prepayment >= 0 AND clean = result - expenditure),
  ADD CONSTRAINT order_slot_place_check CHECK (
    (slot_place IS NOT NULL) = (deleted_at IS NULL AND status_order NOT IN ('refused', 'not_an_order')) AND slot_place >= 1),
  ADD CONSTRAINT order_phone_check CHECK (phone ~ '^\+[0-9]{3,15}$');
CREATE UNIQUE INDEX order_slot_place_key ON "order" (organization_id, city, type_equipment, date_meeting, slot_place) WHERE slot_place IS NOT NULL;
CREATE INDEX order_open_by_priority ON "order" (
    organization_id,
    (array_position(ARRAY['new', 'assigned', 'on_the_way', 'in_progress', 'workshop'], status_order)),
    date_meeting, id)
  WHERE deleted_at IS NULL AND status_order IN ('new', 'assigned', 'on_the_way', 'in_progress', 'workshop');
CREATE INDEX order_closed ON "order" (organization_id, closing_data DESC, id DESC)
  WHERE deleted_at IS NULL AND closing_data IS NOT NULL;
CREATE INDEX order_text_search ON "order" USING gin ((lower(client_name || ' ' || address)) gin_trgm_ops);
CREATE INDEX order_by_phone_end ON "order" (organization_id, reverse(phone) text_pattern_ops, create_date DESC);
ALTER TABLE order_history ADD CONSTRAINT order_history_kind_check CHECK (kind IN ('created', 'changed', 'status', 'deleted', 'call_linked'));

-- Inbox
ALTER TABLE inbox_event ADD CONSTRAINT inbox_event_status_check CHECK (status IN ('pending', 'processed', 'failed', 'dead'));
CREATE INDEX inbox_event_due ON inbox_event (next_attempt_at, id) WHERE status IN ('pending', 'failed');
ALTER TABLE call_event ADD CONSTRAINT call_event_kind_check CHECK (kind IN ('call', 'summary', 'recording', 'record_added', 'record_tagged', 'dtmf'));

-- Audit is append-only, for every role that goes through SQL.
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
