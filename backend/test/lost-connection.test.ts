import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool } from '../src/platform/db/database.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { openDatabaseLine } from './database-line.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

// An error that nobody listens to would end the process; the runner fails the file for it.
test('a connection lost while its holder says nothing fails the holder’s next statement, and the next one is sound', async () => {
  const line = await openDatabaseLine(database.url);
  const pool = createPool({ url: line.url, poolSize: 1, applicationName: 'test-lost-connection' });
  const held = await pool.connect();
  await held.query('BEGIN');
  const ended = new Promise((resolve) => held.once('end', resolve));
  await line.set('cut');
  await ended;
  await line.set('open');

  await expect(held.query('SELECT 1')).rejects.toThrow();
  held.release(true);
  await expect(pool.query('SELECT 1 AS one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
  await pool.end();
  await line.close();
});
