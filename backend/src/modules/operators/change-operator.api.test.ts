import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import {
  GOOD_PASSWORD,
  operatorDraft,
  operatorOf,
  type OperatorRow,
} from '../../../test/factories/operators.js';
import { makeCall, makeOrder } from '../../../test/factories/reference.js';
import { auditOf, eventsOf } from '../../../test/traces.js';

let api: TestApi;
let admin: Client;
let owner: Client;

beforeAll(async () => {
  api = await startTestApi();
  admin = api.as(await api.build.operator({ role: 'admin' }));
  owner = api.as(api.owner);
});
afterAll(() => api.close());

const pathOf = ({ id }: { id: number }) => `/api/operators/${String(id)}`;
const employ = async (body: object = {}): Promise<OperatorRow> =>
  operatorOf(await owner.post('/api/operators').send(operatorDraft(body)));
const change = (person: { id: number }, body: object, client = admin) =>
  client.patch(pathOf(person)).send({ version: 1, ...body });
const stored = (id: number) => api.database.prisma.operator.findUnique({ where: { id } });

describe('changing a person', () => {
  test('writes what is given, keeps what is not, clears what is null, and is audited', async () => {
    const made = await employ({ extension: '601', email: 'o601@example.com', cities: ['Омск'] });
    const response = await change(made, {
      name: 'Другое Имя',
      city: 'Пенза',
      cities: ['Омск', 'Пенза'],
      extension: null,
    });
    expect(response.status).toBe(200);
    expect(operatorOf(response)).toMatchObject({
      name: 'Другое Имя',
      login: made.login,
      city: 'Пенза',
      cities: ['Омск', 'Пенза'],
      extension: null,
      email: 'o601@example.com',
      version: 2,
    });
    expect(operatorOf(await admin.get(pathOf(made)))).toEqual(operatorOf(response));
    const rows = await auditOf(api, { objectType: 'operator', objectId: made.id });
    expect(rows.at(-1)).toMatchObject({
      action: 'operator.update',
      diffFields: {
        name: {},
        city: { before: 'Саратов', after: 'Пенза' },
        extension: { before: '601', after: null },
      },
    });
  });

  test('a stale version gets the row as it stands; of two at once one is stale', async () => {
    const made = await employ();
    const answers = await Promise.all([change(made, { name: 'Первое' }), change(made, { name: 'Второе' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const late = answers.find(({ status }) => status === 412);
    const current = (late?.body as { current: OperatorRow }).current;
    expect(current).toMatchObject({ id: made.id, version: 2 });
    expect(current).not.toHaveProperty('accountId');
  });

  test('PUT means the same', async () => {
    const made = await employ();
    expect((await admin.put(pathOf(made)).send({ name: 'Через PUT', version: 1 })).status).toBe(200);
  });

  test('role and cities bind the very next request', async () => {
    const made = await employ({ role: 'operator' });
    const client = api.as(made);
    expect((await client.get('/api/operators?role=operator')).status).toBe(403);
    expect((await change(made, { role: 'manager', cities: ['Омск'] })).status).toBe(200);
    await expect.poll(async () => (await client.get('/api/operators?role=operator')).status).toBe(200);
    const far = await employ({ city: 'Пенза', cities: ['Пенза'] });
    expect((await client.get(pathOf(far))).status).toBe(404);
    expect((await change(made, { cities: ['Пенза'], version: 2 })).status).toBe(200);
    await expect.poll(async () => (await client.get(pathOf(far))).status).toBe(200);
  });

  test('a role that needs cities is refused without', async () => {
    const made = await employ();
    expectProblem(await change(made, { role: 'manager' }), 422, 'invalid_fields', { cities: 'required' });
    expectProblem(await change(await employ({ role: 'manager' }), { cities: [] }), 422, 'invalid_fields', {
      cities: 'required',
    });
  });

  test.each(['inactive', 'on_leave'])('who becomes %s is signed out and offline', async (status) => {
    const made = await employ();
    const client = api.as(made);
    await client.patch('/api/operators/me/status-work').send({ statusWork: 'online' });
    expect((await change(made, { status })).status).toBe(200);
    await expect.poll(async () => (await client.get('/api/auth/profile')).status).toBe(401);
    expect(await stored(made.id)).toMatchObject({ status, statusWork: 'offline' });
    expect((await eventsOf(api, 'presence.changed', made.id)).at(-1)?.data).toMatchObject({
      statusWork: 'offline',
    });
  });

  test('a new password ends the sessions and opens the door', async () => {
    const made = await employ();
    const client = api.as(made);
    expect((await client.get('/api/auth/profile')).status).toBe(200);
    const response = await change(made, { password: `${GOOD_PASSWORD} again` });
    expect(JSON.stringify(response.body)).not.toContain(GOOD_PASSWORD);
    await expect.poll(async () => (await client.get('/api/auth/profile')).status).toBe(401);
    const signIn = (password: string) =>
      request(api.url).post('/api/auth/login').send({ login: made.login, password });
    expect((await signIn(GOOD_PASSWORD)).status).toBe(401);
    expect((await signIn(`${GOOD_PASSWORD} again`)).status).toBe(200);
    const rows = await auditOf(api, { objectType: 'operator', objectId: made.id });
    expect(rows.at(-1)?.diffFields).toEqual({ password: {} });
  });

  test('nobody changes his own password without showing the present one', async () => {
    const made = await employ({ role: 'admin' });
    expectProblem(await change(made, { password: GOOD_PASSWORD }, api.as(made)), 403, 'forbidden');
  });

  test('a person who becomes a master gets a master row, and leaves it behind', async () => {
    const made = await employ({ cities: ['Омск'] });
    const asMaster = operatorOf(await change(made, { role: 'master' }));
    expect(asMaster.masterId).toBeGreaterThan(0);
    const other = await api.build.master({ cities: ['Омск'] });
    const relinked = operatorOf(await change(made, { masterId: other.id, version: 2 }));
    expect(relinked.masterId).toBe(other.id);
    const left = operatorOf(await change(made, { role: 'operator', version: 3 }));
    expect(left.masterId).toBeNull();
    const row = await api.database.prisma.master.findUnique({ where: { id: other.id } });
    expect(row).toMatchObject({ operatorId: null });
  });

  test('a person of another organisation is not there', async () => {
    const stranger = await api.build.operator({ organizationId: (await api.build.organization()).id });
    expectProblem(await change(stranger, { name: 'Чужой' }), 404, 'not_found');
    expectProblem(await admin.delete(pathOf(stranger)), 404, 'not_found');
  });

  test('a manager changes and removes nobody', async () => {
    const manager = api.as(await api.build.operator({ role: 'manager', cities: ['Саратов'] }));
    const made = await employ();
    expectProblem(await change(made, { name: 'Имя' }, manager), 403, 'forbidden');
    expectProblem(await manager.delete(pathOf(made)), 403, 'forbidden');
  });
});

describe('owners', () => {
  test('are made, changed and removed by owners alone', async () => {
    const second = await employ({ role: 'owner' });
    const person = await employ();
    expectProblem(await change(second, { name: 'Имя' }), 403, 'forbidden');
    expectProblem(await change(person, { role: 'owner' }), 403, 'forbidden');
    expectProblem(await admin.delete(pathOf(second)), 403, 'forbidden');
    expect((await change(second, { role: 'admin' }, owner)).status).toBe(200);
  });

  test('the last active one stays; of two who send each other away at once one does', async () => {
    const { id } = await api.build.organization();
    const [first, second] = [
      await api.build.operator({ organizationId: id, role: 'owner' }),
      await api.build.operator({ organizationId: id, role: 'owner' }),
    ];
    const answers = await Promise.all([
      change(second, { role: 'admin' }, api.as(first)),
      change(first, { role: 'admin' }, api.as(second)),
    ]);
    // The loser is refused as the last owner, or, when his own change came second, as an owner no longer.
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const owners = await api.database.prisma.operator.findMany({
      where: { organizationId: id, role: 'owner' },
    });
    expect(owners).toHaveLength(1);
    const last = owners[0] as { id: number; version: number };
    const client = api.as(last);
    for (const step of [{ role: 'admin' }, { status: 'inactive' }, { status: 'on_leave' }]) {
      expectProblem(await change(last, { ...step, version: last.version }, client), 409, 'in_use');
    }
    expectProblem(await client.delete(pathOf(last)), 409, 'in_use');
  });
});

describe('removing a person', () => {
  test('without a past removes him and frees his login', async () => {
    const made = await employ({ extension: '655', role: 'master' });
    expect((await admin.delete(pathOf(made))).status).toBe(204);
    expect(await stored(made.id)).toBeNull();
    expectProblem(await admin.get(pathOf(made)), 404, 'not_found');
    expect(await employ({ login: made.login, extension: '655' })).toMatchObject({ login: made.login });
    const rows = await auditOf(api, { objectType: 'operator', objectId: made.id });
    expect(rows.at(-1)).toMatchObject({
      action: 'operator.delete',
      diffFields: { role: { before: 'master', after: null } },
    });
  });

  test('with calls, orders, missed calls or sessions makes him inactive', async () => {
    const pasts: ((person: OperatorRow) => Promise<unknown>)[] = [
      ({ id }) => makeCall(api, { operatorId: id }),
      ({ id }) => makeCall(api, { missedBy: [id] }),
      ({ id }) => makeOrder(api, { operatorId: id }),
      ({ masterId }) => makeOrder(api, { masterId }),
      (person) => api.tokenOf(person),
    ];
    for (const live of pasts) {
      const made = await employ({ role: 'master' });
      await live(made);
      expect((await admin.delete(pathOf(made))).status).toBe(204);
      expect(await stored(made.id)).toMatchObject({ status: 'inactive' });
      const rows = await auditOf(api, { objectType: 'operator', objectId: made.id });
      expect(rows.at(-1)).toMatchObject({
        action: 'operator.deactivate',
        diffFields: { status: { after: 'inactive' } },
      });
    }
  });

  test('ends his sessions', async () => {
    const made = await employ();
    const client = api.as(made);
    expect((await client.get('/api/auth/profile')).status).toBe(200);
    await admin.delete(pathOf(made));
    await expect.poll(async () => (await client.get('/api/auth/profile')).status).toBe(401);
  });

  test('nobody removes or deactivates himself', async () => {
    const self = await employ({ role: 'admin' });
    expectProblem(await api.as(self).delete(pathOf(self)), 409, 'in_use');
    expectProblem(await change(self, { status: 'inactive' }, api.as(self)), 409, 'in_use');
    expect(await stored(self.id)).toMatchObject({ status: 'active' });
  });

  test('who is not there is not found', async () => {
    expectProblem(await admin.delete('/api/operators/2000000000'), 404, 'not_found');
    expectProblem(await admin.delete('/api/operators/0'), 422, 'invalid_fields', { id: 'out_of_range' });
  });
});
