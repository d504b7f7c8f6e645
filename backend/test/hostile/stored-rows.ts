import type { Sql } from '../../src/platform/db/database.js';

/** What every request may write: who came, what he tried, what was told to screens. */
const FREE = ['session', 'audit', 'rate_limit', 'live_event', 'idempotency_key'];

/** Count and fingerprint of the rows of every table of the product, so that neither a new row nor a changed one goes unseen. */
export async function storedRows(sql: Sql): Promise<Readonly<Record<string, string>>> {
  const tables = await sql.query<{ name: string }>({
    text: `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> ALL ($1) ORDER BY 1`,
    values: [FREE],
  });
  const one = ({ name }: { name: string }): string =>
    `SELECT '${name}' AS name, count(*) || ' ' || md5(coalesce(string_agg(t::text, ' ' ORDER BY t::text), '')) AS rows FROM "${name}" t`;
  const rows = await sql.query<{ name: string; rows: string }>({ text: tables.map(one).join(' UNION ALL ') });
  return Object.fromEntries(rows.map(({ name, rows: found }) => [name, found]));
}
