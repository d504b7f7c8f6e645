import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Response } from 'supertest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { createFigures, PATIENCE } from '../../../test/factories/call-figures.js';
import { buildCall, type CallOverrides } from '../../../test/factories/call.js';
import { buildOrder } from '../../../test/factories/order.js';
import { dropArea } from '../../platform/cache/cache.js';
import { eachDay } from '../../platform/time.js';

const MARCH = { startDate: '2026-03-01', endDate: '2026-03-31' };
let api: TestApi;
let figures: ReturnType<typeof createFigures>;
beforeAll(async () => {
  api = await startTestApi();
  figures = createFigures(api, MARCH);
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.database.prisma.call.deleteMany();
  await api.database.prisma.order.deleteMany();
});

const at = (text: string): Date => new Date(`2026-03-${text}Z`);

const totalOf = (response: Response): number =>
  (response.body as { data: { calls: { total: number } } }).data.calls.total;

describe('overall', () => {
  test('counts inbound calls, outbound apart, internal nowhere', async () => {
    const operator = await api.build.operator();
    const dateCreate = at('10T09:00:00');
    const calls: CallOverrides[] = [
      { talkSeconds: 100, waitSeconds: 10, operatorId: operator.id },
      { talkSeconds: 50, waitSeconds: 5, operatorId: operator.id },
      { status: 'missed', missedReason: 'ivr', waitSeconds: 40 },
      { status: 'missed', missedReason: 'queue' },
      { status: 'missed', missedReason: 'ringing', missedBy: [operator.id] },
      { status: 'missed', missedReason: 'schedule' },
      { status: 'new' },
      { status: 'in_progress', operatorId: operator.id },
      { direction: 'outbound', talkSeconds: 30, operatorId: operator.id },
      { direction: 'outbound', status: 'busy' },
      { direction: 'outbound', status: 'no_answer' },
      { direction: 'internal', talkSeconds: 1000, city: null, rk: null },
    ];
    for (const call of calls) await buildCall(api, { dateCreate, ...call });
    const stats = await figures.overall(api.owner);
    expect(stats.calls).toEqual({
      total: 8,
      accepted: 2,
      missed: 4,
      acceptanceRate: 25,
      missedByReason: { ivr: 1, queue: 1, ringing: 1, schedule: 1 },
      outbound: { total: 3, answered: 1, talkSeconds: 30 },
      talkSeconds: 150,
      averageTalkSeconds: 75,
      averageWaitSeconds: 8,
    });
    expect(stats.period).toEqual({ ...MARCH, timezone: 'Europe/Moscow' });
    expect(Date.parse(stats.asOf)).not.toBeNaN();
    expect(stats.dailyStats).toHaveLength(31);
    expect(stats.dailyStats[9]).toEqual({ date: '2026-03-10', calls: 8, accepted: 2, missed: 4, orders: 0 });
    const row = stats.operatorStats.find((each) => each.operator.id === operator.id);
    expect(row).toMatchObject({
      operator: { id: operator.id, name: operator.name },
      calls: {
        total: 3,
        accepted: 2,
        missed: 1,
        acceptanceRate: 67,
        talkSeconds: 150,
        outbound: { total: 1, answered: 1 },
      },
      orders: { total: 0, completed: 0 },
    });
  });

  test('of nothing has zeros, an unknown rate, every day, every status, city and campaign', async () => {
    const stats = await figures.overall(api.owner);
    expect(stats.calls).toMatchObject({
      total: 0,
      accepted: 0,
      missed: 0,
      acceptanceRate: null,
      averageTalkSeconds: null,
    });
    expect(stats.orders).toEqual({
      total: 0,
      byStatus: {
        new: 0,
        assigned: 0,
        on_the_way: 0,
        in_progress: 0,
        workshop: 0,
        completed: 0,
        refused: 0,
        not_an_order: 0,
      },
      result: 0,
      clean: 0,
      masterChange: 0,
    });
    expect(stats.dailyStats.map(({ date }) => date)).toEqual(eachDay(MARCH.startDate, MARCH.endDate));
    expect(stats.cityStats).toHaveLength(8);
    expect(stats.rkStats.map(({ rk }) => rk).sort()).toEqual([
      'RK001',
      'Авито',
      'Газета',
      'Листовка',
      'Сайт',
    ]);
  });

  test('counts orders by the day of creation and the status of today, money of completed ones', async () => {
    const operator = await api.build.operator();
    const common = { operatorNameId: operator.id, createDate: at('10T09:00:00') };
    await buildOrder(api, {
      ...common,
      statusOrder: 'completed',
      result: 1000.5,
      expenditure: 100.25,
      clean: 900.25,
      masterChange: 540.15,
    });
    await buildOrder(api, {
      ...common,
      statusOrder: 'completed',
      city: 'Омск',
      rk: 'Сайт',
      result: 100,
      expenditure: 300,
      clean: -200,
      masterChange: -120,
    });
    await buildOrder(api, { ...common, statusOrder: 'refused' });
    const order = await buildOrder(api, { ...common, statusOrder: 'new' });
    await buildOrder(api, { ...common, createDate: at('31T21:00:00') });
    const stats = await figures.overall(api.owner);
    expect(stats.orders).toMatchObject({
      total: 4,
      byStatus: { new: 1, completed: 2, refused: 1 },
      result: 1100.5,
      clean: 700.25,
      masterChange: 420.15,
    });
    expect(stats.dailyStats[9]).toMatchObject({ date: '2026-03-10', orders: 4 });
    expect(stats.cityStats.find(({ city }) => city === 'Омск')).toMatchObject({
      orders: { total: 1, completed: 1 },
      clean: -200,
      masterChange: -120,
    });
    await api.database.prisma.order.update({
      where: { id: order.id },
      data: { deletedAt: new Date(), slotPlace: null },
    });
    expect((await figures.overall(api.owner)).orders.total).toBe(3);
  });

  test('is limited to the cities of a manager and a viewer; calls without a city are theirs too', async () => {
    const [here, there] = [await api.build.operator(), await api.build.operator()];
    const dateCreate = at('10T09:00:00');
    await buildCall(api, { dateCreate, operatorId: here.id });
    await buildCall(api, { dateCreate, operatorId: here.id, city: 'Омск' });
    await buildCall(api, { dateCreate, city: null, rk: null, operatorId: there.id });
    await buildCall(api, { dateCreate, city: 'Омск', rk: 'Сайт', status: 'missed', missedBy: [there.id] });
    await buildCall(api, { dateCreate, city: 'Саратов', status: 'missed', missedBy: [there.id] });
    await buildOrder(api, { createDate: dateCreate, city: 'Саратов', operatorNameId: here.id });
    await buildOrder(api, { createDate: dateCreate, city: 'Омск', operatorNameId: there.id });
    for (const role of ['manager', 'viewer'] as const) {
      const person = await api.build.operator({ role, cities: ['Саратов', 'Энгельс'] });
      const stats = await figures.overall(person);
      expect(stats.calls).toMatchObject({ total: 3, accepted: 2, missed: 1 });
      expect(stats.orders).toMatchObject({ total: 1 });
      expect(stats.dailyStats[9]).toEqual({
        date: '2026-03-10',
        calls: 3,
        accepted: 2,
        missed: 1,
        orders: 1,
      });
      expect(stats.cityStats.map(({ city, calls }) => [city, calls.total])).toEqual([
        ['Саратов', 2],
        [null, 1],
        ['Энгельс', 0],
      ]);
      expect(stats.rkStats.find(({ rk }) => rk === 'Сайт')).toMatchObject({ calls: { total: 0 } });
      const of = (id: number) => stats.operatorStats.find((each) => each.operator.id === id);
      expect(of(here.id)).toMatchObject({ calls: { total: 1, accepted: 1 }, orders: { total: 1 } });
      expect(of(there.id)).toMatchObject({
        calls: { total: 2, accepted: 1, missed: 1 },
        orders: { total: 0 },
      });
      const one = await figures.of(person, there.id);
      expect(one.calls).toMatchObject({ total: 2, accepted: 1, missed: 1 });
      expect(one.orders.total).toBe(0);
    }
    expect((await figures.of(api.owner, there.id)).calls).toMatchObject({
      total: 3,
      missed: 2,
    });
    const list = await api
      .as(await api.build.operator({ role: 'manager', cities: ['Саратов', 'Энгельс'] }))
      .get('/api/calls');
    expect(list.body.pagination.total).toBe(3);
  });

  test('is kept for a while, by scope, and dropped when the data change', async () => {
    const manager = await api.build.operator({ role: 'manager', cities: ['Омск'] });
    const read = async (person: { id: number }): Promise<number> =>
      totalOf(await api.as(person).get('/api/stats/overall').query(MARCH));
    await buildCall(api, { dateCreate: at('10T09:00:00') });
    await figures.overall(api.owner);
    expect([await read(api.owner), await read(manager)]).toEqual([1, 0]);
    await buildCall(api, { dateCreate: at('10T09:00:00'), city: 'Омск' });
    expect([await read(api.owner), await read(manager)]).toEqual([1, 0]);
    const path = `/api/stats/operator/${String(api.owner.id)}`;
    await buildCall(api, { dateCreate: at('10T09:00:00'), operatorId: api.owner.id });
    expect(totalOf(await api.as(api.owner).get(path).query(MARCH))).toBe(1);
    expect(totalOf(await api.as(manager).get(path).query(MARCH))).toBe(0);
    await dropArea(api.database.sql, 'stats', api.organization.id);
    await vi.waitFor(async () => {
      expect(await read(manager)).toBe(1);
    }, PATIENCE);
    expect(await read(api.owner)).toBe(3);
  });
});

describe('who may ask', () => {
  test.each([
    ['owner', 200],
    ['admin', 200],
    ['manager', 200],
    ['viewer', 200],
    ['operator', 403],
    ['master', 403],
  ] as const)('%s for overall and another: %i; for his own always', async (role, status) => {
    const person = await api.build.operator({
      role,
      cities: role === 'manager' || role === 'master' ? ['Саратов'] : [],
    });
    const client = api.as(person);
    expect((await client.get('/api/stats/overall')).status).toBe(status);
    expect((await client.get(`/api/stats/operator/${String(api.owner.id)}`)).status).toBe(status);
    expect((await client.get('/api/stats/my')).status).toBe(200);
  });

  test('nobody without a session', async () => {
    expectProblem(await api.anonymous.get('/api/stats/my'), 401, 'not_signed_in');
  });
});

describe('wrong input', () => {
  test.each([
    [{ startDate: '2026-03-02', endDate: '2026-03-01' }, { endDate: 'out_of_range' }],
    [{ startDate: '2025-01-01', endDate: '2026-03-01' }, { endDate: 'out_of_range' }],
    [{ startDate: '2026-02-30' }, { startDate: 'invalid_value' }],
    [{ startDate: '2026-03-01T00:00:00Z' }, { startDate: 'invalid_value' }],
    [{ endDate: '' }, { endDate: 'invalid_value' }],
    [{ city: 'Омск' }, { city: 'unknown_field' }],
  ])('%j is refused with the field named', async (query, fields) => {
    for (const path of ['my', 'overall', `operator/${String(api.owner.id)}`]) {
      expectProblem(
        await api.as(api.owner).get(`/api/stats/${path}`).query(query),
        422,
        'invalid_fields',
        fields,
      );
    }
  });

  test('an id that is none', async () => {
    expectProblem(await api.as(api.owner).get('/api/stats/operator/me'), 422, 'invalid_fields', {
      id: 'invalid_type',
    });
  });
});
