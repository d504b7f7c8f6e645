import type { Response } from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { buildCall } from '../../../test/factories/call.js';
import type { TestOperator } from '../../../test/factories/build.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.database.prisma.orderCall.deleteMany();
  await api.database.prisma.call.deleteMany();
});

const list = (query: Record<string, unknown> = {}, person: { id: number } = api.owner) =>
  api.as(person).get('/api/calls').query(query);
const idsOf = (response: Response): number[] => {
  expect(response.status, JSON.stringify(response.body)).toBe(200);
  return (response.body as { data: { id: number }[] }).data.map(({ id }) => id);
};

describe('scope', () => {
  interface Case {
    readonly person: TestOperator;
    readonly sees: readonly string[];
  }
  const everything = ['own city', 'other city', 'no city', 'own elsewhere', 'foreign elsewhere'];

  async function cases(): Promise<Record<string, Case>> {
    const cities = ['Саратов'];
    const limited = ['own city', 'no city', 'own elsewhere'];
    return {
      owner: { person: api.owner, sees: everything },
      admin: { person: await api.build.operator({ role: 'admin' }), sees: everything },
      'manager of a city': { person: await api.build.operator({ role: 'manager', cities }), sees: limited },
      'operator of a city': { person: await api.build.operator({ role: 'operator', cities }), sees: limited },
      'operator of all': { person: await api.build.operator({ role: 'operator' }), sees: everything },
      'viewer of a city': { person: await api.build.operator({ role: 'viewer', cities }), sees: limited },
      'viewer of all': { person: await api.build.operator({ role: 'viewer' }), sees: everything },
    };
  }

  async function callsOf(person: TestOperator): Promise<Record<string, number>> {
    const colleague = await api.build.operator();
    const [ownCity, otherCity, noCity, ownElsewhere, foreignElsewhere] = await Promise.all([
      buildCall(api, { city: 'Саратов', operatorId: colleague.id }),
      buildCall(api, { city: 'Омск' }),
      buildCall(api, { city: null, rk: null }),
      buildCall(api, { city: 'Омск', operatorId: person.id }),
      buildCall(api, { city: 'Пенза', operatorId: colleague.id }),
    ]);
    return {
      'own city': ownCity.id,
      'other city': otherCity.id,
      'no city': noCity.id,
      'own elsewhere': ownElsewhere.id,
      'foreign elsewhere': foreignElsewhere.id,
    };
  }

  test('each role sees his cities, calls without a city and his own; one call answers the same', async () => {
    for (const [name, { person, sees }] of Object.entries(await cases())) {
      await api.database.prisma.call.deleteMany();
      const calls = await callsOf(person);
      const response = await list({ limit: 100 }, person);
      const seen = Object.keys(calls).filter((kind) => idsOf(response).includes(calls[kind] ?? 0));
      expect(seen.sort(), name).toEqual([...sees].sort());
      expect(response.body.pagination.total, name).toBe(sees.length);
      for (const [kind, id] of Object.entries(calls)) {
        const one = await api.as(person).get(`/api/calls/${String(id)}`);
        expect(one.status, `${name}: ${kind}`).toBe(sees.includes(kind) ? 200 : 404);
      }
    }
  });

  test('a filter never widens it', async () => {
    const manager = await api.build.operator({ role: 'manager', cities: ['Саратов', 'Энгельс'] });
    const other = await api.build.operator();
    const inCity = await buildCall(api, { city: 'Саратов', operatorId: other.id, rk: 'Сайт' });
    await buildCall(api, { city: 'Омск', operatorId: other.id, rk: 'Сайт' });
    const own = await buildCall(api, { city: 'Омск', operatorId: manager.id, rk: 'Сайт' });
    expect(idsOf(await list({ city: 'Омск' }, manager))).toEqual([own.id]);
    expect(idsOf(await list({ city: 'Пенза' }, manager))).toEqual([]);
    expect(idsOf(await list({ operatorId: other.id }, manager))).toEqual([inCity.id]);
    expect(idsOf(await list({ operatorId: manager.id }, manager))).toEqual([own.id]);
    expect(idsOf(await list({ rk: 'Сайт' }, manager)).sort()).toEqual([inCity.id, own.id].sort());
  });

  test('a master reads no calls', async () => {
    const master = await api.build.operator({ role: 'master', cities: ['Саратов'] });
    const call = await buildCall(api, { operatorId: master.id });
    for (const path of [
      '',
      '/counts',
      '/missed',
      '/live',
      `/${String(call.id)}`,
      `/${String(call.id)}/brief`,
    ]) {
      expectProblem(await api.as(master).get(`/api/calls${path}`), 403, 'forbidden');
    }
  });

  test('nobody without a session', async () => {
    expectProblem(await api.anonymous.get('/api/calls'), 401, 'not_signed_in');
  });
});
