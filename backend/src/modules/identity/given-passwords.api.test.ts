import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientWith, expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import { accessTokenOf, openBrowser, personWhoSignsIn } from '../../../test/browser.js';
import { enterWithGiven, OWN_PASSWORD } from '../../../test/factories/given-password.js';
import {
  GOOD_PASSWORD,
  operatorDraft,
  operatorOf,
  type OperatorRow,
} from '../../../test/factories/operators.js';
import { startSecondApi } from '../../../test/second-api.js';
import { createOwner } from '../../scripts/owner.js';
import { createPasswords } from './passwords.js';

let api: TestApi;
let now = 0;

beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(() => {
  now = Date.now();
  api.clock.set(new Date(now));
});
afterAll(() => api.close());

const HOUR_MS = 3_600_000;
const pass = (ms: number): void => {
  now += ms;
  api.clock.set(new Date(now));
};
/** A person whom an administrator has given {@link GOOD_PASSWORD}. */
const employ = async (body: object = {}): Promise<OperatorRow> =>
  operatorOf(await api.as(api.owner).post('/api/operators').send(operatorDraft(body)));
const signIn = (login: string, password = GOOD_PASSWORD) => openBrowser(api).signIn(login, password);
const enter = async (login: string, password = GOOD_PASSWORD): Promise<Client> =>
  clientWith(api.url, accessTokenOf(await signIn(login, password)));
const choose = (client: Client, currentPassword = GOOD_PASSWORD, newPassword = OWN_PASSWORD) =>
  client.put('/api/auth/password').send({ currentPassword, newPassword });
const mustChange = async (client: Client): Promise<unknown> =>
  ((await client.get('/api/auth/profile')).body as { data: { mustChangePassword: boolean } }).data
    .mustChangePassword;

describe('who signs in with a password that an administrator gave', () => {
  test('may but choose his own, in every process, and then all is open to the same session', async () => {
    const { login } = await employ();
    const token = accessTokenOf(await signIn(login));
    const client = clientWith(api.url, token);
    const open = new Set(['logout', 'getProfile', 'changePassword', 'getSecondFactor']);
    const closed = api.container.modules
      .flatMap(({ operations }) => operations)
      .filter(({ id, access }) => access !== 'public' && !open.has(id));
    expect(closed.length).toBeGreaterThan(50);
    const ask = request(api.url);
    for (const { method, path } of closed) {
      const address = `/api${path.replaceAll(/:\w+/g, '1')}`;
      const answer = await ask[method](address).set('Authorization', `Bearer ${token}`);
      expect({ address, code: (answer.body as { code: string }).code }).toEqual({
        address,
        code: 'password_change_required',
      });
    }
    const other = await startSecondApi(api, { isDeaf: true });
    const elsewhere = clientWith(other.url, token);
    expectProblem(await elsewhere.get('/api/calls'), 403, 'password_change_required');
    expect(await mustChange(client)).toBe(true);

    expect((await choose(client)).status).toBe(204);
    expect(await mustChange(client)).toBe(false);
    expect((await client.get('/api/calls')).status).toBe(200);
    expect((await elsewhere.get('/api/calls')).status).toBe(200);
    await other.close();
    expectProblem(await signIn(login), 401, 'invalid_credentials');
    expect(await mustChange(await enter(login, OWN_PASSWORD))).toBe(false);
  });

  test('cannot keep that one, also not in another spelling', async () => {
    const { login } = await employ({ password: 'ﬁve quiet evenings by a river' });
    const client = await enter(login, 'ﬁve quiet evenings by a river');
    for (const same of ['ﬁve quiet evenings by a river', 'five quiet evenings by a river'])
      expectProblem(await choose(client, 'ﬁve quiet evenings by a river', same), 422, 'invalid_fields', {
        newPassword: 'invalid_value',
      });
    expect(await mustChange(client)).toBe(true);
  });

  test('has three days to do so; then it is a wrong one, and another may be given', async () => {
    const person = await employ();
    pass(72 * HOUR_MS - 1000);
    expect((await signIn(person.login)).status).toBe(200);
    pass(1000);
    expectProblem(await signIn(person.login), 401, 'invalid_credentials');

    // An administrator's proof of a moment ago.
    pass(Date.now() - now);
    const given = { version: person.version, password: `${GOOD_PASSWORD} again` };
    const path = `/api/operators/${String(person.id)}`;
    expect((await api.as(api.owner).patch(path).send(given)).status).toBe(200);
    const client = await enter(person.login, given.password);
    expectProblem(await client.get('/api/calls'), 403, 'password_change_required');
    expect((await choose(client, given.password)).status).toBe(204);
    pass(73 * HOUR_MS);
    expect((await signIn(person.login, OWN_PASSWORD)).status).toBe(200);
  });

  test('sets up the second factor that his role must have after it', async () => {
    const { prisma } = api.database;
    const organization = await api.build.organization();
    await prisma.organization.update({
      where: { id: organization.id },
      data: { secondFactorRoles: ['manager'] },
    });
    const person = await personWhoSignsIn(api, { organizationId: organization.id, role: 'manager' });
    await prisma.userAccount.update({
      where: { id: person.userAccountId },
      data: { isPasswordTemporary: true },
    });
    const client = await enter(person.login);
    expectProblem(await client.post('/api/auth/2fa/setup'), 403, 'password_change_required');
    expect((await choose(client)).status).toBe(204);
    expectProblem(await client.get('/api/calls'), 403, 'second_factor_required');
    expect((await client.post('/api/auth/2fa/setup')).status).toBe(200);
  });
});

test('who worked with a password of his own is asked again once an administrator has given him another', async () => {
  const person = await personWhoSignsIn(api);
  expect(await mustChange(await enter(person.login))).toBe(false);
  const { body } = await api.as(api.owner).get(`/api/operators/${String(person.id)}`);
  const { version } = (body as { data: OperatorRow }).data;
  const given = { version, password: `${GOOD_PASSWORD} again` };
  await api
    .as(api.owner)
    .patch(`/api/operators/${String(person.id)}`)
    .send(given);
  expect(await mustChange(await enter(person.login, given.password))).toBe(true);
});

test('who signs in by a provider has not used the given password, and works', async () => {
  const { id, login } = await employ();
  const token = accessTokenOf(await signIn(login));
  expectProblem(await clientWith(api.url, token).get('/api/calls'), 403, 'password_change_required');
  await api.database.prisma.session.updateMany({
    where: { operatorId: id },
    data: { authMethods: ['oauth'] },
  });
  expect((await clientWith(api.url, token).get('/api/calls')).status).toBe(200);
});

describe('made from the host', () => {
  const make = async (kind: 'own' | 'given' | 'printed'): Promise<string> => {
    const login = `owner-${kind}`;
    const owner = { organizationId: api.organization.id, login, password: GOOD_PASSWORD, kind };
    await createOwner(api.database, createPasswords({ cost: 4 }), owner);
    return login;
  };

  test('the first owner is never locked out by a printed password, and chooses his own', async () => {
    const login = await make('printed');
    pass(400 * 24 * HOUR_MS);
    const { client } = await enterWithGiven(api, { login, password: GOOD_PASSWORD });
    expect((await client.get('/api/calls')).status).toBe(200);
  });

  test('a password of the configuration is his own already', async () => {
    expect((await (await enter(await make('own'))).get('/api/calls')).status).toBe(200);
  });

  test('any other owner is given one for three days', async () => {
    const login = await make('given');
    expectProblem(await (await enter(login)).get('/api/calls'), 403, 'password_change_required');
    pass(73 * HOUR_MS);
    expectProblem(await signIn(login), 401, 'invalid_credentials');
  });
});
