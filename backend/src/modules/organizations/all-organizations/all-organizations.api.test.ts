import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientWith, expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import type { TestOperator } from '../../../../test/factories/build.js';
import { PATIENCE } from '../../../../test/factories/call-figures.js';
import { enterWithGiven, OWN_PASSWORD } from '../../../../test/factories/given-password.js';
import { GOOD_PASSWORD } from '../../../../test/factories/operators.js';
import { asKey, buildApiKey, buildEmployment } from '../../../../test/factories/organizations.js';
import { startSecondApi } from '../../../../test/second-api.js';
import { createPasswords } from '../../identity/index.js';
import { connectTelephony } from '../../../../test/telephony.js';
import type { MadeOrganizationView, OrganizationView } from './all-organizations.contract.js';

const PATH = '/api/platform/organizations';
let api: TestApi;
let keeper: TestOperator;
beforeAll(async () => {
  api = await startTestApi();
  keeper = await api.build.operator({ role: 'viewer' });
  await api.database.prisma.userAccount.update({
    where: { id: keeper.userAccountId },
    data: { isSuperAdmin: true },
  });
});
afterAll(() => api.close());

const draft = () => ({
  name: `Центр ${randomUUID().slice(0, 8)}`,
  timezone: 'Asia/Omsk',
  owner: { name: 'Первый Владелец', login: `owner-${randomUUID().slice(0, 8)}` },
});
const rowOf = (response: { body: unknown }): OrganizationView =>
  (response.body as { data: OrganizationView }).data;
const make = async (): Promise<MadeOrganizationView> => {
  const response = await api.as(keeper).post(PATH).send(draft());
  expect(response.status, JSON.stringify(response.body)).toBe(201);
  return (response.body as { data: MadeOrganizationView }).data;
};
const step = (id: number, verb: 'suspend' | 'resume') => api.as(keeper).post(`${PATH}/${String(id)}/${verb}`);
const signIn = (login: string, password: string) =>
  request(api.url).post('/api/auth/login').send({ login, password });

test('is closed to everybody else, whatever his role', async () => {
  for (const client of [api.as(api.owner), api.as(await api.build.operator({ role: 'admin' }))]) {
    const answers = [
      client.get(PATH),
      client.post(PATH).send(draft()),
      client.patch(`${PATH}/1`).send({ version: 1, name: 'Другое' }),
      ...[client.post(`${PATH}/1/suspend`), client.post(`${PATH}/1/resume`)],
    ];
    for (const answer of await Promise.all(answers)) expectProblem(answer, 403, 'forbidden');
  }
});

test('an organisation is made with its lists and an owner who can sign in with a password told once', async () => {
  const { id, owner, timezone } = await make();
  expect(timezone).toBe('Asia/Omsk');
  const { client } = await enterWithGiven(api, owner);
  const cities = (await client.get('/api/cities?limit=100')).body as { data: { name: string }[] };
  expect(cities.data.map(({ name }) => name)).toContain('Саратов');
  expect(((await client.get('/api/operators')).body as { data: unknown[] }).data).toHaveLength(1);
  const audits = await api.database.prisma.audit.findMany({ where: { organizationId: id } });
  expect(
    audits
      .map(({ action }) => action)
      .slice(0, 2)
      .sort(),
  ).toEqual(['operator.create', 'organization.create']);
  expect(JSON.stringify(audits.map(({ diffFields }) => diffFields))).not.toContain(owner.password);
});

test('a login that is somebody’s is refused, and nothing is made', async () => {
  const taken = draft();
  const count = await api.database.prisma.organization.count();
  const response = await api
    .as(keeper)
    .post(PATH)
    .send({ ...taken, owner: { ...taken.owner, login: api.owner.login } });
  expectProblem(response, 409, 'already_exists', { 'owner.login': 'invalid_value' });
  expect(await api.database.prisma.organization.count()).toBe(count);
});

test('are listed by name, found by a part of it, and renamed with a version', async () => {
  const { id, name, version } = await make();
  const part = encodeURIComponent(name.slice(-6).toUpperCase());
  const found = (await api.as(keeper).get(`${PATH}?search=${part}`)).body as { data: OrganizationView[] };
  expect(found.data).toMatchObject([{ id, people: 1, suspendedAt: null }]);
  const renamed = await api
    .as(keeper)
    .patch(`${PATH}/${String(id)}`)
    .send({ version, name: 'Новое имя' });
  expect(rowOf(renamed)).toMatchObject({ name: 'Новое имя', version: version + 1 });
  const stale = await api
    .as(keeper)
    .patch(`${PATH}/${String(id)}`)
    .send({ version, name: 'Старое имя' });
  expectProblem(stale, 412, 'stale_version');
  expectProblem(
    await api.as(keeper).patch(`${PATH}/999999`).send({ version, name: 'Нет' }),
    404,
    'not_found',
  );
});

test('asks for a recent proof of whatever changes something', async () => {
  const client = api.as(keeper);
  await client.get(PATH);
  api.clock.set(new Date(Date.now() + 11 * 60_000));
  const answers = [await client.post(PATH).send(draft()), await client.post(`${PATH}/1/suspend`)];
  api.clock.set(new Date());
  for (const answer of answers) expectProblem(answer, 403, 'step_up_required');
});

describe('a suspended organisation', () => {
  test('has nobody signed in, in any process, and nobody signs in until it is resumed', async () => {
    const second = await startSecondApi(api);
    const { id, owner } = await make();
    const { token, cookie } = await enterWithGiven(api, owner);
    const key = await buildApiKey(api, { organizationId: id, operatorId: owner.id });
    const clients = [
      ...[api.url, second.url].map((url) => clientWith(url, token)),
      ...[asKey(api, key), clientWith(second.url, key.token)],
    ];
    for (const client of clients) expect((await client.get('/api/calls')).status).toBe(200);

    expect(rowOf(await step(id, 'suspend')).suspendedAt).not.toBeNull();
    for (const client of clients)
      await vi.waitFor(async () => {
        expectProblem(await client.get('/api/calls'), 403, 'organization_suspended');
      }, PATIENCE);
    const refreshed = await request(api.url).post('/api/auth/refresh').set('Cookie', cookie);
    expectProblem(refreshed, 403, 'organization_suspended');
    expectProblem(await signIn(owner.login, OWN_PASSWORD), 403, 'organization_suspended');
    // Who does not know the password is told nothing of it.
    expectProblem(await signIn(owner.login, 'not the password at all'), 401, 'invalid_credentials');

    expect(rowOf(await step(id, 'resume')).suspendedAt).toBeNull();
    await vi.waitFor(async () => {
      expect((await asKey(api, key).get('/api/calls')).status).toBe(200);
    }, PATIENCE);
    expectProblem((await clients[0]?.get('/api/calls')) as request.Response, 401, 'session_expired');
    expect((await signIn(owner.login, OWN_PASSWORD)).status).toBe(200);
    await second.close();
  });

  test('is no place to switch to, and who works elsewhere too signs in there', async () => {
    const passwordHash = await createPasswords({ cost: 4 }).hash(GOOD_PASSWORD);
    const person = await api.build.operator({ passwordHash });
    const { id } = await make();
    const there = await buildEmployment(api, { userAccountId: person.userAccountId, organizationId: id });
    await api.database.prisma.operator.update({
      where: { id: there.id },
      data: { lastSignInAt: new Date() },
    });
    await step(id, 'suspend');
    const answer = await signIn(person.login, GOOD_PASSWORD);
    expect((answer.body as { user: { id: number } }).user.id).toBe(person.id);
    const client = api.as(person);
    expect(((await client.get('/api/auth/organizations')).body as { data: unknown[] }).data).toHaveLength(1);
    expectProblem(await client.post(`/api/auth/organizations/${String(id)}/switch`), 404, 'not_found');
  });

  test('keeps what telephony posts, and applies it once it is resumed', async () => {
    const { id } = await make();
    const telephony = await connectTelephony({ ...api, organization: { id, timezone: 'Asia/Omsk' } });
    await step(id, 'suspend');
    expect((await telephony.postJson('events/call', '{"entry_id":"kept"}')).status).toBe(200);
    const status = async () =>
      (await api.database.prisma.inboxEvent.findFirstOrThrow({ where: { organizationId: id } })).status;
    await vi.waitFor(async () => {
      expect(await status()).toBe('pending');
    }, PATIENCE);
    await telephony.work();
    expect(await status()).toBe('pending');
    await step(id, 'resume');
    await telephony.work();
    expect(await status()).not.toBe('pending');
  });

  test('is never the one from which it is done', async () => {
    expectProblem(await step(api.organization.id, 'suspend'), 409, 'in_use');
    expectProblem(await step(999_999, 'suspend'), 404, 'not_found');
  });
});
