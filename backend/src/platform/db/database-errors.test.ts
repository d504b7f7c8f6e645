import { expect, test } from 'vitest';
import { startTestApi } from '../../../test/api.js';
import { openDatabase } from './database.js';
import { isDatabaseNotReady, problemOfDatabaseError, sqlStateOf } from './database-errors.js';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test('a failure means the same through Prisma, raw Prisma and pg', async () => {
  const api = await startTestApi();
  const { prisma, sql, inTransaction } = api.database;
  const { id: organizationId } = api.organization;
  const city = { organizationId, name: 'Саратов', timezone: 'Europe/Saratov' };
  const insert = `INSERT INTO city (organization_id, name, timezone) VALUES (${String(organizationId)}, 'Саратов', 'Europe/Saratov')`;

  const failures = [
    await failureOf(prisma.city.create({ data: city })),
    await failureOf(inTransaction((db) => db.$executeRawUnsafe(insert))),
    await failureOf(sql.query({ text: insert })),
  ];
  expect(failures.map((failure) => problemOfDatabaseError(failure)?.code)).toEqual(
    Array.from({ length: 3 }, () => 'already_exists'),
  );
  expect(sqlStateOf(failures[1])).toBe('23505');

  const mistake = await failureOf(sql.query({ text: 'SELECT $1::int', values: [1, 2] }));
  expect(problemOfDatabaseError(mistake)).toBeNull();
  await api.close();
});

test('a database that is away is told apart from every other failure', async () => {
  const away = openDatabase({
    url: 'postgresql://nobody@127.0.0.1:1/none',
    applicationName: 'test',
    poolSize: 1,
  });
  expect(isDatabaseNotReady(await failureOf(away.sql.query({ text: 'SELECT 1' })))).toBe(true);
  expect(isDatabaseNotReady(await failureOf(away.prisma.city.count()))).toBe(true);
  expect(isDatabaseNotReady(new Error('timeout exceeded when trying to connect'))).toBe(true);
  expect(isDatabaseNotReady(new Error('anything else'))).toBe(false);
});
