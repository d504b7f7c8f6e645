import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { clientWith, expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { buildCall } from '../../../../test/factories/call.js';
import { PATIENCE } from '../../../../test/factories/call-figures.js';
import { asKey, buildApiKey } from '../../../../test/factories/organizations.js';
import { orderBody } from '../../../../test/factories/order.js';
import { startSecondApi } from '../../../../test/second-api.js';
import type { ApiKeyView, NewApiKeyView } from './api-keys.contract.js';
import { MOST_KEYS } from './api-keys.rules.js';

const MINE = '/api/auth/api-keys';
const OURS = '/api/admin/api-keys';
const DAY_MS = 86_400_000;
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(() => {
  api.clock.set(new Date());
});
afterAll(() => api.close());

const draft = (overrides: object = {}) => ({ name: 'Отчёты', permissions: ['calls:read'], ...overrides });
const keyOf = (response: { body: unknown }): NewApiKeyView => (response.body as { data: NewApiKeyView }).data;
const create = async (person: { id: number }, path: string, overrides: object = {}) => {
  const response = await api.as(person).post(path).send(draft(overrides));
  expect(response.status, JSON.stringify(response.body)).toBe(201);
  return keyOf(response);
};
const keysSeenBy = async (person: { id: number }, path: string): Promise<ApiKeyView[]> =>
  ((await api.as(person).get(path)).body as { data: ApiKeyView[] }).data;
const callIds = async (key: { token: string }, query = ''): Promise<number[]> =>
  ((await asKey(api, key).get(`/api/calls${query}`)).body as { data: { id: number }[] }).data.map(
    ({ id }) => id,
  );

describe('a new key', () => {
  test('is shown once, kept as a digest and on record without its secret', async () => {
    const key = await create(api.owner, OURS);
    expect(key.token).toMatch(new RegExp(`^crm_${key.prefix}_[0-9a-f]{64}$`));
    const row = await api.database.prisma.apiKey.findUniqueOrThrow({ where: { id: key.id } });
    expect(Buffer.from(row.secretHash)).toEqual(createHash('sha256').update(key.token).digest());
    const secret = key.token.slice(-64);
    const audits = await api.database.prisma.audit.findMany({ where: { objectType: 'api_key' } });
    expect(audits.filter(({ objectId }) => objectId === String(key.id))).toHaveLength(1);
    const stored = audits.map(({ diffFields }) => diffFields);
    const shown = JSON.stringify([await keysSeenBy(api.owner, OURS), stored, { ...row, secretHash: null }]);
    expect(shown).not.toContain(secret);
  });

  test.each([
    ['no permission', { permissions: [] }, 'permissions', 'too_short'],
    [
      'one that is for people only',
      { permissions: ['calls:read', 'settings:write'] },
      'permissions.1',
      'invalid_value',
    ],
    ['one that does not exist', { permissions: ['everything'] }, 'permissions.0', 'invalid_value'],
    ['a city that is not there', { cities: ['Саратов', 'Атлантида'] }, 'cities.1', 'invalid_value'],
    ['no address', { ipAllow: ['10.0.0.1/64'] }, 'ipAllow.0', 'invalid_value'],
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt', 'in_past'],
    ['an end after our time', { expiresAt: '2150-01-01T00:00:00Z' }, 'expiresAt', 'out_of_range'],
  ])('with %s is refused', async (_, overrides, field, code) => {
    for (const path of [MINE, OURS]) {
      const response = await api.as(api.owner).post(path).send(draft(overrides));
      expectProblem(response, 422, 'invalid_fields', { [field]: code });
    }
  });

  test('reaches no further than its maker does', async () => {
    const manager = await api.build.operator({ role: 'manager', cities: ['Саратов'] });
    const response = await api
      .as(manager)
      .post(MINE)
      .send(draft({ permissions: ['orders:delete'] }));
    expectProblem(response, 422, 'invalid_fields', { 'permissions.0': 'invalid_value' });
    // A city he does not reach and one that is not there are told alike.
    for (const city of ['Омск', 'Атлантида']) {
      const refused = await api
        .as(manager)
        .post(MINE)
        .send(draft({ cities: [city] }));
      expectProblem(refused, 422, 'invalid_fields', { 'cities.0': 'invalid_value' });
    }
    expectProblem(await api.as(manager).post(OURS).send(draft()), 403, 'forbidden');
  });

  test('is not kept for a repeated request either', async () => {
    const client = api.as(api.owner);
    const send = () => client.post(OURS).set('Idempotency-Key', 'once-more').send(draft());
    const key = keyOf(await send());
    expectProblem(await send(), 409, 'already_exists');
    const [kept] = await api.database.prisma.idempotencyKey.findMany({ where: { key: 'once-more' } });
    expect(JSON.stringify(kept?.response)).not.toContain(key.token.slice(-64));
    expect((await keysSeenBy(api.owner, OURS)).filter(({ prefix }) => prefix === key.prefix)).toHaveLength(1);
  });

  test('asks for a recent proof', async () => {
    const client = api.as(api.owner);
    await client.get(MINE);
    api.clock.set(new Date(Date.now() + 11 * 60_000));
    for (const path of [MINE, OURS])
      expectProblem(await client.post(path).send(draft()), 403, 'step_up_required');
  });

  test('of one person there are twenty, also when many are made at once', async () => {
    const person = await api.build.operator();
    const client = api.as(person);
    const statuses = await Promise.all(
      Array.from(
        { length: MOST_KEYS.personal + 4 },
        async () => (await client.post(MINE).send(draft())).status,
      ),
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(MOST_KEYS.personal);
    expect(statuses.filter((status) => status === 409)).toHaveLength(4);
    expectProblem(await client.post(MINE).send(draft()), 409, 'limit_reached');
  });
});

describe('a key in use', () => {
  test('may what it was given and nothing else', async () => {
    const key = await buildApiKey(api, { permissions: ['calls:read', 'orders:create'] });
    const client = asKey(api, key);
    expect((await client.get('/api/calls')).status).toBe(200);
    expect((await client.get('/api/cities')).status).toBe(200);
    expect((await client.post('/api/orders').send(orderBody(api))).status).toBe(201);
    for (const path of ['/api/orders', '/api/stats/overall', '/api/admin/webhook-events'])
      expectProblem(await client.get(path), 403, 'forbidden');
    const [row] = await api.database.prisma.audit.findMany({ where: { apiKeyId: key.id } });
    expect(row).toMatchObject({ action: 'order.create', sessionId: null, actorOperatorId: api.owner.id });
  });

  test('never comes near accounts, sessions, keys and people, whatever its row says', async () => {
    const { id } = await api.build.operator();
    const every = ['operators:read', 'operators:write', 'settings:write', 'audit:read'];
    for (const isPersonal of [true, false]) {
      const client = asKey(api, await buildApiKey(api, { permissions: every, isPersonal }));
      const answers = [
        ...[client.get('/api/auth/profile'), client.patch('/api/auth/profile').send({ name: 'Другой' })],
        client.put('/api/auth/password').send({ currentPassword: 'x', newPassword: 'y' }),
        ...[client.post('/api/auth/logout'), client.get('/api/auth/organizations')],
        ...[client.get(MINE), client.post(MINE).send(draft()), client.delete(`${MINE}/1`)],
        ...[client.get(OURS), client.post(OURS).send(draft()), client.get('/api/admin/organization')],
        client.delete(`/api/operators/${String(id)}/second-factor`),
        client.delete(`/api/operators/${String(id)}/sessions`),
        client.delete(`/api/operators/${String(id)}`),
        client.patch('/api/operators/me/status-work').send({ statusWork: 'online' }),
        client.post('/api/calls/1/recording/link'),
        client.get('/api/platform/organizations'),
      ];
      for (const answer of await Promise.all(answers)) expectProblem(answer, 403, 'forbidden');
      expect((await client.get('/api/operators')).status).toBe(200);
    }
  });

  test('sees the cities it was given, and follows one that is renamed', async () => {
    const city = await api.build.city();
    const inside = await buildCall(api, { city: city.name });
    const outside = await buildCall(api, { city: 'Омск' });
    const key = await buildApiKey(api, { cities: [city.name] });
    const seen = await callIds(key);
    expect(seen).toContain(inside.id);
    expect(seen).not.toContain(outside.id);
    expectProblem(await asKey(api, key).get(`/api/calls/${String(outside.id)}`), 404, 'not_found');
    expect(await callIds(key, `?city=${encodeURIComponent('Омск')}`)).toEqual([]);
    await api.database.prisma.city.update({ where: { id: city.id }, data: { name: `${city.name} II` } });
    const { cities } = await api.database.prisma.apiKey.findUniqueOrThrow({ where: { id: key.id } });
    expect(cities).toEqual([`${city.name} II`]);
  });

  test('of a person follows his role, his cities and his end', async () => {
    const person = await api.build.operator({ role: 'manager', cities: ['Саратов', 'Омск'] });
    const key = await create(person, MINE, {
      permissions: ['calls:read', 'stats:read'],
      cities: ['Саратов'],
    });
    const saratov = await buildCall(api, { city: 'Саратов' });
    expect(await callIds(key)).toContain(saratov.id);
    expect((await asKey(api, key).get('/api/stats/overall')).status).toBe(200);
    const change = async (body: object) => {
      const { version } = await api.database.prisma.operator.findUniqueOrThrow({ where: { id: person.id } });
      const path = `/api/operators/${String(person.id)}`;
      expect(
        (
          await api
            .as(api.owner)
            .patch(path)
            .send({ version, ...body })
        ).status,
      ).toBe(200);
    };
    await change({ cities: ['Омск'] });
    await vi.waitFor(async () => {
      expect(await callIds(key)).not.toContain(saratov.id);
    }, PATIENCE);
    await change({ role: 'operator' });
    await vi.waitFor(async () => {
      expectProblem(await asKey(api, key).get('/api/stats/overall'), 403, 'forbidden');
    }, PATIENCE);
    await change({ status: 'inactive' });
    await vi.waitFor(async () => {
      expectProblem(await asKey(api, key).get('/api/calls'), 401, 'not_signed_in');
    }, PATIENCE);
  });

  test('of the organisation stays when its maker leaves', async () => {
    const admin = await api.build.operator({ role: 'admin' });
    const key = await create(admin, OURS);
    expect((await api.as(api.owner).delete(`/api/operators/${String(admin.id)}`)).status).toBe(204);
    expect(await api.database.prisma.operator.findUnique({ where: { id: admin.id } })).toMatchObject({
      status: 'inactive',
    });
    expect((await asKey(api, key).get('/api/calls')).status).toBe(200);
  });

  test('comes from its addresses alone, and a refusal is on record with the key', async () => {
    const key = await buildApiKey(api, { ipAllow: ['203.0.113.0/24', '2001:db8::/32'] });
    const from = (ip: string) => asKey(api, key).get('/api/calls').set('X-Forwarded-For', ip);
    expect((await from('203.0.113.5')).status).toBe(200);
    expect((await from('2001:db8:1::5')).status).toBe(200);
    expectProblem(await from('203.0.114.5'), 403, 'ip_not_allowed');
    const [row] = await api.database.prisma.audit.findMany({
      where: { apiKeyId: key.id, action: 'access.refuse' },
    });
    expect(row).toMatchObject({ ip: '203.0.114.5', outcome: 'failure', objectId: 'listCalls' });
  });

  test('works until its end and not after it', async () => {
    const expiresAt = new Date(Date.now() + DAY_MS);
    const key = await buildApiKey(api, { expiresAt });
    expect((await asKey(api, key).get('/api/calls')).status).toBe(200);
    api.clock.set(expiresAt);
    expectProblem(await asKey(api, key).get('/api/calls'), 401, 'not_signed_in');
  });

  test('notes its last use, once a minute at most', async () => {
    const key = await buildApiKey(api);
    const use = async () =>
      (await asKey(api, key).get('/api/calls').set('X-Forwarded-For', '203.0.113.5')).status;
    const lastUse = async () => (await keysSeenBy(api.owner, OURS)).find(({ id }) => id === key.id);
    const first = new Date(Date.now());
    api.clock.set(first);
    expect(await use()).toBe(200);
    await vi.waitFor(async () => {
      expect(await lastUse()).toMatchObject({ lastUsedAt: first.toISOString(), lastUsedIp: '203.0.113.5' });
    }, PATIENCE);
    api.clock.set(new Date(first.getTime() + 59_000));
    await use();
    const second = new Date(first.getTime() + 60_000);
    api.clock.set(second);
    await use();
    await vi.waitFor(async () => {
      expect(await lastUse()).toMatchObject({ lastUsedAt: second.toISOString() });
    }, PATIENCE);
  });

  test.each([
    ['a wrong secret', (token: string) => token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')],
    ['a cut secret', (token: string) => token.slice(0, -1)],
    ['another prefix', (token: string) => token.replace(/^crm_./, 'crm_x')],
    ['capitals', (token: string) => token.toUpperCase()],
    ['more behind it', (token: string) => `${token}.a`],
  ])('with %s is no key', async (_, spoilt) => {
    const { token } = await buildApiKey(api);
    expectProblem(await clientWith(api.url, spoilt(token)).get('/api/calls'), 401, 'not_signed_in');
  });
});

describe('a revoked key', () => {
  test('is refused in every process', async () => {
    const second = await startSecondApi(api);
    const key = await create(api.owner, OURS);
    const elsewhere = clientWith(second.url, key.token);
    for (const client of [asKey(api, key), elsewhere])
      expect((await client.get('/api/calls')).status).toBe(200);
    expect((await api.as(api.owner).delete(`${OURS}/${String(key.id)}`)).status).toBe(204);
    for (const client of [asKey(api, key), elsewhere])
      await vi.waitFor(async () => {
        expectProblem(await client.get('/api/calls'), 401, 'not_signed_in');
      }, PATIENCE);
    expectProblem(await api.as(api.owner).delete(`${OURS}/${String(key.id)}`), 404, 'not_found');
    await second.close();
  });

  test('was one’s own, or one of the organisation; an owner’s is an owner’s', async () => {
    const admin = await api.build.operator({ role: 'admin' });
    const person = await api.build.operator();
    const [own, others, owners] = [
      await create(person, MINE),
      await create(admin, MINE),
      await create(api.owner, MINE),
    ];
    expectProblem(await api.as(person).delete(`${MINE}/${String(others.id)}`), 404, 'not_found');
    expectProblem(await api.as(person).delete(`${OURS}/${String(others.id)}`), 403, 'forbidden');
    expectProblem(await api.as(admin).delete(`${OURS}/${String(owners.id)}`), 403, 'forbidden');
    expect((await api.as(admin).delete(`${OURS}/${String(own.id)}`)).status).toBe(204);
    expect((await api.as(admin).delete(`${MINE}/${String(others.id)}`)).status).toBe(204);
    expect((await keysSeenBy(person, MINE)).map(({ id }) => id)).toEqual([]);
    expect((await keysSeenBy(admin, OURS)).map(({ id }) => id)).toContain(owners.id);
  });

  test('of another organisation is not there', async () => {
    const { id: organizationId } = await api.build.organization();
    const owner = await api.build.operator({ organizationId, role: 'owner' });
    const theirs = await buildApiKey(api, { organizationId, operatorId: owner.id });
    expectProblem(await api.as(api.owner).delete(`${OURS}/${String(theirs.id)}`), 404, 'not_found');
    expect((await keysSeenBy(api.owner, OURS)).map(({ id }) => id)).not.toContain(theirs.id);
    const ours = await buildCall(api);
    expect(await callIds(theirs)).not.toContain(ours.id);
  });
});
