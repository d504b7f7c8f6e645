import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import {
  buildClientCall,
  buildOrder,
  freshPhone,
  lastEventId,
  orderEventsAfter,
  reloadOrder,
} from '../../../test/factories/order.js';
import { linkCallToOpenOrders, openOrderOfPhone } from './index.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const get = (person: { id: number }, id: number) => api.as(person).get(`/api/orders/${String(id)}`);
const remove = (person: { id: number }, id: number) => api.as(person).delete(`/api/orders/${String(id)}`);
const link = (callId: number, organizationId = api.organization.id) =>
  linkCallToOpenOrders(api.database.sql, { organizationId, callId });

describe('one order', () => {
  test('shows its calls, oldest first, and the other open orders of the phone', async () => {
    const operator = await api.build.operator();
    const phone = freshPhone();
    const order = await buildOrder(api, { phone });
    const other = await buildOrder(api, { phone, statusOrder: 'assigned' });
    await buildOrder(api, { phone, city: 'Омск', statusOrder: 'completed' });
    const later = await buildClientCall(api, {
      phoneClient: phone,
      dateCreate: new Date('2026-02-02T00:00:00Z'),
    });
    const earlier = await buildClientCall(api, {
      phoneClient: phone,
      dateCreate: new Date('2026-02-01T00:00:00Z'),
      operatorId: operator.id,
    });
    await link(later.id);
    await link(earlier.id);

    const response = await get(operator, order.id);
    expect(response.body).toMatchObject({
      data: {
        callIds: [later.id, earlier.id],
        calls: [
          { id: earlier.id, operator: { id: operator.id, name: operator.name }, phoneClient: phone },
          { id: later.id, operator: null },
        ],
        otherOpenOrders: [{ id: other.id, statusOrder: 'assigned' }],
      },
    });
  });

  test('hides numbers from viewers, in its history and calls too', async () => {
    const viewer = await api.build.operator({ role: 'viewer' });
    const order = await buildOrder(api, { phone: '+79991234567' });
    await link((await buildClientCall(api, { phoneClient: '+79991234567' })).id);
    await api
      .as(api.owner)
      .patch(`/api/orders/${String(order.id)}`)
      .send({ version: 1, phone: '+79997654321' });
    const response = await get(viewer, order.id);

    expect(response.body).toMatchObject({
      data: {
        phone: '+7******4321',
        calls: [{ phoneClient: '+7******4567' }],
        allowedStatuses: [],
        abilities: { edit: [], delete: false },
      },
    });
    expect(JSON.stringify(response.body)).toContain('"phone":["+7******4567","+7******4321"]');
    expect(JSON.stringify(response.body)).not.toMatch(/999(123|765)/);
  });

  test('shows a master no calls', async () => {
    const technician = await api.build.operator({ role: 'master', cities: ['Саратов'] });
    const phone = freshPhone();
    const order = await buildOrder(api, { phone, masterId: technician.masterId });
    await link((await buildClientCall(api, { phoneClient: phone })).id);
    expect((await get(technician, order.id)).body).toMatchObject({ data: { phone, calls: [] } });
  });

  test('is not there out of scope, in another organisation, or after 14 days for its master', async () => {
    const manager = await api.build.operator({ role: 'manager', cities: ['Пенза'] });
    const technician = await api.build.operator({ role: 'master', cities: ['Саратов'] });
    const order = await buildOrder(api);
    const old = await buildOrder(api, {
      masterId: technician.masterId,
      statusOrder: 'completed',
      closingData: new Date(api.clock.now().getTime() - 14 * 86_400_000 - 1000),
    });
    const elsewhere = await api.build.organization();
    const stranger = await api.build.operator({ organizationId: elsewhere.id, role: 'owner' });

    expectProblem(await get(manager, order.id), 404, 'not_found');
    expectProblem(await get(technician, order.id), 404, 'not_found');
    expectProblem(await get(technician, old.id), 404, 'not_found');
    expectProblem(await get(stranger, order.id), 404, 'not_found');
    expectProblem(await get(api.owner, 2_147_483_647), 404, 'not_found');
  });
});

describe('a deleted order', () => {
  test('leaves every list, keeps its row, and is told', async () => {
    const order = await buildOrder(api);
    const before = await lastEventId(api);
    expect((await remove(api.owner, order.id)).status).toBe(204);

    expectProblem(await get(api.owner, order.id), 404, 'not_found');
    expectProblem(await remove(api.owner, order.id), 404, 'not_found');
    expect(await reloadOrder(api, order)).toMatchObject({ slotPlace: null, version: 2 });
    expect(await api.database.prisma.orderHistory.findMany({ where: { orderId: order.id } })).toMatchObject([
      { kind: 'deleted', operatorId: api.owner.id },
    ]);
    expect(
      await api.database.prisma.audit.count({
        where: { objectId: String(order.id), action: 'order.delete' },
      }),
    ).toBe(1);
    expect(await orderEventsAfter(api, before)).toMatchObject([
      { type: 'order.updated', data: { id: order.id, order: null } },
      { type: 'slots.changed' },
    ]);
  });

  test('is deleted by owner and admin alone', async () => {
    const order = await buildOrder(api);
    for (const role of ['manager', 'operator', 'viewer', 'master'] as const) {
      const person = await api.build.operator({ role, cities: ['Саратов'] });
      expectProblem(await remove(person, order.id), 403, 'forbidden');
    }
    expect((await remove(await api.build.operator({ role: 'admin' }), order.id)).status).toBe(204);
  });
});

describe('a later call of a client', () => {
  test('is linked to his open orders once, with history and news', async () => {
    const phone = freshPhone();
    const open = await buildOrder(api, { phone });
    const closed = await buildOrder(api, { phone, statusOrder: 'completed' });
    const call = await buildClientCall(api, { phoneClient: phone });
    const before = await lastEventId(api);

    expect(await link(call.id)).toEqual([open.id]);
    expect(await link(call.id)).toEqual([]);
    expect(
      await api.database.prisma.orderHistory.findMany({ where: { orderId: { in: [open.id, closed.id] } } }),
    ).toMatchObject([
      { orderId: open.id, kind: 'call_linked', operatorId: null, changes: { callId: [null, call.id] } },
    ]);
    expect(await orderEventsAfter(api, before)).toMatchObject([
      { type: 'order.updated', data: { id: open.id, order: { callIds: [call.id], version: 1 } } },
    ]);
  });

  test('is not linked when it is internal, hidden, or of another organisation', async () => {
    const phone = freshPhone();
    await buildOrder(api, { phone });
    const internal = await buildClientCall(api, { phoneClient: phone, direction: 'internal' });
    const hidden = await buildClientCall(api, { phoneClient: null });
    const elsewhere = await api.build.organization();
    const foreign = await buildClientCall(api, {
      phoneClient: phone,
      organizationId: elsewhere.id,
      city: null,
      rk: null,
    });
    expect(await link(internal.id)).toEqual([]);
    expect(await link(hidden.id)).toEqual([]);
    expect(await link(foreign.id, elsewhere.id)).toEqual([]);
    expect(await link(foreign.id)).toEqual([]);
  });

  test('finds the open order with the nearest meeting', async () => {
    const phone = freshPhone();
    const key = { organizationId: api.organization.id, phone };
    expect(await openOrderOfPhone(api.database.sql, key)).toBeNull();
    const later = await buildOrder(api, { phone });
    await buildOrder(api, { phone, statusOrder: 'refused' });
    const sooner = await buildOrder(api, {
      phone,
      dateMeeting: new Date(later.dateMeeting.getTime() - 3_600_000),
    });
    expect(await openOrderOfPhone(api.database.sql, key)).toMatchObject({ id: sooner.id });
  });
});
