import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientWith, expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { GOOD_PASSWORD } from '../../../../test/factories/operators.js';
import { buildEmployment } from '../../../../test/factories/organizations.js';
import { createPasswords } from '../passwords.js';

let api: TestApi;
let passwordHash: string;
beforeAll(async () => {
  api = await startTestApi();
  passwordHash = await createPasswords({ cost: 4 }).hash(GOOD_PASSWORD);
});
beforeEach(() => {
  api.clock.set(new Date());
});
afterAll(() => api.close());

interface Tokens {
  accessToken: string;
  user: { id: number; role: string };
}
const tokensOf = (response: request.Response): Tokens => response.body as Tokens;
const signIn = (login: string) =>
  request(api.url).post('/api/auth/login').send({ login, password: GOOD_PASSWORD });
const profileOf = async (token: string) =>
  (await clientWith(api.url, token).get('/api/auth/profile')).body as {
    data: { id: number; role: string; organization: { id: number } };
  };
const refreshCookie = (response: request.Response): string =>
  ((response.headers['set-cookie'] as unknown as string[] | undefined) ?? [])
    .map((cookie) => cookie.split(';')[0] ?? '')
    .find((cookie) => cookie.startsWith('crm_rt=')) ?? '';

/** One account with two employments. */
async function personOfTwo() {
  const here = await api.build.operator({ role: 'manager', cities: ['Саратов'], passwordHash });
  const { id: organizationId } = await api.build.organization();
  const there = await buildEmployment(api, {
    userAccountId: here.userAccountId,
    organizationId,
    role: 'admin',
  });
  return { here, there };
}

test('one sees the organisations he works for, and no others', async () => {
  const { here, there } = await personOfTwo();
  const { id: left } = await api.build.organization();
  await buildEmployment(api, { userAccountId: here.userAccountId, organizationId: left, status: 'inactive' });
  await api.build.organization();
  const { body } = await api.as(here).get('/api/auth/organizations');
  const rows = (body as { data: { id: number; role: string; isCurrent: boolean }[] }).data;
  expect(
    rows.map(({ id, role, isCurrent }) => ({ id, role, isCurrent })).sort((a, b) => a.id - b.id),
  ).toEqual([
    { id: api.organization.id, role: 'manager', isCurrent: true },
    { id: there.organizationId, role: 'admin', isCurrent: false },
  ]);
});

describe('a switch', () => {
  test('goes on in the other organisation with its role, the same proof and the same end', async () => {
    const { here, there } = await personOfTwo();
    const signedIn = await signIn(here.login);
    const before = await api.database.prisma.session.findFirstOrThrow({ where: { operatorId: here.id } });
    api.clock.set(new Date(Date.now() + 20 * 60_000));
    const client = clientWith(
      api.url,
      tokensOf(await request(api.url).post('/api/auth/refresh').set('Cookie', refreshCookie(signedIn)))
        .accessToken,
    );
    const response = await client.post(`/api/auth/organizations/${String(there.organizationId)}/switch`);
    expect(response.status).toBe(200);
    const { accessToken, user } = tokensOf(response);
    expect(user).toMatchObject({ id: there.id, role: 'admin' });
    expect((await profileOf(accessToken)).data).toMatchObject({
      ...{ id: there.id, role: 'admin' },
      organization: { id: there.organizationId },
    });
    const after = await api.database.prisma.session.findFirstOrThrow({ where: { operatorId: there.id } });
    const { authMethods, authenticatedAt, expiresAt, deviceId } = before;
    expect(after).toMatchObject({ authMethods, authenticatedAt, expiresAt, deviceId });
    expectProblem(await client.get('/api/auth/profile'), 401, 'session_expired');
    const refreshed = await request(api.url).post('/api/auth/refresh').set('Cookie', refreshCookie(response));
    expect((await profileOf(tokensOf(refreshed).accessToken)).data.id).toBe(there.id);
  });

  test('leads to the same place at the next sign-in', async () => {
    const { here, there } = await personOfTwo();
    const first = tokensOf(await signIn(here.login));
    expect(first.user.id).toBe(here.id);
    api.clock.set(new Date(Date.now() + 1000));
    const path = `/api/auth/organizations/${String(there.organizationId)}/switch`;
    await clientWith(api.url, first.accessToken).post(path);
    api.clock.set(new Date(Date.now() + 2000));
    expect(tokensOf(await signIn(here.login)).user.id).toBe(there.id);
  });

  test('to where one does not work, works no more or is already is none', async () => {
    const { here } = await personOfTwo();
    const { id: foreign } = await api.build.organization();
    const { id: left } = await api.build.organization();
    await buildEmployment(api, {
      userAccountId: here.userAccountId,
      organizationId: left,
      status: 'inactive',
    });
    for (const id of [foreign, left, api.organization.id, 999_999]) {
      const response = await api.as(here).post(`/api/auth/organizations/${String(id)}/switch`);
      expectProblem(response, 404, 'not_found');
      expect(response.headers['set-cookie']).toBeUndefined();
    }
  });

  test('leads to setting up the second factor where that organisation asks for one', async () => {
    const { here, there } = await personOfTwo();
    await api.database.prisma.organization.update({
      where: { id: there.organizationId },
      data: { secondFactorRoles: ['admin'] },
    });
    const path = `/api/auth/organizations/${String(there.organizationId)}/switch`;
    const client = clientWith(api.url, tokensOf(await api.as(here).post(path)).accessToken);
    expectProblem(await client.get('/api/orders'), 403, 'second_factor_required');
    expect((await client.get('/api/auth/profile')).body).toMatchObject({
      data: { mustSetUpSecondFactor: true },
    });
    // He is not shut in: the way back is open.
    const back = `/api/auth/organizations/${String(here.organizationId)}/switch`;
    expect((await client.post(back)).status).toBe(200);
  });

  test('takes the presence of the employment that is left off the line', async () => {
    const { here, there } = await personOfTwo();
    const client = api.as(here);
    await client.patch('/api/operators/me/status-work').send({ statusWork: 'online' });
    await client.post(`/api/auth/organizations/${String(there.organizationId)}/switch`);
    const row = await api.database.prisma.operator.findUniqueOrThrow({ where: { id: here.id } });
    expect(row.statusWork).toBe('offline');
  });
});

test('who has left one organisation signs in to the other', async () => {
  const { here, there } = await personOfTwo();
  await signIn(here.login);
  await api.database.prisma.operator.update({ where: { id: here.id }, data: { status: 'inactive' } });
  expect(tokensOf(await signIn(here.login)).user.id).toBe(there.id);
});
