SELECT setseed(0.42);
SET session_replication_role = replica;
SET synchronous_commit=off; SET work_mem='256MB'; SET maintenance_work_mem='1GB';
INSERT INTO organization (name, timezone) VALUES ('Volume', 'Europe/Moscow');
INSERT INTO city (organization_id, name, timezone)
SELECT 1, n, z FROM (VALUES ('Москва','Europe/Moscow'),('Саратов','Europe/Saratov'),('Энгельс','Europe/Saratov'),('Ульяновск','Europe/Ulyanovsk'),('Пенза','Europe/Moscow'),('Тольятти','Europe/Samara'),('Омск','Asia/Omsk'),('Ярославль','Europe/Moscow'),('Казань','Europe/Moscow'),('Самара','Europe/Samara'),('Пермь','Asia/Yekaterinburg'),('Уфа','Asia/Yekaterinburg'),('Тула','Europe/Moscow'),('Рязань','Europe/Moscow'),('Воронеж','Europe/Moscow'),('Липецк','Europe/Moscow'),('Брянск','Europe/Moscow'),('Курск','Europe/Moscow'),('Орёл','Europe/Moscow'),('Тверь','Europe/Moscow')) v(n,z);
INSERT INTO campaign (organization_id, rk) SELECT 1, n FROM unnest(ARRAY['RK001','Авито','Листовка','Сайт','Газета']) n;
INSERT INTO disposition (organization_id, code, position) SELECT 1, c, p FROM unnest(ARRAY['order','consultation','callback','refusal','wrong_number','spam','warranty','quality_check','no_answer_follow_up']) WITH ORDINALITY v(c,p);
INSERT INTO user_account (login, password_hash) SELECT 'volume-'||g, 'none' FROM generate_series(1,101) g;
INSERT INTO callcentre_operator (organization_id, user_account_id, name, role, extension, city)
SELECT 1, g, 'Оператор '||g, CASE WHEN g=1 THEN 'owner' ELSE 'operator' END, (100+g)::text, NULL FROM generate_series(1,101) g;
INSERT INTO master (organization_id, name) SELECT 1, 'Мастер '||g FROM generate_series(1,200) g;
-- Zipf cumulative over 20 cities
CREATE TEMP TABLE zipf AS SELECT name, sum(1.0/rn) OVER (ORDER BY rn) / (SELECT sum(1.0/g) FROM generate_series(1,20) g) AS upto, rn FROM (SELECT name, row_number() OVER (ORDER BY id) rn FROM city) c;
CREATE FUNCTION pg_temp.pick_city(r float8) RETURNS text LANGUAGE sql AS 'SELECT name FROM zipf WHERE upto >= r ORDER BY upto LIMIT 1';
CREATE TEMP TABLE did AS
SELECT g AS id, '+7495'||lpad((1000000+g)::text,7,'0') AS number, pg_temp.pick_city(random()) AS city, (ARRAY['RK001','Авито','Авито','Листовка','Сайт','Газета'])[1+(random()*5.999)::int%6] AS rk, 'Аккаунт '||(1+(random()*39)::int) AS avito FROM generate_series(1,300) g;
INSERT INTO phone (organization_id, number, rk, city, avito_name) SELECT 1, number, rk, city, avito FROM did;
INSERT INTO call (organization_id, entry_id, rk, city, avito_name, phone_client, phone_ats, date_create, operator_id, final_operator_id, status, missed_reason, direction,
  talk_seconds, wait_seconds, ring_seconds, hold_seconds, hangup_by, missed_by, queued_at, answered_at, ended_at, is_final, has_open_leg, has_recording, disposition, version)
SELECT 1, 'volume-'||g, CASE WHEN k='internal' OR unknown THEN NULL ELSE rk END, CASE WHEN k='internal' OR unknown THEN NULL ELSE city END, CASE WHEN k='internal' OR unknown THEN NULL ELSE avito END,
  CASE WHEN k='internal' OR hidden THEN NULL ELSE phone END, CASE WHEN k='internal' THEN NULL ELSE number END, at,
  CASE WHEN status IN ('missed') THEN NULL ELSE op END, CASE WHEN status='answered' THEN op END,
  status, CASE WHEN status='missed' THEN reason END, k,
  CASE WHEN status='answered' THEN talk ELSE 0 END, CASE WHEN k='inbound' THEN wait END, 5, 0, 'caller',
  CASE WHEN status='missed' AND reason='ringing' THEN ARRAY[op] ELSE '{}' END,
  at + interval '4 s', CASE WHEN status='answered' THEN at + wait * interval '1 s' END, at + (wait + talk) * interval '1 s', true, false, status='answered',
  CASE WHEN status='answered' AND rd < 0.6 THEN (ARRAY['order','consultation','consultation','callback','refusal','wrong_number','spam','warranty'])[1+(rd*13)::int%8] END, 3
FROM (
  SELECT g, at, op, d.*, phone, k, talk, wait, rd, unknown, hidden, reason,
    CASE k WHEN 'inbound' THEN CASE WHEN r2 < 0.74 THEN 'answered' ELSE 'missed' END
           WHEN 'outbound' THEN CASE WHEN r2 < 0.6 THEN 'answered' WHEN r2 < 0.75 THEN 'busy' ELSE 'no_answer' END
           ELSE CASE WHEN r2 < 0.9 THEN 'answered' ELSE 'no_answer' END END AS status
  FROM (
    SELECT g, date_trunc('milliseconds', timestamptz '2026-11-20 12:00+00' - interval '730 days' * (1 - g/2000000.0)) AS at,
      2 + floor(100*power(random(),1.3))::int AS op, 1 + floor(300*random())::int AS did_id,
      '+79'||lpad((floor(600000*power(random(),1.6))::bigint*1483 % 1000000000)::text, 9, '0') AS phone,
      CASE WHEN r1 < 0.80 THEN 'inbound' WHEN r1 < 0.97 THEN 'outbound' ELSE 'internal' END AS k,
      (20 + random()*400)::int AS talk, (4 + random()*40)::int AS wait, random() AS r2, random() AS rd, random() < 0.01 AS unknown, random() < 0.005 AS hidden,
      (ARRAY['ringing','ringing','queue','queue','ivr','schedule'])[1+floor(random()*6)::int] AS reason
    FROM (SELECT g, random() AS r1 FROM generate_series(1,2000000) g) s
  ) r JOIN did d ON d.id = r.did_id
) c;
ANALYZE call;
INSERT INTO "order" (organization_id, rk, city, avito_name, phone, type_order, client_name, address, date_meeting, type_equipment, problem, status_order, reason, master_id, result, expenditure, clean, master_change, operator_name_id, create_date, closing_data, slot_place, date_close_workshop)
SELECT 1, rk, city, avito_name, phone_client, (ARRAY['first_time','first_time','repeat','warranty'])[1+floor(random()*4)::int],
  (ARRAY['Сергей','Анна','Мария','Иван','Пётр','Ольга','Ринат','Тамара'])[1+floor(random()*8)::int]||' '||(ARRAY['Кузьмин','Егорова','Соболева','Юсупов','Дорохов','Галиев','Белякова','Тихонов'])[1+floor(random()*8)::int],
  (ARRAY['Чернышевского','Ленина','Тельмана','Садовая','Московская','Победы'])[1+floor(random()*6)::int]||', '||(1+floor(random()*200)::int)||', кв. '||(1+floor(random()*150)::int),
  meeting, equipment, 'Не включается', s,
  CASE WHEN s IN ('refused','not_an_order') THEN 'дорого' END, CASE WHEN s IN ('refused','not_an_order','new') THEN NULL ELSE master END,
  CASE WHEN s='completed' THEN res END, CASE WHEN s='completed' THEN exp END, CASE WHEN s='completed' THEN res-exp END, CASE WHEN s='completed' THEN round((res-exp)*0.6,2) END,
  operator_id, at, CASE WHEN s IN ('completed','refused','not_an_order') THEN meeting + interval '2 hours' END,
  CASE WHEN s IN ('refused','not_an_order') THEN NULL ELSE row_number() OVER (PARTITION BY city, equipment, meeting ORDER BY id) END,
  CASE WHEN s='workshop' THEN meeting + interval '5 days' END
FROM (
  SELECT c.*, c.ended_at + interval '1 minute' AS at, date_trunc('day', c.date_create) + interval '1 day 7 hours' + floor(random()*25)*interval '30 minutes' AS meeting,
    (ARRAY['kp','bt','mnch'])[1+floor(random()*3)::int] AS equipment,
    CASE WHEN c.date_create < timestamptz '2026-11-18 00:00+00' THEN (ARRAY['completed','completed','completed','completed','completed','completed','refused','not_an_order','refused','workshop'])[1+floor(random()*9.02)::int]
      ELSE (ARRAY['new','assigned','on_the_way','in_progress','workshop','completed'])[1+floor(random()*6)::int] END AS s,
    1+floor(random()*200)::int AS master, (500+floor(random()*12000))::numeric(12,2) AS res, floor(random()*500)::numeric(12,2) AS exp
  FROM (SELECT * FROM call WHERE city IS NOT NULL AND phone_client IS NOT NULL AND status='answered' AND direction='inbound' ORDER BY random() LIMIT 500000) c
) o;
INSERT INTO order_call (organization_id, order_id, call_id)
SELECT 1, o.id, c.id FROM "order" o JOIN call c ON c.organization_id=1 AND c.phone_client=o.phone AND c.ended_at + interval '1 minute' = o.create_date ON CONFLICT DO NOTHING;
INSERT INTO debt (organization_id, phone_client, first_missed_at, last_missed_at, tries, last_call_id, cities)
SELECT 1, m.phone_client, min(m.date_create), max(m.date_create), count(*), (array_agg(m.id ORDER BY m.date_create DESC))[1], coalesce(array_agg(DISTINCT m.city) FILTER (WHERE m.city IS NOT NULL), '{}')
FROM call m LEFT JOIN (SELECT phone_client, max(ended_at) AS at FROM call WHERE status='answered' AND phone_client IS NOT NULL GROUP BY 1) t USING (phone_client)
WHERE m.status='missed' AND m.phone_client IS NOT NULL AND (t.at IS NULL OR m.date_create > t.at) GROUP BY m.phone_client;
SET session_replication_role = origin;
SELECT call_day_rebuild(1);
SELECT order_day_rebuild(1);
SELECT count(*) FROM call_delta;
