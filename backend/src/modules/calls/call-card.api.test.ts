import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { buildCall, buildLeg, type CallOverrides } from '../../../test/factories/call.js';
import { recomputeDebts } from './debts.queries.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface Row {
  readonly id: number;
}
const get = (person: { id: number }, path: string) => api.as(person).get(`/api/calls${path}`);

describe('the card of a call', () => {
  test('has its legs in order of appearance, its recordings and what is known of the end', async () => {
    const [first, last] = [
      await api.build.operator({ name: 'А. Власова' }),
      await api.build.operator({ name: 'К. Зайцев' }),
    ];
    const call = await buildCall(api, { operatorId: first.id, finalOperatorId: last.id, dtmf: ['1', '2'] });
    await api.database.prisma.call.update({
      where: { id: call.id },
      data: {
        ringSeconds: 5,
        holdSeconds: 12,
        hangupBy: 'caller',
        disconnectReason: 1100,
        groupExtension: '700',
        transfer: 'consultative',
      },
    });
    const later = await buildLeg(api, call, {
      operatorId: last.id,
      appearedAt: new Date('2026-03-10T09:00:30Z'),
    });
    const earlier = await buildLeg(api, call, {
      operatorId: first.id,
      extension: '101',
      phoneNumber: '+79271154820',
      appearedAt: new Date('2026-03-10T09:00:00Z'),
      connectedAt: new Date('2026-03-10T09:00:05Z'),
    });
    await api.database.prisma.recording.create({
      data: {
        organizationId: api.organization.id,
        callRowId: call.id,
        recordingId: 'rec-1',
        state: 'stored',
        bytes: 1000,
        contentType: 'audio/mpeg',
      },
    });
    const response = await get(api.owner, `/${String(call.id)}`);
    expect(response).toMatchObject({
      status: 200,
      body: {
        data: {
          id: call.id,
          ringSeconds: 5,
          holdSeconds: 12,
          hangupBy: 'caller',
          disconnectReason: 1100,
          groupExtension: '700',
          transfer: 'consultative',
          operator: { id: first.id, name: 'А. Власова' },
          finalOperator: { id: last.id, name: 'К. Зайцев' },
          missedBy: [],
          dtmf: ['1', '2'],
          legs: [
            {
              id: earlier.id,
              extension: '101',
              operator: { id: first.id },
              connectedAt: '2026-03-10T09:00:05.000Z',
            },
            { id: later.id, operator: { id: last.id }, connectedAt: null },
          ],
          recordings: [{ recordingId: 'rec-1', state: 'stored', isAvailable: true, bytes: 1000 }],
        },
      },
    });
  });

  test('of a missed call names at whom it rang, known to us or not', async () => {
    const [known, withoutLeg] = [
      await api.build.operator({ name: 'А. Власова' }),
      await api.build.operator({ extension: '909' }),
    ];
    const call = await buildCall(api, { status: 'missed', missedBy: [known.id, withoutLeg.id] });
    await buildLeg(api, call, {
      operatorId: known.id,
      extension: '101',
      appearedAt: new Date('2026-03-10T09:00:00Z'),
    });
    await buildLeg(api, call, {
      operatorId: known.id,
      extension: '101',
      appearedAt: new Date('2026-03-10T09:00:20Z'),
    });
    await buildLeg(api, call, {
      operatorId: null,
      extension: '199',
      appearedAt: new Date('2026-03-10T09:00:10Z'),
    });
    await buildLeg(api, call, {
      kind: 'queue',
      extension: '700',
      appearedAt: new Date('2026-03-10T08:59:00Z'),
    });
    const response = await get(api.owner, `/${String(call.id)}`);
    expect(response.body.data.missedBy).toEqual([
      { operatorId: known.id, name: 'А. Власова', extension: '101' },
      { operatorId: null, name: null, extension: '199' },
      { operatorId: withoutLeg.id, name: withoutLeg.name, extension: '909' },
    ]);
  });

  test('shows viewers masked numbers, in the legs too', async () => {
    const viewer = await api.build.operator({ role: 'viewer' });
    const call = await buildCall(api, { phoneClient: '+79271154820' });
    await buildLeg(api, call, { phoneNumber: '+79271154820' });
    const response = await get(viewer, `/${String(call.id)}`);
    expect(response.body.data).toMatchObject({
      phoneClient: '+7******4820',
      legs: [{ phoneNumber: '+7******4820' }],
    });
    expect(JSON.stringify(response.body)).not.toContain('9271154820');
  });

  test('opens for whom it rings at, although his cities are others', async () => {
    const operator = await api.build.operator({ cities: ['Омск'] });
    const call = await buildCall(api, { status: 'new', city: 'Саратов', hasOpenLeg: true });
    expectProblem(await get(operator, `/${String(call.id)}`), 404, 'not_found');
    await buildLeg(api, call, { operatorId: operator.id, status: 'started' });
    expect((await get(operator, `/${String(call.id)}`)).status).toBe(200);
    expect((await get(operator, `/${String(call.id)}/brief`)).status).toBe(200);
  });

  test('of another organisation, of no call and of no number is not there', async () => {
    const stranger = await api.build.organization();
    const call = await buildCall(api, { organizationId: stranger.id, rk: null, city: null });
    expectProblem(await get(api.owner, `/${String(call.id)}`), 404, 'not_found');
    expectProblem(await get(api.owner, `/${String(call.id)}/brief`), 404, 'not_found');
    expectProblem(await get(api.owner, '/2147483647'), 404, 'not_found');
    expectProblem(await get(api.owner, '/2147483648'), 422, 'invalid_fields', { id: 'out_of_range' });
    expectProblem(await get(api.owner, '/one'), 422, 'invalid_fields', { id: 'invalid_type' });
  });
});

describe('live calls', () => {
  test('ring or are talked on, have been heard of within two hours, and are in scope', async () => {
    await api.database.prisma.call.deleteMany();
    const open = { hasOpenLeg: true, lastEventAt: new Date() } as const;
    const at = (time: string): Date => new Date(`2026-03-10T${time}Z`);
    const talking = await buildCall(api, { ...open, status: 'in_progress', dateCreate: at('09:00:00') });
    const ringing = await buildCall(api, {
      ...open,
      status: 'new',
      dateCreate: at('09:01:00'),
      city: 'Омск',
    });
    const outbound = await buildCall(api, {
      ...open,
      status: 'new',
      direction: 'outbound',
      dateCreate: at('09:02:00'),
    });
    await buildCall(api, {
      ...open,
      status: 'in_progress',
      lastEventAt: new Date(Date.now() - 2 * 3_600_000 - 1000),
    });
    await buildCall(api, { ...open, status: 'new', direction: 'internal', city: null, rk: null });
    await buildCall(api, { ...open, hasOpenLeg: false, status: 'in_progress' });
    await buildCall(api);
    const operator = await api.build.operator({ cities: ['Саратов'] });
    const ids = async (person: { id: number }) =>
      ((await get(person, '/live')).body as { data: Row[] }).data.map(({ id }) => id);
    expect(await ids(api.owner)).toEqual([talking.id, ringing.id, outbound.id]);
    expect(await ids(operator)).toEqual([talking.id, outbound.id]);
  });
});

describe('the counters of the quick filters', () => {
  test('count what the lists of the same filters show', async () => {
    await api.database.prisma.call.deleteMany();
    const now = Date.now();
    const kinds: CallOverrides[] = [
      {},
      { dateCreate: new Date(now - 3 * 3_600_000) },
      { status: 'missed', phoneClient: '+79270000001' },
      { status: 'missed', phoneClient: '+79270000002', city: 'Омск', rk: 'Сайт' },
      { direction: 'outbound' },
      { direction: 'outbound', status: 'busy', city: 'Омск', rk: 'Сайт' },
      { direction: 'internal', city: null, rk: null, phoneClient: null },
      { status: 'new' },
    ];
    for (const kind of kinds) await buildCall(api, kind);
    await recomputeDebts(api.database.sql, api.organization.id, ['+79270000001', '+79270000002']);
    const manager = await api.build.operator({ role: 'manager', cities: ['Омск'] });
    for (const [person, query] of [
      [api.owner, {}],
      [api.owner, { city: 'Омск' }],
      [api.owner, { rk: 'Сайт', city: 'Омск' }],
      [api.owner, { search: '0001' }],
      [manager, {}],
    ] as const) {
      const total = async (path: string, more: object): Promise<number> =>
        ((await get(person, path).query({ ...query, ...more })).body as { pagination: { total: number } })
          .pagination.total;
      const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
      const city = 'city' in query ? { city: query.city } : {};
      const debts = ((await get(person, '/missed').query(city)).body as { pagination: { total: number } })
        .pagination.total;
      const response = await get(person, '/counts').query(query);
      expect(response.body.data).toEqual({
        all: await total('', {}),
        debts,
        missed: await total('', { status: 'missed' }),
        answered: await total('', { status: 'answered', direction: 'inbound' }),
        outbound: await total('', { direction: 'outbound' }),
        lastHour: await total('', { dateFrom: hourAgo }),
      });
    }
    const all = await get(api.owner, '/counts');
    expect(all.body.data).toEqual({ all: 7, debts: 2, missed: 2, answered: 2, outbound: 2, lastHour: 6 });
  });
});
