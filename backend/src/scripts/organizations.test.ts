import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../test/api.js';
import { PATIENCE } from '../../test/factories/call-figures.js';
import { enterWithGiven } from '../../test/factories/given-password.js';
import { createPasswords } from '../modules/identity/index.js';
import { liftIpList } from './lift-ip-list.js';
import { makeSuperAdmin, unmakeSuperAdmin } from './super-admin.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const passwords = createPasswords({ cost: 4 });
const PLATFORM = '/api/platform/organizations';

test('a new super-admin signs in with the password told once, into an organisation that holds nothing else', async () => {
  const made = await makeSuperAdmin(api.database, passwords, 'keeper');
  const { client } = await enterWithGiven(api, { login: made.login, password: made.password ?? '' });
  const { body } = await client.get(PLATFORM);
  const rows = (body as { data: { name: string; people: number }[] }).data;
  expect(rows.find(({ name }) => name === 'Платформа')).toMatchObject({ people: 1 });
  const second = await makeSuperAdmin(api.database, passwords, 'keeper-two');
  expect(second.password).not.toBe(made.password);
  expect(await api.database.prisma.organization.count({ where: { name: 'Платформа' } })).toBe(1);
});

test('an account that is there keeps its password, and what it was given can be taken back', async () => {
  const person = await api.build.operator();
  const client = api.as(person);
  expectProblem(await client.get(PLATFORM), 403, 'forbidden');
  expect(await makeSuperAdmin(api.database, passwords, person.login.toUpperCase())).toEqual({
    login: person.login,
    password: null,
  });
  await vi.waitFor(async () => {
    expect((await client.get(PLATFORM)).status).toBe(200);
  }, PATIENCE);
  await unmakeSuperAdmin(api.database, person.login);
  await vi.waitFor(async () => {
    expectProblem(await client.get(PLATFORM), 403, 'forbidden');
  }, PATIENCE);
  await expect(unmakeSuperAdmin(api.database, 'nobody-at-all')).rejects.toThrow('no account');
  await expect(makeSuperAdmin(api.database, passwords, 'x y')).rejects.toThrow('3 to 50');
});

test('who has shut himself out is let in again from the host', async () => {
  const { id } = api.organization;
  await api.database.prisma.organization.update({ where: { id }, data: { adminIpAllow: ['203.0.113.7'] } });
  const client = api.as(api.owner);
  expectProblem(await client.get('/api/admin/organization'), 403, 'ip_not_allowed');
  expect(await liftIpList(api.database, id)).toEqual(['203.0.113.7']);
  await vi.waitFor(async () => {
    expect((await client.get('/api/admin/organization')).status).toBe(200);
  }, PATIENCE);
  await expect(liftIpList(api.database, 999_999)).rejects.toThrow('no organisation');
});
