-- Figures of people within cities, and seconds by direction.
-- A manager's figures are those of his cities: the dimensions city_operator and city_missed_by (calls) and city_operator and city_master
-- (orders) make them a difference of running totals too, and let the list count what is a person's own outside his cities.
-- Talk is kept apart by direction, and only answered inbound calls count in the wait, so that an average never mixes the two.
ALTER TABLE call_delta RENAME COLUMN talk_seconds TO inbound_talk_seconds;
ALTER TABLE call_delta RENAME COLUMN wait_seconds TO answered_wait_seconds;
ALTER TABLE call_delta ADD COLUMN outbound_talk_seconds BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call_day RENAME COLUMN talk_seconds TO inbound_talk_seconds;
ALTER TABLE call_day RENAME COLUMN wait_seconds TO answered_wait_seconds;
ALTER TABLE call_day ADD COLUMN outbound_talk_seconds BIGINT NOT NULL DEFAULT 0;

-- Lists by outcome: most calls have none.
CREATE INDEX call_by_disposition ON call (organization_id, disposition, date_create DESC, id DESC) WHERE disposition IS NOT NULL;

CREATE OR REPLACE FUNCTION call_delta_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO call_delta (organization_id, day, operator_id, city, rk, missed_by,
    inbound_new, inbound_in_progress, inbound_answered, missed_ivr, missed_queue, missed_ringing, missed_schedule, outbound_new, outbound_in_progress, outbound_answered, outbound_busy, outbound_no_answer, internal_new, internal_in_progress, internal_answered, internal_busy, internal_no_answer, inbound_talk_seconds, outbound_talk_seconds, answered_wait_seconds)
  SELECT organization_id, day, operator_id, city, rk, missed_by,
    sum(inbound_new),
    sum(inbound_in_progress),
    sum(inbound_answered),
    sum(missed_ivr),
    sum(missed_queue),
    sum(missed_ringing),
    sum(missed_schedule),
    sum(outbound_new),
    sum(outbound_in_progress),
    sum(outbound_answered),
    sum(outbound_busy),
    sum(outbound_no_answer),
    sum(internal_new),
    sum(internal_in_progress),
    sum(internal_answered),
    sum(internal_busy),
    sum(internal_no_answer),
    sum(inbound_talk_seconds),
    sum(outbound_talk_seconds),
    sum(answered_wait_seconds)
  FROM (
    SELECT r.organization_id, (r.date_create AT TIME ZONE o.timezone)::date AS day, r.operator_id, r.city, r.rk, r.missed_by,
      ((r.direction = 'inbound' AND r.status = 'new')::int) AS inbound_new,
      ((r.direction = 'inbound' AND r.status = 'in_progress')::int) AS inbound_in_progress,
      ((r.direction = 'inbound' AND r.status = 'answered')::int) AS inbound_answered,
      ((r.status = 'missed' AND r.missed_reason = 'ivr')::int) AS missed_ivr,
      ((r.status = 'missed' AND r.missed_reason = 'queue')::int) AS missed_queue,
      ((r.status = 'missed' AND r.missed_reason = 'ringing')::int) AS missed_ringing,
      ((r.status = 'missed' AND r.missed_reason = 'schedule')::int) AS missed_schedule,
      ((r.direction = 'outbound' AND r.status = 'new')::int) AS outbound_new,
      ((r.direction = 'outbound' AND r.status = 'in_progress')::int) AS outbound_in_progress,
      ((r.direction = 'outbound' AND r.status = 'answered')::int) AS outbound_answered,
      ((r.direction = 'outbound' AND r.status = 'busy')::int) AS outbound_busy,
      ((r.direction = 'outbound' AND r.status = 'no_answer')::int) AS outbound_no_answer,
      ((r.direction = 'internal' AND r.status = 'new')::int) AS internal_new,
      ((r.direction = 'internal' AND r.status = 'in_progress')::int) AS internal_in_progress,
      ((r.direction = 'internal' AND r.status = 'answered')::int) AS internal_answered,
      ((r.direction = 'internal' AND r.status = 'busy')::int) AS internal_busy,
      ((r.direction = 'internal' AND r.status = 'no_answer')::int) AS internal_no_answer,
      (CASE WHEN r.direction = 'inbound' THEN coalesce(r.talk_seconds, 0) ELSE 0 END) AS inbound_talk_seconds,
      (CASE WHEN r.direction = 'outbound' THEN coalesce(r.talk_seconds, 0) ELSE 0 END) AS outbound_talk_seconds,
      (CASE WHEN r.direction = 'inbound' AND r.status = 'answered' THEN coalesce(r.wait_seconds, 0) ELSE 0 END) AS answered_wait_seconds
    FROM new_rows r JOIN organization o ON o.id = r.organization_id
  ) changed
  GROUP BY organization_id, day, operator_id, city, rk, missed_by
  HAVING sum(inbound_new) <> 0 OR sum(inbound_in_progress) <> 0 OR sum(inbound_answered) <> 0 OR sum(missed_ivr) <> 0 OR sum(missed_queue) <> 0 OR sum(missed_ringing) <> 0 OR sum(missed_schedule) <> 0 OR sum(outbound_new) <> 0 OR sum(outbound_in_progress) <> 0 OR sum(outbound_answered) <> 0 OR sum(outbound_busy) <> 0 OR sum(outbound_no_answer) <> 0 OR sum(internal_new) <> 0 OR sum(internal_in_progress) <> 0 OR sum(internal_answered) <> 0 OR sum(internal_busy) <> 0 OR sum(internal_no_answer) <> 0 OR sum(inbound_talk_seconds) <> 0 OR sum(outbound_talk_seconds) <> 0 OR sum(answered_wait_seconds) <> 0;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION call_delta_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO call_delta (organization_id, day, operator_id, city, rk, missed_by,
    inbound_new, inbound_in_progress, inbound_answered, missed_ivr, missed_queue, missed_ringing, missed_schedule, outbound_new, outbound_in_progress, outbound_answered, outbound_busy, outbound_no_answer, internal_new, internal_in_progress, internal_answered, internal_busy, internal_no_answer, inbound_talk_seconds, outbound_talk_seconds, answered_wait_seconds)
  SELECT organization_id, day, operator_id, city, rk, missed_by,
    sum(inbound_new),
    sum(inbound_in_progress),
    sum(inbound_answered),
    sum(missed_ivr),
    sum(missed_queue),
    sum(missed_ringing),
    sum(missed_schedule),
    sum(outbound_new),
    sum(outbound_in_progress),
    sum(outbound_answered),
    sum(outbound_busy),
    sum(outbound_no_answer),
    sum(internal_new),
    sum(internal_in_progress),
    sum(internal_answered),
    sum(internal_busy),
    sum(internal_no_answer),
    sum(inbound_talk_seconds),
    sum(outbound_talk_seconds),
    sum(answered_wait_seconds)
  FROM (
    SELECT r.organization_id, (r.date_create AT TIME ZONE o.timezone)::date AS day, r.operator_id, r.city, r.rk, r.missed_by,
      ((r.direction = 'inbound' AND r.status = 'new')::int) AS inbound_new,
      ((r.direction = 'inbound' AND r.status = 'in_progress')::int) AS inbound_in_progress,
      ((r.direction = 'inbound' AND r.status = 'answered')::int) AS inbound_answered,
      ((r.status = 'missed' AND r.missed_reason = 'ivr')::int) AS missed_ivr,
      ((r.status = 'missed' AND r.missed_reason = 'queue')::int) AS missed_queue,
      ((r.status = 'missed' AND r.missed_reason = 'ringing')::int) AS missed_ringing,
      ((r.status = 'missed' AND r.missed_reason = 'schedule')::int) AS missed_schedule,
      ((r.direction = 'outbound' AND r.status = 'new')::int) AS outbound_new,
      ((r.direction = 'outbound' AND r.status = 'in_progress')::int) AS outbound_in_progress,
      ((r.direction = 'outbound' AND r.status = 'answered')::int) AS outbound_answered,
      ((r.direction = 'outbound' AND r.status = 'busy')::int) AS outbound_busy,
      ((r.direction = 'outbound' AND r.status = 'no_answer')::int) AS outbound_no_answer,
      ((r.direction = 'internal' AND r.status = 'new')::int) AS internal_new,
      ((r.direction = 'internal' AND r.status = 'in_progress')::int) AS internal_in_progress,
      ((r.direction = 'internal' AND r.status = 'answered')::int) AS internal_answered,
      ((r.direction = 'internal' AND r.status = 'busy')::int) AS internal_busy,
      ((r.direction = 'internal' AND r.status = 'no_answer')::int) AS internal_no_answer,
      (CASE WHEN r.direction = 'inbound' THEN coalesce(r.talk_seconds, 0) ELSE 0 END) AS inbound_talk_seconds,
      (CASE WHEN r.direction = 'outbound' THEN coalesce(r.talk_seconds, 0) ELSE 0 END) AS outbound_talk_seconds,
      (CASE WHEN r.direction = 'inbound' AND r.status = 'answered' THEN coalesce(r.wait_seconds, 0) ELSE 0 END) AS answered_wait_seconds
    FROM new_rows r JOIN organization o ON o.id = r.organization_id
    UNION ALL
    SELECT r.organization_id, (r.date_create AT TIME ZONE o.timezone)::date AS day, r.operator_id, r.city, r.rk, r.missed_by,
      -((r.direction = 'inbound' AND r.status = 'new')::int) AS inbound_new,
      -((r.direction = 'inbound' AND r.status = 'in_progress')::int) AS inbound_in_progress,
      -((r.direction = 'inbound' AND r.status = 'answered')::int) AS inbound_answered,
      -((r.status = 'missed' AND r.missed_reason = 'ivr')::int) AS missed_ivr,
      -((r.status = 'missed' AND r.missed_reason = 'queue')::int) AS missed_queue,
      -((r.status = 'missed' AND r.missed_reason = 'ringing')::int) AS missed_ringing,
      -((r.status = 'missed' AND r.missed_reason = 'schedule')::int) AS missed_schedule,
      -((r.direction = 'outbound' AND r.status = 'new')::int) AS outbound_new,
      -((r.direction = 'outbound' AND r.status = 'in_progress')::int) AS outbound_in_progress,
      -((r.direction = 'outbound' AND r.status = 'answered')::int) AS outbound_answered,
      -((r.direction = 'outbound' AND r.status = 'busy')::int) AS outbound_busy,
      -((r.direction = 'outbound' AND r.status = 'no_answer')::int) AS outbound_no_answer,
      -((r.direction = 'internal' AND r.status = 'new')::int) AS internal_new,
      -((r.direction = 'internal' AND r.status = 'in_progress')::int) AS internal_in_progress,
      -((r.direction = 'internal' AND r.status = 'answered')::int) AS internal_answered,
      -((r.direction = 'internal' AND r.status = 'busy')::int) AS internal_busy,
      -((r.direction = 'internal' AND r.status = 'no_answer')::int) AS internal_no_answer,
      -(CASE WHEN r.direction = 'inbound' THEN coalesce(r.talk_seconds, 0) ELSE 0 END) AS inbound_talk_seconds,
      -(CASE WHEN r.direction = 'outbound' THEN coalesce(r.talk_seconds, 0) ELSE 0 END) AS outbound_talk_seconds,
      -(CASE WHEN r.direction = 'inbound' AND r.status = 'answered' THEN coalesce(r.wait_seconds, 0) ELSE 0 END) AS answered_wait_seconds
    FROM old_rows r JOIN organization o ON o.id = r.organization_id
  ) changed
  GROUP BY organization_id, day, operator_id, city, rk, missed_by
  HAVING sum(inbound_new) <> 0 OR sum(inbound_in_progress) <> 0 OR sum(inbound_answered) <> 0 OR sum(missed_ivr) <> 0 OR sum(missed_queue) <> 0 OR sum(missed_ringing) <> 0 OR sum(missed_schedule) <> 0 OR sum(outbound_new) <> 0 OR sum(outbound_in_progress) <> 0 OR sum(outbound_answered) <> 0 OR sum(outbound_busy) <> 0 OR sum(outbound_no_answer) <> 0 OR sum(internal_new) <> 0 OR sum(internal_in_progress) <> 0 OR sum(internal_answered) <> 0 OR sum(internal_busy) <> 0 OR sum(internal_no_answer) <> 0 OR sum(inbound_talk_seconds) <> 0 OR sum(outbound_talk_seconds) <> 0 OR sum(answered_wait_seconds) <> 0;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION call_delta_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO call_delta (organization_id, day, operator_id, city, rk, missed_by,
    inbound_new, inbound_in_progress, inbound_answered, missed_ivr, missed_queue, missed_ringing, missed_schedule, outbound_new, outbound_in_progress, outbound_answered, outbound_busy, outbound_no_answer, internal_new, internal_in_progress, internal_answered, internal_busy, internal_no_answer, inbound_talk_seconds, outbound_talk_seconds, answered_wait_seconds)
  SELECT organization_id, day, operator_id, city, rk, missed_by,
    sum(inbound_new),
    sum(inbound_in_progress),
    sum(inbound_answered),
    sum(missed_ivr),
    sum(missed_queue),
    sum(missed_ringing),
    sum(missed_schedule),
    sum(outbound_new),
    sum(outbound_in_progress),
    sum(outbound_answered),
    sum(outbound_busy),
    sum(outbound_no_answer),
    sum(internal_new),
    sum(internal_in_progress),
    sum(internal_answered),
    sum(internal_busy),
    sum(internal_no_answer),
    sum(inbound_talk_seconds),
    sum(outbound_talk_seconds),
    sum(answered_wait_seconds)
  FROM (
    SELECT r.organization_id, (r.date_create AT TIME ZONE o.timezone)::date AS day, r.operator_id, r.city, r.rk, r.missed_by,
      -((r.direction = 'inbound' AND r.status = 'new')::int) AS inbound_new,
      -((r.direction = 'inbound' AND r.status = 'in_progress')::int) AS inbound_in_progress,
      -((r.direction = 'inbound' AND r.status = 'answered')::int) AS inbound_answered,
      -((r.status = 'missed' AND r.missed_reason = 'ivr')::int) AS missed_ivr,
      -((r.status = 'missed' AND r.missed_reason = 'queue')::int) AS missed_queue,
      -((r.status = 'missed' AND r.missed_reason = 'ringing')::int) AS missed_ringing,
      -((r.status = 'missed' AND r.missed_reason = 'schedule')::int) AS missed_schedule,
      -((r.direction = 'outbound' AND r.status = 'new')::int) AS outbound_new,
      -((r.direction = 'outbound' AND r.status = 'in_progress')::int) AS outbound_in_progress,
      -((r.direction = 'outbound' AND r.status = 'answered')::int) AS outbound_answered,
      -((r.direction = 'outbound' AND r.status = 'busy')::int) AS outbound_busy,
      -((r.direction = 'outbound' AND r.status = 'no_answer')::int) AS outbound_no_answer,
      -((r.direction = 'internal' AND r.status = 'new')::int) AS internal_new,
      -((r.direction = 'internal' AND r.status = 'in_progress')::int) AS internal_in_progress,
      -((r.direction = 'internal' AND r.status = 'answered')::int) AS internal_answered,
      -((r.direction = 'internal' AND r.status = 'busy')::int) AS internal_busy,
      -((r.direction = 'internal' AND r.status = 'no_answer')::int) AS internal_no_answer,
      -(CASE WHEN r.direction = 'inbound' THEN coalesce(r.talk_seconds, 0) ELSE 0 END) AS inbound_talk_seconds,
      -(CASE WHEN r.direction = 'outbound' THEN coalesce(r.talk_seconds, 0) ELSE 0 END) AS outbound_talk_seconds,
      -(CASE WHEN r.direction = 'inbound' AND r.status = 'answered' THEN coalesce(r.wait_seconds, 0) ELSE 0 END) AS answered_wait_seconds
    FROM old_rows r JOIN organization o ON o.id = r.organization_id
  ) changed
  GROUP BY organization_id, day, operator_id, city, rk, missed_by
  HAVING sum(inbound_new) <> 0 OR sum(inbound_in_progress) <> 0 OR sum(inbound_answered) <> 0 OR sum(missed_ivr) <> 0 OR sum(missed_queue) <> 0 OR sum(missed_ringing) <> 0 OR sum(missed_schedule) <> 0 OR sum(outbound_new) <> 0 OR sum(outbound_in_progress) <> 0 OR sum(outbound_answered) <> 0 OR sum(outbound_busy) <> 0 OR sum(outbound_no_answer) <> 0 OR sum(internal_new) <> 0 OR sum(internal_in_progress) <> 0 OR sum(internal_answered) <> 0 OR sum(internal_busy) <> 0 OR sum(internal_no_answer) <> 0 OR sum(inbound_talk_seconds) <> 0 OR sum(outbound_talk_seconds) <> 0 OR sum(answered_wait_seconds) <> 0;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION call_day_fold(max_rows int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  taken int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('call_day_fold'));
  WITH picked AS (
    DELETE FROM call_delta WHERE id IN (SELECT id FROM call_delta ORDER BY id LIMIT max_rows) RETURNING *
  ), counted AS (
    SELECT count(*)::int AS n FROM picked
  ), spread AS (
    SELECT p.organization_id, d.dim, d.key, p.day,
      sum(p.inbound_new) AS inbound_new,
      sum(p.inbound_in_progress) AS inbound_in_progress,
      sum(p.inbound_answered) AS inbound_answered,
      sum(p.missed_ivr) AS missed_ivr,
      sum(p.missed_queue) AS missed_queue,
      sum(p.missed_ringing) AS missed_ringing,
      sum(p.missed_schedule) AS missed_schedule,
      sum(p.outbound_new) AS outbound_new,
      sum(p.outbound_in_progress) AS outbound_in_progress,
      sum(p.outbound_answered) AS outbound_answered,
      sum(p.outbound_busy) AS outbound_busy,
      sum(p.outbound_no_answer) AS outbound_no_answer,
      sum(p.internal_new) AS internal_new,
      sum(p.internal_in_progress) AS internal_in_progress,
      sum(p.internal_answered) AS internal_answered,
      sum(p.internal_busy) AS internal_busy,
      sum(p.internal_no_answer) AS internal_no_answer,
      sum(p.inbound_talk_seconds) AS inbound_talk_seconds,
      sum(p.outbound_talk_seconds) AS outbound_talk_seconds,
      sum(p.answered_wait_seconds) AS answered_wait_seconds
    FROM picked p CROSS JOIN LATERAL (
      SELECT 'all'::text, ''::text
      UNION ALL
      SELECT 'operator', p.operator_id::text WHERE p.operator_id IS NOT NULL
      UNION ALL
      SELECT 'missed_by', m::text FROM unnest(p.missed_by) m
      UNION ALL
      SELECT 'city', coalesce(p.city, '')
      UNION ALL
      SELECT 'rk', coalesce(p.rk, '')
      UNION ALL
      SELECT 'city_rk', coalesce(p.city, '') || chr(31) || coalesce(p.rk, '')
      UNION ALL
      SELECT 'city_operator', coalesce(p.city, '') || chr(31) || p.operator_id::text WHERE p.operator_id IS NOT NULL
      UNION ALL
      SELECT 'city_missed_by', coalesce(p.city, '') || chr(31) || m::text FROM unnest(p.missed_by) m
    ) d (dim, key)
    GROUP BY 1, 2, 3, 4
  ), running AS (
    SELECT organization_id, dim, key, day,
      sum(inbound_new) OVER upto AS inbound_new,
      sum(inbound_in_progress) OVER upto AS inbound_in_progress,
      sum(inbound_answered) OVER upto AS inbound_answered,
      sum(missed_ivr) OVER upto AS missed_ivr,
      sum(missed_queue) OVER upto AS missed_queue,
      sum(missed_ringing) OVER upto AS missed_ringing,
      sum(missed_schedule) OVER upto AS missed_schedule,
      sum(outbound_new) OVER upto AS outbound_new,
      sum(outbound_in_progress) OVER upto AS outbound_in_progress,
      sum(outbound_answered) OVER upto AS outbound_answered,
      sum(outbound_busy) OVER upto AS outbound_busy,
      sum(outbound_no_answer) OVER upto AS outbound_no_answer,
      sum(internal_new) OVER upto AS internal_new,
      sum(internal_in_progress) OVER upto AS internal_in_progress,
      sum(internal_answered) OVER upto AS internal_answered,
      sum(internal_busy) OVER upto AS internal_busy,
      sum(internal_no_answer) OVER upto AS internal_no_answer,
      sum(inbound_talk_seconds) OVER upto AS inbound_talk_seconds,
      sum(outbound_talk_seconds) OVER upto AS outbound_talk_seconds,
      sum(answered_wait_seconds) OVER upto AS answered_wait_seconds
    FROM spread WINDOW upto AS (PARTITION BY organization_id, dim, key ORDER BY day)
  ), moved AS (
    UPDATE call_day t SET
      inbound_new = t.inbound_new + r.inbound_new,
      inbound_in_progress = t.inbound_in_progress + r.inbound_in_progress,
      inbound_answered = t.inbound_answered + r.inbound_answered,
      missed_ivr = t.missed_ivr + r.missed_ivr,
      missed_queue = t.missed_queue + r.missed_queue,
      missed_ringing = t.missed_ringing + r.missed_ringing,
      missed_schedule = t.missed_schedule + r.missed_schedule,
      outbound_new = t.outbound_new + r.outbound_new,
      outbound_in_progress = t.outbound_in_progress + r.outbound_in_progress,
      outbound_answered = t.outbound_answered + r.outbound_answered,
      outbound_busy = t.outbound_busy + r.outbound_busy,
      outbound_no_answer = t.outbound_no_answer + r.outbound_no_answer,
      internal_new = t.internal_new + r.internal_new,
      internal_in_progress = t.internal_in_progress + r.internal_in_progress,
      internal_answered = t.internal_answered + r.internal_answered,
      internal_busy = t.internal_busy + r.internal_busy,
      internal_no_answer = t.internal_no_answer + r.internal_no_answer,
      inbound_talk_seconds = t.inbound_talk_seconds + r.inbound_talk_seconds,
      outbound_talk_seconds = t.outbound_talk_seconds + r.outbound_talk_seconds,
      answered_wait_seconds = t.answered_wait_seconds + r.answered_wait_seconds
    FROM (
      SELECT DISTINCT ON (e.organization_id, e.dim, e.key, e.day) e.organization_id, e.dim, e.key, e.day AS on_day,
        s.inbound_new,
        s.inbound_in_progress,
        s.inbound_answered,
        s.missed_ivr,
        s.missed_queue,
        s.missed_ringing,
        s.missed_schedule,
        s.outbound_new,
        s.outbound_in_progress,
        s.outbound_answered,
        s.outbound_busy,
        s.outbound_no_answer,
        s.internal_new,
        s.internal_in_progress,
        s.internal_answered,
        s.internal_busy,
        s.internal_no_answer,
        s.inbound_talk_seconds,
        s.outbound_talk_seconds,
        s.answered_wait_seconds
      FROM running s JOIN call_day e
        ON e.organization_id = s.organization_id AND e.dim = s.dim AND e.key = s.key AND e.day >= s.day
      ORDER BY e.organization_id, e.dim, e.key, e.day, s.day DESC
    ) r
    WHERE t.organization_id = r.organization_id AND t.dim = r.dim AND t.key = r.key AND t.day = r.on_day
  ), added AS (
    INSERT INTO call_day (organization_id, dim, key, day,
      inbound_new, inbound_in_progress, inbound_answered, missed_ivr, missed_queue, missed_ringing, missed_schedule, outbound_new, outbound_in_progress, outbound_answered, outbound_busy, outbound_no_answer, internal_new, internal_in_progress, internal_answered, internal_busy, internal_no_answer, inbound_talk_seconds, outbound_talk_seconds, answered_wait_seconds)
    SELECT r.organization_id, r.dim, r.key, r.day,
      r.inbound_new + coalesce(p.inbound_new, 0),
      r.inbound_in_progress + coalesce(p.inbound_in_progress, 0),
      r.inbound_answered + coalesce(p.inbound_answered, 0),
      r.missed_ivr + coalesce(p.missed_ivr, 0),
      r.missed_queue + coalesce(p.missed_queue, 0),
      r.missed_ringing + coalesce(p.missed_ringing, 0),
      r.missed_schedule + coalesce(p.missed_schedule, 0),
      r.outbound_new + coalesce(p.outbound_new, 0),
      r.outbound_in_progress + coalesce(p.outbound_in_progress, 0),
      r.outbound_answered + coalesce(p.outbound_answered, 0),
      r.outbound_busy + coalesce(p.outbound_busy, 0),
      r.outbound_no_answer + coalesce(p.outbound_no_answer, 0),
      r.internal_new + coalesce(p.internal_new, 0),
      r.internal_in_progress + coalesce(p.internal_in_progress, 0),
      r.internal_answered + coalesce(p.internal_answered, 0),
      r.internal_busy + coalesce(p.internal_busy, 0),
      r.internal_no_answer + coalesce(p.internal_no_answer, 0),
      r.inbound_talk_seconds + coalesce(p.inbound_talk_seconds, 0),
      r.outbound_talk_seconds + coalesce(p.outbound_talk_seconds, 0),
      r.answered_wait_seconds + coalesce(p.answered_wait_seconds, 0)
    FROM running r
    LEFT JOIN LATERAL (
      SELECT * FROM call_day e
      WHERE e.organization_id = r.organization_id AND e.dim = r.dim AND e.key = r.key AND e.day < r.day
      ORDER BY e.day DESC LIMIT 1
    ) p ON true
    WHERE NOT EXISTS (
      SELECT 1 FROM call_day e
      WHERE e.organization_id = r.organization_id AND e.dim = r.dim AND e.key = r.key AND e.day = r.day
    )
  )
  SELECT n INTO taken FROM counted;
  RETURN taken;
END
$$;

CREATE OR REPLACE FUNCTION call_day_rebuild(organization int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE call IN SHARE ROW EXCLUSIVE MODE;
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

CREATE OR REPLACE FUNCTION order_day_fold(max_rows int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  taken int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('order_day_fold'));
  WITH picked AS (
    DELETE FROM order_delta WHERE id IN (SELECT id FROM order_delta ORDER BY id LIMIT max_rows) RETURNING *
  ), counted AS (
    SELECT count(*)::int AS n FROM picked
  ), spread AS (
    SELECT p.organization_id, d.dim, d.key, p.day,
      sum(p.status_new) AS status_new,
      sum(p.status_assigned) AS status_assigned,
      sum(p.status_on_the_way) AS status_on_the_way,
      sum(p.status_in_progress) AS status_in_progress,
      sum(p.status_workshop) AS status_workshop,
      sum(p.status_completed) AS status_completed,
      sum(p.status_refused) AS status_refused,
      sum(p.status_not_an_order) AS status_not_an_order,
      sum(p.result) AS result,
      sum(p.expenditure) AS expenditure,
      sum(p.clean) AS clean,
      sum(p.master_change) AS master_change
    FROM picked p CROSS JOIN LATERAL (
      SELECT 'all'::text, ''::text
      UNION ALL
      SELECT 'operator', p.operator_id::text
      UNION ALL
      SELECT 'master', p.master_id::text WHERE p.master_id IS NOT NULL
      UNION ALL
      SELECT 'city', p.city
      UNION ALL
      SELECT 'rk', p.rk
      UNION ALL
      SELECT 'city_rk', p.city || chr(31) || p.rk
      UNION ALL
      SELECT 'city_operator', p.city || chr(31) || p.operator_id::text
      UNION ALL
      SELECT 'city_master', p.city || chr(31) || p.master_id::text WHERE p.master_id IS NOT NULL
    ) d (dim, key)
    GROUP BY 1, 2, 3, 4
  ), running AS (
    SELECT organization_id, dim, key, day,
      sum(status_new) OVER upto AS status_new,
      sum(status_assigned) OVER upto AS status_assigned,
      sum(status_on_the_way) OVER upto AS status_on_the_way,
      sum(status_in_progress) OVER upto AS status_in_progress,
      sum(status_workshop) OVER upto AS status_workshop,
      sum(status_completed) OVER upto AS status_completed,
      sum(status_refused) OVER upto AS status_refused,
      sum(status_not_an_order) OVER upto AS status_not_an_order,
      sum(result) OVER upto AS result,
      sum(expenditure) OVER upto AS expenditure,
      sum(clean) OVER upto AS clean,
      sum(master_change) OVER upto AS master_change
    FROM spread WINDOW upto AS (PARTITION BY organization_id, dim, key ORDER BY day)
  ), moved AS (
    UPDATE order_day t SET
      status_new = t.status_new + r.status_new,
      status_assigned = t.status_assigned + r.status_assigned,
      status_on_the_way = t.status_on_the_way + r.status_on_the_way,
      status_in_progress = t.status_in_progress + r.status_in_progress,
      status_workshop = t.status_workshop + r.status_workshop,
      status_completed = t.status_completed + r.status_completed,
      status_refused = t.status_refused + r.status_refused,
      status_not_an_order = t.status_not_an_order + r.status_not_an_order,
      result = t.result + r.result,
      expenditure = t.expenditure + r.expenditure,
      clean = t.clean + r.clean,
      master_change = t.master_change + r.master_change
    FROM (
      SELECT DISTINCT ON (e.organization_id, e.dim, e.key, e.day) e.organization_id, e.dim, e.key, e.day AS on_day,
        s.status_new,
        s.status_assigned,
        s.status_on_the_way,
        s.status_in_progress,
        s.status_workshop,
        s.status_completed,
        s.status_refused,
        s.status_not_an_order,
        s.result,
        s.expenditure,
        s.clean,
        s.master_change
      FROM running s JOIN order_day e
        ON e.organization_id = s.organization_id AND e.dim = s.dim AND e.key = s.key AND e.day >= s.day
      ORDER BY e.organization_id, e.dim, e.key, e.day, s.day DESC
    ) r
    WHERE t.organization_id = r.organization_id AND t.dim = r.dim AND t.key = r.key AND t.day = r.on_day
  ), added AS (
    INSERT INTO order_day (organization_id, dim, key, day,
      status_new, status_assigned, status_on_the_way, status_in_progress, status_workshop, status_completed, status_refused, status_not_an_order, result, expenditure, clean, master_change)
    SELECT r.organization_id, r.dim, r.key, r.day,
      r.status_new + coalesce(p.status_new, 0),
      r.status_assigned + coalesce(p.status_assigned, 0),
      r.status_on_the_way + coalesce(p.status_on_the_way, 0),
      r.status_in_progress + coalesce(p.status_in_progress, 0),
      r.status_workshop + coalesce(p.status_workshop, 0),
      r.status_completed + coalesce(p.status_completed, 0),
      r.status_refused + coalesce(p.status_refused, 0),
      r.status_not_an_order + coalesce(p.status_not_an_order, 0),
      r.result + coalesce(p.result, 0),
      r.expenditure + coalesce(p.expenditure, 0),
      r.clean + coalesce(p.clean, 0),
      r.master_change + coalesce(p.master_change, 0)
    FROM running r
    LEFT JOIN LATERAL (
      SELECT * FROM order_day e
      WHERE e.organization_id = r.organization_id AND e.dim = r.dim AND e.key = r.key AND e.day < r.day
      ORDER BY e.day DESC LIMIT 1
    ) p ON true
    WHERE NOT EXISTS (
      SELECT 1 FROM order_day e
      WHERE e.organization_id = r.organization_id AND e.dim = r.dim AND e.key = r.key AND e.day = r.day
    )
  )
  SELECT n INTO taken FROM counted;
  RETURN taken;
END
$$;

CREATE OR REPLACE FUNCTION order_day_rebuild(organization int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE "order" IN SHARE ROW EXCLUSIVE MODE;
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

-- What was counted under the old meaning is counted anew.
SELECT call_day_rebuild(id), order_day_rebuild(id) FROM organization;
