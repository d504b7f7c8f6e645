import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { createOneTimeTokensRepository } from './one-time-tokens.repository.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const NOW = new Date('2026-11-26T10:00:00Z');
const MINUTE_MS = 60_000;
const inMinutes = (minutes: number): Date => new Date(NOW.getTime() + minutes * MINUTE_MS);

const repository = () => createOneTimeTokensRepository(api.database.prisma);
const issue = () =>
  repository().issue({
    purpose: 'password_reset',
    accountId: api.owner.userAccountId,
    expiresAt: inMinutes(30),
    data: { email: 'ivan@example.ru' },
  });

async function found(secret: string): Promise<string> {
  const row = await repository().find('password_reset', secret);
  return row?.id ?? '';
}

test('of twenty who show a secret at once one is let through', async () => {
  const id = await found(await issue());
  const taken = await Promise.all(Array.from({ length: 20 }, () => repository().take(id, NOW)));
  expect(taken.filter(Boolean)).toHaveLength(1);
});

test('a secret serves its purpose and its time alone, and is kept as a digest', async () => {
  const secret = await issue();
  expect(await repository().find('unlock', secret)).toBeNull();
  expect(await repository().find('password_reset', `${secret}x`)).toBeNull();
  expect(await repository().find('password_reset', secret)).toMatchObject({
    accountId: api.owner.userAccountId,
    data: { email: 'ivan@example.ru' },
  });
  expect(await repository().take(await found(secret), inMinutes(31))).toBe(false);
  const rows = await api.database.prisma.oneTimeToken.findMany();
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test('wrong codes are counted exactly, and a newer secret replaces those before it', async () => {
  const first = await found(await issue());
  const counts = await Promise.all(Array.from({ length: 10 }, () => repository().countAttempt(first)));
  expect(Math.max(...counts)).toBe(10);
  await repository().revokeAll(api.owner.userAccountId, 'password_reset', NOW);
  expect(await repository().take(first, NOW)).toBe(false);
});
