import pg from 'pg';

/**
 * What the role of the API and the worker may do in a database that another role owns and migrates: read and write rows. It makes and
 * changes no tables, adds to the audit log without changing it, and asks for seals without writing one.
 */
const grantsTo = (role: string): string => `
GRANT USAGE ON SCHEMA public TO ${role};
REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role};
GRANT EXECUTE ON FUNCTION audit_seal(integer) TO ${role};
REVOKE UPDATE, DELETE, TRUNCATE ON audit, audit_verification FROM ${role};
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON _prisma_migrations FROM ${role};
DO $$
DECLARE
  job_table record;
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC, ${role.replaceAll("'", "''")}', current_database());
  -- The tables of jobs are closed to all but their owner until a policy opens them.
  FOR job_table IN SELECT tablename FROM pg_tables WHERE schemaname = 'graphile_worker' LOOP
    EXECUTE format('DROP POLICY IF EXISTS crm_application ON graphile_worker.%I', job_table.tablename);
    EXECUTE format('CREATE POLICY crm_application ON graphile_worker.%I TO ${role.replaceAll("'", "''")} USING (true) WITH CHECK (true)',
      job_table.tablename);
  END LOOP;
END
$$;
GRANT USAGE ON SCHEMA graphile_worker TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO ${role};
REVOKE INSERT, UPDATE, DELETE ON graphile_worker.migrations FROM ${role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA graphile_worker TO ${role};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO ${role};`;

/**
 * Row level security lets no function near a row it has not passed unless the function is known to tell nothing of what it is given; without
 * that, searches by word and by the end of a number cannot use their indexes. These four tell nothing. Only a superuser can say so.
 */
export const SEARCH_FUNCTIONS = `
ALTER FUNCTION pg_catalog.reverse(text) LEAKPROOF;
ALTER FUNCTION pg_catalog.lower(text) LEAKPROOF;
ALTER FUNCTION pg_catalog.textcat(text, text) LEAKPROOF;
ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF;`;

/** Gives a role what the product needs, on a migrated database. `ownerUrl` is of the role that migrated it. Safe to repeat. */
export async function grantToApplication(ownerUrl: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`BEGIN; ${grantsTo(pg.escapeIdentifier(role))} COMMIT;`);
  } finally {
    await client.end();
  }
}

/** The role of a connection string. */
export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);
