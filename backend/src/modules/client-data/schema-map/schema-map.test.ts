import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, withSuperuser, type TestDatabase } from '../../../../test/database.js';
import { columnsOf, SCHEMA_MAP } from './index.js';

let testDatabase: TestDatabase;
let real: Readonly<Record<string, string[]>>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  real = await withSuperuser(testDatabase.url, async (client) => {
    const { rows } = await client.query<{ table: string; columns: string[] }>(`
      SELECT c.table_name AS table, array_agg(c.column_name::text ORDER BY c.column_name) AS columns
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' GROUP BY 1 ORDER BY 1`);
    return Object.fromEntries(rows.map(({ table, columns }) => [table, columns]));
  });
});
afterAll(() => testDatabase.drop());

// Whoever adds a column says here whose data it holds, and so whether the export gives it out and the erasure reaches it.
test('every column of the database is in the map once, and the map names no other', () => {
  const mapped = Object.entries(SCHEMA_MAP).map(([table, { client, staff, none }]) => [
    table,
    [...columnsOf(client), ...columnsOf(staff), ...columnsOf(none)].sort(),
  ]);
  const inMap = Object.fromEntries(
    mapped.toSorted(([a], [b]) => String(a).localeCompare(String(b))),
  ) as object;
  const sorted = Object.entries(real).map(([table, columns]) => [table, columns.toSorted()]);
  expect(inMap).toEqual(Object.fromEntries(sorted));
});
