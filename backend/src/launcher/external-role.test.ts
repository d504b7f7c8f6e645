import { expect, test } from 'vitest';
import { APPLICATION_ROLE, createTestDatabase, withSuperuser } from '../../test/database.js';
import { checkApplicationRole, judgeRole, type RoleFacts } from './external-role.js';

const good: RoleFacts = {
  isSuperuser: false,
  ignoresRowSecurity: false,
  mayCreate: false,
  ownsTables: false,
  searchesFast: true,
};

test.each<[Partial<RoleFacts>, string]>([
  [{ isSuperuser: true }, 'is a superuser'],
  [{ ignoresRowSecurity: true }, 'BYPASSRLS'],
  [{ ownsTables: true }, 'owns tables'],
  [{ mayCreate: true }, 'may create tables'],
])('a role beside an owner is refused: %o', (fact, words) => {
  expect(judgeRole({ ...good, ...fact }, true).refusal).toContain(words);
});

test('a restricted role is taken, and told when searches will be slow', () => {
  expect(judgeRole(good, true)).toEqual({ refusal: null, warnings: [] });
  expect(judgeRole({ ...good, searchesFast: false }, true).warnings).toEqual([
    expect.stringContaining('Searches will be slow'),
  ]);
});

test('one role for everything works, with a warning', () => {
  expect(judgeRole({ ...good, ownsTables: true, isSuperuser: true }, false)).toEqual({
    refusal: null,
    warnings: [expect.stringContaining('names a superuser')],
  });
});

test('against a real server, the role of the product is taken and its owner refused with exit code 78', async () => {
  const database = await createTestDatabase();
  try {
    await expect(checkApplicationRole(database.applicationUrl, true)).resolves.toEqual([
      expect.stringContaining('Searches will be slow'),
    ]);
    await expect(checkApplicationRole(database.url, true)).rejects.toMatchObject({
      exitCode: 78,
      message: expect.stringContaining('is a superuser') as string,
    });
    await withSuperuser(database.url, (client) =>
      client.query(`GRANT CREATE ON SCHEMA public TO ${APPLICATION_ROLE}`),
    );
    await expect(checkApplicationRole(database.applicationUrl, true)).rejects.toThrow('may create tables');
  } finally {
    await database.drop();
  }
});
