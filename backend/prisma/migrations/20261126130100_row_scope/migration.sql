-- The second line: what the role of the product reaches of people's data is what its connection was told to reach (`platform/db/row-scope.ts`).
-- Told nothing, it reaches nothing. Migrations and whoever else owns the tables are not held back.

-- The organisation of the work in hand; null when there is none.
CREATE FUNCTION scoped_organization() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN current_setting('app.organization_id', true) ~ '^[0-9]{1,9}$'
  THEN current_setting('app.organization_id', true)::integer END;
-- True for the work of the product itself, which is for all organisations: loops, jobs, webhooks.
CREATE FUNCTION scope_is_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('app.organization_id', true) = 'all', false);

DO $$
DECLARE
  name text;
BEGIN
  -- `(SELECT …)` is asked once for a statement, not once for a row.
  FOREACH name IN ARRAY ARRAY['call', 'mango', 'recording', 'call_event', 'debt', 'order', 'order_call', 'order_history',
      'inbox_event'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY row_scope ON %I USING (organization_id = (SELECT scoped_organization()) OR (SELECT scope_is_all()))', name);
  END LOOP;
END
$$;

-- The log and the news for open pages are read like other rows; anybody may add to them, also before he is known, as whoever signs in.
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY row_scope ON audit FOR SELECT
  USING (organization_id = (SELECT scoped_organization()) OR (SELECT scope_is_all()));
CREATE POLICY append ON audit FOR INSERT WITH CHECK (true);
ALTER TABLE live_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY row_scope ON live_event
  USING (organization_id = (SELECT scoped_organization()) OR (SELECT scope_is_all())) WITH CHECK (true);
