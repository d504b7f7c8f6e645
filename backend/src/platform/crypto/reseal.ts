import type { Sql } from '../db/database.js';
import type { SecretBox } from './secret-box.js';

const BATCH = 200;

interface SealedColumn {
  /** Quoted for SQL. */
  readonly table: string;
  readonly column: string;
}

/**
 * Seals by the present key what another one sealed: every column of the database whose name ends in `_sealed`. What somebody changes
 * meanwhile is his. Returns how many values were sealed anew.
 * @throws Error for a value that no known key opens; those before it are sealed anew already.
 */
export async function resealAll(sql: Sql, box: SecretBox): Promise<number> {
  const columns = await sql.query<SealedColumn>({
    text: `SELECT quote_ident(c.table_name) AS table, quote_ident(c.column_name) AS column
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name LIKE '%\\_sealed' ORDER BY 1, 2`,
  });
  let count = 0;
  for (const column of columns) count += await resealColumn(sql, box, column);
  return count;
}

async function resealColumn(sql: Sql, box: SecretBox, { table, column }: SealedColumn): Promise<number> {
  let count = 0;
  for (;;) {
    const rows = await sql.query<{ sealed: string }>({
      text: `SELECT ${column} AS sealed FROM ${table} WHERE split_part(${column}, '.', 2) <> $1 LIMIT ${String(BATCH)}`,
      values: [box.keyId()],
    });
    // No two sealed texts are alike, so that the text itself names its row.
    for (const { sealed } of rows)
      await sql.query({
        text: `UPDATE ${table} SET ${column} = $2 WHERE ${column} = $1`,
        values: [sealed, box.seal(box.open(sealed))],
      });
    count += rows.length;
    if (rows.length < BATCH) return count;
  }
}
