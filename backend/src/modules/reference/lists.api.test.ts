import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import {
  createAdder,
  draftOf,
  makeCall,
  makeOrder,
  namesOf,
  rowOf,
  rowsOf,
} from '../../../test/factories/reference.js';
import { createCache } from '../../platform/cache/cache.js';
import type { Actor } from '../../platform/access/actor.js';
import { cityResource } from './cities.resource.js';
import { createReferenceService } from './reference.service.js';
import { createReferenceWrites } from './reference-writes.js';

let api: TestApi;
let admin: Client;
const add = createAdder(() => admin);

beforeAll(async () => {
  api = await startTestApi();
  admin = api.as(await api.build.operator({ role: 'admin' }));
});
afterAll(() => api.close());

describe('a fresh organisation', () => {
  test('has the eight cities with the zones of their visits, by name', async () => {
    const rows = rowsOf(await admin.get('/api/cities'));
    const zones = Object.fromEntries(rows.map(({ name, timezone }) => [name, timezone]));
    expect(zones).toMatchObject({
      Москва: 'Europe/Moscow',
      Саратов: 'Europe/Saratov',
      Энгельс: 'Europe/Saratov',
      Ульяновск: 'Europe/Ulyanovsk',
      Пенза: 'Europe/Moscow',
      Тольятти: 'Europe/Samara',
      Омск: 'Asia/Omsk',
      Ярославль: 'Europe/Moscow',
    });
    expect(rows.map(({ name }) => name)).toEqual([
      'Москва',
      'Омск',
      'Пенза',
      'Саратов',
      'Тольятти',
      'Ульяновск',
      'Энгельс',
      'Ярославль',
    ]);
    expect(new Set(rows.map(({ slotCapacity }) => slotCapacity))).toEqual(new Set([3]));
  });

  test('has five campaigns and nine dispositions in the order of their keys', async () => {
    expect(await namesOf(admin, '/api/campaigns')).toHaveLength(5);
    expect(await namesOf(admin, '/api/campaigns')).toEqual(
      expect.arrayContaining(['RK001', 'Авито', 'Листовка', 'Сайт', 'Газета']),
    );
    expect(rowsOf(await admin.get('/api/dispositions')).map(({ code }) => code)).toEqual([
      'order',
      'consultation',
      'callback',
      'refusal',
      'wrong_number',
      'spam',
      'warranty',
      'quality_check',
      'no_answer_follow_up',
    ]);
  });
});

describe('what is in use', () => {
  test('a city that an order, a number, a master or a person refers to is not removed', async () => {
    const users: ((name: string) => Promise<unknown>)[] = [
      (city) => makeOrder(api, { city }),
      (city) => makeCall(api, { city }),
      (city) => api.build.phone({ city }),
      (city) => api.build.master({ cities: [city] }),
      (city) => api.build.operator({ cities: [city] }),
    ];
    for (const use of users) {
      const city = await add('cities');
      await use(city['name'] as string);
      expectProblem(await admin.delete(`/api/cities/${String(city.id)}`), 409, 'in_use');
      expect((await admin.get(`/api/cities/${String(city.id)}`)).status).toBe(200);
    }
  });

  test('a city in use keeps its name, and takes another zone and capacity', async () => {
    const city = await add('cities');
    await makeOrder(api, { city: city['name'] as string });
    const path = `/api/cities/${String(city.id)}`;
    expectProblem(await admin.patch(path).send({ name: 'Новое имя', version: 1 }), 409, 'in_use', {
      name: 'invalid_value',
    });
    const change = { name: city['name'], timezone: 'Europe/Samara', slotCapacity: 5, version: 1 };
    expect(rowOf(await admin.patch(path).send(change))).toMatchObject({
      timezone: 'Europe/Samara',
      slotCapacity: 5,
    });
  });

  test('a campaign in use keeps its rk and stays', async () => {
    const campaign = await add('campaigns');
    await makeCall(api, { rk: campaign['rk'] as string });
    const path = `/api/campaigns/${String(campaign.id)}`;
    expectProblem(await admin.patch(path).send({ rk: 'Другая', version: 1 }), 409, 'in_use');
    expectProblem(await admin.delete(path), 409, 'in_use');
    expect(rowOf(await admin.patch(path).send({ name: 'Лето', version: 1 }))).toMatchObject({ name: 'Лето' });
    expect(rowOf(await admin.patch(path).send({ name: null, version: 2 }))).toMatchObject({ name: null });
  });

  test('a disposition in use keeps its code and stays', async () => {
    const disposition = await add('dispositions');
    await makeCall(api, { disposition: disposition['code'] as string });
    const path = `/api/dispositions/${String(disposition.id)}`;
    expectProblem(await admin.patch(path).send({ code: 'other_code', version: 1 }), 409, 'in_use');
    expectProblem(await admin.delete(path), 409, 'in_use');
  });

  test('a master with orders stays, and so does one who signs in', async () => {
    const master = await add('masters');
    await makeOrder(api, { masterId: master.id });
    expectProblem(await admin.delete(`/api/masters/${String(master.id)}`), 409, 'in_use');

    const { masterId } = await api.build.operator({ role: 'master', cities: ['Саратов'] });
    expectProblem(await admin.delete(`/api/masters/${String(masterId)}`), 409, 'in_use');
  });
});

describe('company numbers', () => {
  test.each([
    ['8 (495) 000-01-41', '+74950000141'],
    ['74950000142', '+74950000142'],
    ['4950000143', '+74950000143'],
    ['sip:линия+1/a&b@vpbx400000001.mangosip.ru', 'sip:линия+1/a&b@vpbx400000001.mangosip.ru'],
  ])('%s is kept as %s', async (written, kept) => {
    expect((await add('phones', { number: written }))['number']).toBe(kept);
  });

  test('the same number in another writing is the same number', async () => {
    await add('phones', { number: '+74950000150' });
    const again = await admin.post('/api/phones').send({ ...draftOf.phones(), number: '8 495 000 01 50' });
    expectProblem(again, 409, 'already_exists', { number: 'invalid_value' });
  });

  test('are filtered by city and campaign and found by their last digits or seller name', async () => {
    const { rk } = await api.build.campaign();
    const { name: city } = await api.build.city();
    await add('phones', { number: '+74957654321', rk, city, avitoName: 'Иван Мастер' });
    for (const filter of [
      `rk=${rk}`,
      `city=${encodeURIComponent(city)}`,
      'search=4321',
      'search=8 495 765-43-21',
      'search=иван',
    ]) {
      expect(await namesOf(admin, `/api/phones?${filter}`), filter).toEqual(['+74957654321']);
    }
    expect(await namesOf(admin, `/api/phones?rk=${rk}&city=${encodeURIComponent('Омск')}`)).toEqual([]);
  });
});

describe('masters', () => {
  test('are seen by those who share a city with them', async () => {
    const { name: here } = await api.build.city();
    const { name: there } = await api.build.city();
    const near = await add('masters', { cities: [here, 'Омск'] });
    const far = await add('masters', { cities: [there] });
    const manager = api.as(await api.build.operator({ role: 'manager', cities: [here] }));
    expect(rowsOf(await manager.get('/api/masters?limit=100')).map(({ id }) => id)).toEqual([near.id]);
    expectProblem(await manager.get(`/api/masters/${String(far.id)}`), 404, 'not_found');
    const operator = api.as(await api.build.operator());
    expect(rowsOf(await operator.get('/api/masters?limit=100')).map(({ id }) => id)).toEqual(
      expect.arrayContaining([near.id, far.id]),
    );
  });

  test('are filtered by city, state, direction and name', async () => {
    const { name: city } = await api.build.city();
    const kept = await add('masters', {
      name: 'Ёлкин Пётр',
      cities: [city],
      typeEquipment: 'bt',
      phone: '8 999 111 22 33',
    });
    await add('masters', { cities: [city], typeEquipment: 'kp' });
    await add('masters', { cities: [city], statusWork: 'dismissed' });
    const at = (filter: string) => namesOf(admin, `/api/masters?city=${encodeURIComponent(city)}&${filter}`);
    expect(await at('limit=100')).toHaveLength(3);
    expect(await at('statusWork=dismissed')).toHaveLength(1);
    expect(await at('typeEquipment=bt')).toEqual([kept['name']]);
    expect(await at(`search=${encodeURIComponent('ёлкин')}`)).toEqual([kept['name']]);
    expect(await at('search=2233')).toEqual([kept['name']]);
  });

  test('change cities and clear what may be empty', async () => {
    const master = await add('masters', { phone: '89991112244', typeEquipment: 'kp' });
    const change = { cities: ['Омск', 'Пенза', 'Омск'], phone: null, typeEquipment: null, version: 1 };
    expect(rowOf(await admin.patch(`/api/masters/${String(master.id)}`).send(change))).toMatchObject({
      cities: ['Омск', 'Пенза'],
      phone: null,
      typeEquipment: null,
      name: master['name'],
    });
  });

  test("a master's number is for those who assign him and for himself, whatever his cities", async () => {
    const self = await api.build.operator({ role: 'master', cities: ['Саратов'] });
    const own = rowOf(await admin.get(`/api/masters/${String(self.masterId)}`));
    await admin
      .patch(`/api/masters/${String(own.id)}`)
      .send({ phone: '+79995550011', cities: ['Омск'], version: own.version });
    const phoneFor = async (role: 'operator' | 'viewer' | 'master') => {
      const client = api.as(await api.build.operator({ role, cities: ['Омск'] }));
      return rowOf(await client.get(`/api/masters/${String(own.id)}`))['phone'];
    };
    expect(await phoneFor('operator')).toBe('+79995550011');
    expect(await phoneFor('viewer')).toBeNull();
    expect(await phoneFor('master')).toBeNull();
    expect(rowOf(await api.as(self).get(`/api/masters/${String(own.id)}`))['phone']).toBe('+79995550011');
  });
});

test('lists are searched without regard to case', async () => {
  await add('cities', { name: 'Набережные Челны' });
  expect(await namesOf(admin, `/api/cities?search=${encodeURIComponent('НАБЕРЕЖ')}`)).toEqual([
    'Набережные Челны',
  ]);
  expect(await namesOf(admin, `/api/cities?search=${encodeURIComponent('%')}`)).toEqual([]);
});

test('a change is seen at once in the process that made it, and in the others when its notice comes', async () => {
  const { database, organization } = api;
  const process = { database, cache: createCache() };
  const reads = createReferenceService(process, cityResource);
  const writes = createReferenceWrites(process, cityResource);
  const actor: Actor = {
    organizationId: organization.id,
    organizationTimezone: organization.timezone,
    operatorId: api.owner.id,
    accountId: api.owner.userAccountId,
    sessionId: randomUUID(),
    apiKeyId: null,
    isSuperAdmin: false,
    adminIpAllow: [],
    authenticatedAt: new Date(),
    name: api.owner.name,
    role: 'owner',
    cities: null,
    masterId: null,
    permissions: new Set(),
    mustChangePassword: false,
    mustSetUpSecondFactor: false,
  };
  const search = 'Город соседа';
  const there = async () =>
    (await reads.list(actor, { page: 1, limit: 20, search })).data.map(({ name }) => name);
  const here = () => namesOf(admin, `/api/cities?search=${encodeURIComponent(search)}`);
  expect([await there(), await here()]).toEqual([[], []]);

  await writes.create(actor, { name: search, timezone: 'Europe/Moscow' });
  expect(await there()).toEqual([search]);
  await expect.poll(here).toEqual([search]);
});
