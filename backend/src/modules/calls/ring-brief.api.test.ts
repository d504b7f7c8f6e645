import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { buildCall } from '../../../test/factories/call.js';
import { buildOrder, freshPhone } from '../../../test/factories/order.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const get = (person: { id: number }, path: string) => api.as(person).get(`/api/calls${path}`);

describe('the ring brief', () => {
  test('tells who calls and why, in the number’s own history', async () => {
    const phone = freshPhone();
    const now = api.clock.now().getTime();
    const ago = (minutes: number): Date => new Date(now - minutes * 60_000);
    await buildCall(api, { phoneClient: phone, dateCreate: ago(60 * 24 * 40), disposition: 'consultation' });
    await buildCall(api, { phoneClient: freshPhone(), status: 'missed' });
    const master = await api.build.master({ name: 'О. Сафин', cities: ['Саратов'] });
    const order = await buildOrder(api, {
      phone,
      clientName: 'Сергей Кузьмин',
      address: 'Чернышевского, 112',
      statusOrder: 'on_the_way',
      masterId: master.id,
      dateMeeting: ago(36),
    });
    await buildOrder(api, {
      phone,
      statusOrder: 'completed',
      result: 6400,
      expenditure: 0,
      clean: 6400,
      createDate: ago(60 * 24 * 60),
      closingData: ago(60 * 24 * 59),
    });
    await buildOrder(api, {
      phone,
      statusOrder: 'completed',
      result: 8450,
      expenditure: 0,
      clean: 8450,
      createDate: ago(60 * 24 * 500),
      closingData: ago(60 * 24 * 499),
    });
    const call = await buildCall(api, {
      phoneClient: phone,
      status: 'new',
      dateCreate: new Date(now),
      avitoName: 'Мастер Олег',
    });
    const response = await get(api.owner, `/${String(call.id)}/brief`);
    expect(response.body.data).toMatchObject({
      callId: call.id,
      clientName: 'Сергей Кузьмин',
      phone,
      address: 'Чернышевского, 112',
      calls: { total: 2, missedToday: 0, lastAt: ago(60 * 24 * 40).toISOString() },
      orders: { total: 3, spent: 14_850 },
      openOrder: {
        id: order.id,
        statusOrder: 'on_the_way',
        master: { id: master.id, name: 'О. Сафин' },
        lateMinutes: 36,
      },
      lastOutcome: { kind: 'order', orderId: order.id, statusOrder: 'on_the_way' },
      phoneAts: '+74950000101',
      rk: 'RK001',
      city: 'Саратов',
      timezone: 'Europe/Saratov',
      avitoName: 'Мастер Олег',
    });
    const reasons = (response.body as { data: { reasons: { kind: string }[] } }).data.reasons;
    expect(reasons.map(({ kind }) => kind)).toEqual(['late_master', 'warranty']);
    expect(reasons[0]).toMatchObject({ orderId: order.id, lateMinutes: 36, master: { name: 'О. Сафин' } });
  });

  test('counts the missed of the organisation’s day, this call left out', async () => {
    const phone = freshPhone();
    api.clock.set('2026-03-10T21:30:00Z');
    const at = (time: string): Date => new Date(`2026-03-10T${time}Z`);
    await buildCall(api, { phoneClient: phone, status: 'missed', dateCreate: at('20:59:59') });
    await buildCall(api, { phoneClient: phone, status: 'missed', dateCreate: at('21:00:00') });
    await buildCall(api, { phoneClient: phone, status: 'missed', dateCreate: at('21:10:00') });
    const call = await buildCall(api, { phoneClient: phone, status: 'missed', dateCreate: at('21:20:00') });
    const response = await get(api.owner, `/${String(call.id)}/brief`);
    api.clock.set(new Date());
    expect(response.body.data).toMatchObject({
      calls: { total: 4, missedToday: 2 },
      reasons: [
        { kind: 'missed_today', count: 2, times: ['2026-03-10T21:10:00.000Z', '2026-03-10T21:00:00.000Z'] },
      ],
    });
  });

  test('of an old call knows nothing of later ones', async () => {
    const phone = freshPhone();
    const first = await buildCall(api, { phoneClient: phone, dateCreate: new Date('2026-03-01T09:00:00Z') });
    await buildCall(api, { phoneClient: phone, dateCreate: new Date('2026-03-02T09:00:00Z') });
    const response = await get(api.owner, `/${String(first.id)}/brief`);
    expect(response.body.data).toMatchObject({
      calls: { total: 1, lastAt: null },
      reasons: [{ kind: 'new_client' }],
    });
  });

  test('of a new client and of a hidden number', async () => {
    const fresh = await buildCall(api, { status: 'new' });
    const hidden = await buildCall(api, { status: 'new', phoneClient: null, city: null, rk: null });
    const known = await get(api.owner, `/${String(fresh.id)}/brief`);
    expect(known.body.data).toMatchObject({
      clientName: null,
      calls: { total: 1 },
      reasons: [{ kind: 'new_client' }],
    });
    const unknown = await get(api.owner, `/${String(hidden.id)}/brief`);
    expect(unknown.body.data).toMatchObject({
      phone: null,
      city: null,
      timezone: null,
      openOrder: null,
      lastOutcome: null,
      reasons: [],
    });
  });

  test('of an order that was cancelled by deletion nothing is left', async () => {
    const phone = freshPhone();
    const order = await buildOrder(api, { phone, statusOrder: 'refused' });
    await api.database.prisma.order.update({ where: { id: order.id }, data: { deletedAt: new Date() } });
    const call = await buildCall(api, { phoneClient: phone });
    const response = await get(api.owner, `/${String(call.id)}/brief`);
    expect(response.body.data).toMatchObject({
      clientName: null,
      orders: { total: 0, spent: 0 },
      reasons: [{ kind: 'new_client' }],
    });
  });
});
