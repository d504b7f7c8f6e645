import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import { operatorOf, operatorsOf } from '../../../test/factories/operators.js';

let api: TestApi;
let admin: Client;

beforeAll(async () => {
  api = await startTestApi();
  admin = api.as(await api.build.operator({ role: 'admin', name: 'Админ' }));
});
afterAll(() => api.close());

const idsOf = async (client: Client, query = ''): Promise<number[]> =>
  operatorsOf(await client.get(`/api/operators?limit=100${query}`)).map(({ id }) => id);
const BRIEF = ['id', 'name', 'city', 'statusWork'];

describe('the list of people', () => {
  test.each(['owner', 'admin', 'manager'] as const)(
    '%s sees whole rows, without a password',
    async (role) => {
      const person = await api.build.operator({ cities: ['Омск'], extension: `90-${role}` });
      const client = api.as(await api.build.operator({ role, cities: role === 'manager' ? ['Омск'] : [] }));
      const row = operatorsOf(await client.get('/api/operators?limit=100')).find(
        ({ id }) => id === person.id,
      );
      expect(row).toMatchObject({
        login: person.login,
        role: 'operator',
        cities: ['Омск'],
        status: 'active',
        version: 1,
      });
      expect(JSON.stringify(row)).not.toMatch(/password/i);
      expect(operatorOf(await client.get(`/api/operators/${String(person.id)}`))).toEqual(row);
    },
  );

  test.each(['operator', 'viewer', 'master'] as const)(
    '%s sees four fields of those who have not left',
    async (role) => {
      const person = await api.build.operator();
      const gone = await api.build.operator({ status: 'inactive' });
      const client = api.as(await api.build.operator({ role, cities: role === 'master' ? ['Омск'] : [] }));
      const rows = operatorsOf(await client.get('/api/operators?limit=100'));
      for (const row of rows) expect(Object.keys(row).sort()).toEqual([...BRIEF].sort());
      expect(rows.map(({ id }) => id)).toContain(person.id);
      expect(rows.map(({ id }) => id)).not.toContain(gone.id);
      expect(Object.keys(operatorOf(await client.get(`/api/operators/${String(person.id)}`))).sort()).toEqual(
        [...BRIEF].sort(),
      );
      expectProblem(await client.get(`/api/operators/${String(gone.id)}`), 404, 'not_found');
    },
  );

  test('who sees four fields cannot ask for others by filter or search', async () => {
    const person = await api.build.operator({ login: 'secret-login', name: 'Кузьма' });
    const client = api.as(await api.build.operator());
    expectProblem(await client.get('/api/operators?role=admin'), 403, 'forbidden');
    expectProblem(await client.get('/api/operators?status=active'), 403, 'forbidden');
    expect(await idsOf(client, '&search=secret-login')).toEqual([]);
    expect(await idsOf(client, `&search=${encodeURIComponent('кузьм')}`)).toEqual([person.id]);
    expect(await idsOf(admin, '&search=SECRET-login')).toEqual([person.id]);
  });

  test('holds the people who share a city with the caller, and himself', async () => {
    const { id: organizationId } = await api.build.organization();
    const build = (overrides: Parameters<typeof api.build.operator>[0]) =>
      api.build.operator({ organizationId, ...overrides });
    const manager = await build({ role: 'manager', cities: ['Омск', 'Пенза'] });
    const everywhere = await build({});
    const near = await build({ cities: ['Пенза', 'Москва'] });
    const far = await build({ cities: ['Москва'] });
    const boss = await build({ role: 'owner' });
    const otherManager = await build({ role: 'manager', cities: ['Москва'] });
    const client = api.as(manager);
    expect((await idsOf(client)).sort((a, b) => a - b)).toEqual([
      manager.id,
      everywhere.id,
      near.id,
      boss.id,
    ]);
    expectProblem(await client.get(`/api/operators/${String(far.id)}`), 404, 'not_found');
    expectProblem(await client.get(`/api/operators/${String(otherManager.id)}`), 404, 'not_found');
    expect(await idsOf(api.as(boss))).toHaveLength(6);
    expectProblem(await client.get(`/api/operators/${String(api.owner.id)}`), 404, 'not_found');
  });

  test('is filtered by role, status, presence and city, home city included', async () => {
    const { id: organizationId } = await api.build.organization();
    const boss = api.as(await api.build.operator({ organizationId, role: 'owner' }));
    const build = (overrides: Parameters<typeof api.build.operator>[0]) =>
      api.build.operator({ organizationId, ...overrides });
    const viewer = await build({ role: 'viewer', cities: ['Омск'] });
    const onBreak = await build({ statusWork: 'break' });
    const away = await build({ status: 'on_leave' });
    const atHome = await build({});
    await api.database.prisma.operator.update({ where: { id: atHome.id }, data: { city: 'Омск' } });
    expect(await idsOf(boss, '&role=viewer')).toEqual([viewer.id]);
    expect(await idsOf(boss, '&statusWork=break')).toEqual([onBreak.id]);
    expect(await idsOf(boss, '&status=on_leave')).toEqual([away.id]);
    const inOmsk = await idsOf(boss, `&city=${encodeURIComponent('Омск')}`);
    expect(inOmsk.sort((a, b) => a - b)).toEqual([viewer.id, atHome.id]);
    expect(await idsOf(boss, `&city=${encodeURIComponent('Омск')}&role=viewer`)).toEqual([viewer.id]);
  });

  test('is paged by name', async () => {
    const { id: organizationId } = await api.build.organization();
    const boss = await api.build.operator({ organizationId, role: 'owner', name: 'А' });
    for (const name of ['В', 'Б', 'Г']) await api.build.operator({ organizationId, name });
    const client = api.as(boss);
    const first = await client.get('/api/operators?limit=3');
    expect(operatorsOf(first).map((row) => row['name'])).toEqual(['А', 'Б', 'В']);
    expect((first.body as { pagination: unknown }).pagination).toMatchObject({
      total: 4,
      totalPages: 2,
      hasNext: true,
    });
    const second = await client.get('/api/operators?limit=3&page=2');
    expect(operatorsOf(second).map((row) => row['name'])).toEqual(['Г']);
    expect((second.body as { pagination: unknown }).pagination).toMatchObject({
      total: 4,
      hasNext: false,
      hasPrev: true,
    });
  });

  test('names what is wrong with a query', async () => {
    const wrong = await admin.get(
      '/api/operators?role=root&status=x&statusWork=busy&search=&limit=0&color=red',
    );
    expectProblem(wrong, 422, 'invalid_fields', {
      role: 'invalid_value',
      status: 'invalid_value',
      statusWork: 'invalid_value',
      search: 'required',
      limit: 'out_of_range',
      color: 'unknown_field',
    });
    expectProblem(await admin.get(`/api/operators?search=${'a'.repeat(101)}`), 422, 'invalid_fields', {
      search: 'too_long',
    });
    expectProblem(await admin.get('/api/operators?city=a&city=b'), 422, 'invalid_fields', {
      city: 'invalid_type',
    });
  });

  test('is for those who are signed in', async () => {
    expectProblem(await api.anonymous.get('/api/operators'), 401, 'not_signed_in');
    expectProblem(await api.anonymous.get('/api/operators/1'), 401, 'not_signed_in');
  });
});
