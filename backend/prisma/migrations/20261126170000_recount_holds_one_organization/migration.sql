-- A recount holds the writers of its own organisation alone.
-- Whoever writes calls or orders shares a lock of their organisation until his transaction ends; a recount has it for itself. It replaces
-- locks of whole tables, which held the writers of every organisation.

CREATE FUNCTION figures_hold(organization int) RETURNS void LANGUAGE sql AS
  $$ SELECT pg_advisory_xact_lock(hashtext('figures'), organization) $$;

CREATE FUNCTION figures_share() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('figures'), organization_id)
    FROM (SELECT DISTINCT organization_id FROM changed_rows) changed;
  RETURN NULL;
END
$$;

-- Triggers of one event run in the order of their names: these come before `call_delta_…` and `order_delta_…`, which read the time zone.
CREATE TRIGGER call_are_shared_insert AFTER INSERT ON call
  REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION figures_share();
CREATE TRIGGER call_are_shared_update AFTER UPDATE ON call
  REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION figures_share();
CREATE TRIGGER call_are_shared_delete AFTER DELETE ON call
  REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION figures_share();
CREATE TRIGGER order_are_shared_insert AFTER INSERT ON "order"
  REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION figures_share();
CREATE TRIGGER order_are_shared_update AFTER UPDATE ON "order"
  REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION figures_share();
CREATE TRIGGER order_are_shared_delete AFTER DELETE ON "order"
  REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION figures_share();

CREATE OR REPLACE FUNCTION call_day_rebuild(organization int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM figures_hold(organization);
  PERFORM pg_advisory_xact_lock(hashtext('call_day_fold'));
  DELETE FROM call_delta WHERE organization_id = organization;
  DELETE FROM call_day WHERE organization_id = organization;
  INSERT INTO call_delta (organization_id, day, operator_id, city, rk, missed_by,
    inbound_new, inbound_in_progress, inbound_answered, missed_ivr, missed_queue, missed_ringing, missed_schedule, outbound_new, outbound_in_progress, outbound_answered, outbound_busy, outbound_no_answer, internal_new, internal_in_progress, internal_answered, internal_busy, internal_no_answer, inbound_talk_seconds, outbound_talk_seconds, answered_wait_seconds)
  SELECT r.organization_id, (r.date_create AT TIME ZONE o.timezone)::date, r.operator_id, r.city, r.rk, r.missed_by,
    sum((r.direction = 'inbound' AND r.status = 'new')::int),
    sum((r.direction = 'inbound' AND r.status = 'in_progress')::int),
    sum((r.direction = 'inbound' AND r.status = 'answered')::int),
    sum((r.status = 'missed' AND r.missed_reason = 'ivr')::int),
    sum((r.status = 'missed' AND r.missed_reason = 'queue')::int),
    sum((r.status = 'missed' AND r.missed_reason = 'ringing')::int),
    sum((r.status = 'missed' AND r.missed_reason = 'schedule')::int),
    sum((r.direction = 'outbound' AND r.status = 'new')::int),
    sum((r.direction = 'outbound' AND r.status = 'in_progress')::int),
    sum((r.direction = 'outbound' AND r.status = 'answered')::int),
    sum((r.direction = 'outbound' AND r.status = 'busy')::int),
    sum((r.direction = 'outbound' AND r.status = 'no_answer')::int),
    sum((r.direction = 'internal' AND r.status = 'new')::int),
    sum((r.direction = 'internal' AND r.status = 'in_progress')::int),
    sum((r.direction = 'internal' AND r.status = 'answered')::int),
    sum((r.direction = 'internal' AND r.status = 'busy')::int),
    sum((r.direction = 'internal' AND r.status = 'no_answer')::int),
    sum(CASE WHEN r.direction = 'inbound' THEN coalesce(r.talk_seconds, 0) ELSE 0 END),
    sum(CASE WHEN r.direction = 'outbound' THEN coalesce(r.talk_seconds, 0) ELSE 0 END),
    sum(CASE WHEN r.direction = 'inbound' AND r.status = 'answered' THEN coalesce(r.wait_seconds, 0) ELSE 0 END)
  FROM call r JOIN organization o ON o.id = r.organization_id
  WHERE r.organization_id = organization
  GROUP BY 1, 2, r.operator_id, r.city, r.rk, r.missed_by
  -- The fold takes differences in the order of their ids: by day, none of its passes has to move many later days.
  ORDER BY 2;
END
$$;

CREATE OR REPLACE FUNCTION order_day_rebuild(organization int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM figures_hold(organization);
  PERFORM pg_advisory_xact_lock(hashtext('order_day_fold'));
  DELETE FROM order_delta WHERE organization_id = organization;
  DELETE FROM order_day WHERE organization_id = organization;
  INSERT INTO order_delta (organization_id, day, operator_id, master_id, city, rk,
    status_new, status_assigned, status_on_the_way, status_in_progress, status_workshop, status_completed, status_refused, status_not_an_order, result, expenditure, clean, master_change)
  SELECT r.organization_id, (r.create_date AT TIME ZONE o.timezone)::date, r.operator_name_id, r.master_id, r.city, r.rk,
    sum((r.status_order = 'new')::int),
    sum((r.status_order = 'assigned')::int),
    sum((r.status_order = 'on_the_way')::int),
    sum((r.status_order = 'in_progress')::int),
    sum((r.status_order = 'workshop')::int),
    sum((r.status_order = 'completed')::int),
    sum((r.status_order = 'refused')::int),
    sum((r.status_order = 'not_an_order')::int),
    sum(CASE WHEN r.status_order = 'completed' THEN coalesce(r.result, 0) ELSE 0 END),
    sum(CASE WHEN r.status_order = 'completed' THEN coalesce(r.expenditure, 0) ELSE 0 END),
    sum(CASE WHEN r.status_order = 'completed' THEN coalesce(r.clean, 0) ELSE 0 END),
    sum(CASE WHEN r.status_order = 'completed' THEN coalesce(r.master_change, 0) ELSE 0 END)
  FROM "order" r JOIN organization o ON o.id = r.organization_id
  WHERE r.organization_id = organization AND r.deleted_at IS NULL
  GROUP BY 1, 2, r.operator_name_id, r.master_id, r.city, r.rk
  -- The fold takes differences in the order of their ids: by day, none of its passes has to move many later days.
  ORDER BY 2;
END
$$;
