import type { Sql } from '../platform/db/database.js';

/** Columns of a table in the order of insertion, with their SQL types. */
export type Columns = Readonly<Record<string, string>>;
export type Row = Readonly<Record<string, unknown>>;

const CHUNK = 2000;

/** Inserts rows in batches, each in its own transaction; `rows` may be made as they are needed. */
export async function insertRows(
  sql: Sql,
  target: { table: string; columns: Columns },
  rows: Iterable<Row>,
): Promise<number> {
  let count = 0;
  for (const chunk of chunksOf(rows)) {
    count += chunk.length;
    await sql.query({ text: insertionOf(target), values: [JSON.stringify(chunk)] });
  }
  return count;
}

function insertionOf({ table, columns }: { table: string; columns: Columns }): string {
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const types = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  return `INSERT INTO "${table}" (${names.join(', ')})
    SELECT ${names.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS r (${types.join(', ')})`;
}

function* chunksOf(rows: Iterable<Row>): Generator<Row[]> {
  let chunk: Row[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Takes `count` ids of a table's sequence in one go; returns the first of them. */
export async function reserveIds(sql: Sql, table: string, count: number): Promise<number> {
  const [row] = await sql.query<{ first: number }>({
    text: `WITH taken AS (SELECT nextval(pg_get_serial_sequence($1, 'id')) AS first)
      SELECT first, setval(pg_get_serial_sequence($1, 'id'), first + $2::int) FROM taken`,
    values: [`public."${table}"`, Math.max(count, 1)],
  });
  if (!row) throw new Error(`No sequence of ${table}`);
  return row.first;
}
