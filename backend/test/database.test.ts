import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, withSuperuser, type TestDatabase } from './database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test('a test database has the migrations applied and folds Cyrillic letters', async () => {
  const row = await withSuperuser(database.url, async (client) => {
    const applied = await client.query(
      'SELECT count(*)::int AS count FROM _prisma_migrations WHERE finished_at IS NOT NULL',
    );
    const folded = await client.query("SELECT lower('Я') AS letter, 'Ёлка' ILIKE 'ёЛКА' AS same");
    return { ...applied.rows[0], ...folded.rows[0] } as unknown;
  });
  expect(row).toMatchObject({ letter: 'я', same: true });
});
