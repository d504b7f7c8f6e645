import { describe, expect, test } from 'vitest';
import {
  checkExternalDatabase,
  describeUrl,
  explainConnectionError,
  findShortcoming,
  type DatabaseFacts,
} from './external-database.js';
import { createTestDatabase, withSuperuser } from '../../test/database.js';

const good: DatabaseFacts = {
  versionNumber: 150_018,
  version: '15.18',
  encoding: 'UTF8',
  foldsCyrillic: true,
  mayCreateInDatabase: true,
  mayCreateInPublic: true,
  isReadOnly: false,
};

test('a sound database has no shortcoming', () => {
  expect(findShortcoming(good)).toBeNull();
});

describe('each shortcoming is named', () => {
  test.each<[Partial<DatabaseFacts>, string]>([
    [{ versionNumber: 140_022, version: '14.22' }, 'PostgreSQL 14.22'],
    [{ isReadOnly: true }, 'read-only'],
    [{ encoding: 'SQL_ASCII' }, 'SQL_ASCII'],
    [{ foldsCyrillic: false }, 'я is the small Я'],
    [{ mayCreateInDatabase: false }, 'may not create tables'],
    [{ mayCreateInPublic: false }, 'may not create tables'],
  ])('%o', (fact, words) => {
    expect(findShortcoming({ ...good, ...fact })).toContain(words);
  });
});

test('sentences show where the database is, never its password', () => {
  const url = 'postgresql://crm:s%40cret@db.example.org:5432/crm';
  expect(describeUrl(url)).toBe('crm@db.example.org:5432/crm');
  const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const { message, exitCode } = explainConnectionError(url, error);
  expect(message).not.toMatch(/s@cret|s%40cret/);
  expect(message).toContain('nothing listens there');
  expect(exitCode).toBe(1); // it may be on its way up: starting again can help
});

test('a host with several addresses is explained by the error of the first', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED ::1'), { code: 'ECONNREFUSED' });
  const { message } = explainConnectionError('postgresql://a@localhost/crm', new AggregateError([refused]));
  expect(message).toContain('nothing listens there');
});

describe('against a real server', () => {
  test('a wrong password, a missing database and a missing right each end with exit code 78', async () => {
    const database = await createTestDatabase();
    try {
      await expect(checkExternalDatabase(database.url)).resolves.toBeUndefined();
      const url = new URL(database.url);
      url.password = 'wrong';
      await expect(checkExternalDatabase(url.href)).rejects.toMatchObject({
        exitCode: 78,
        message: expect.stringContaining('password') as string,
      });
      await expect(checkExternalDatabase(`${database.url}_absent`)).rejects.toMatchObject({
        exitCode: 78,
        message: expect.stringContaining('no such database') as string,
      });

      const role = `visitor_${new URL(database.url).pathname.slice(1)}`;
      await withSuperuser(database.url, (client) =>
        client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'visitor'`),
      );
      const visitor = new URL(database.url);
      visitor.username = role;
      visitor.password = 'visitor';
      await expect(checkExternalDatabase(visitor.href)).rejects.toMatchObject({
        exitCode: 78,
        message: expect.stringContaining('may not create tables') as string,
      });
      await withSuperuser(database.url, (client) => client.query(`DROP ROLE ${role}`));
    } finally {
      await database.drop();
    }
  });
});
