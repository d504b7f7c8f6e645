import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import {
  buildClientCall,
  buildOrder,
  freshPhone,
  lastEventId,
  orderBody,
  orderEventsAfter,
  reloadOrder,
} from '../../../test/factories/order.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface Created {
  readonly data: {
    readonly id: number;
    readonly otherOpenOrders: { id: number }[];
    readonly callIds: number[];
  };
}
const created = (response: { body: unknown }): Created['data'] => (response.body as Created).data;

describe('a booked visit', () => {
  test('is there with its author, its seat, its history and its audit row', async () => {
    const operator = await api.build.operator();
    const master = await api.build.master({ cities: ['Саратов'] });
    const body = orderBody(api, {
      phone: '8 (999) 000-11-22',
      masterId: master.id,
      chatId: 'u2i-1',
      avitoName: 'Shop',
    });
    const response = await api.as(operator).post('/api/orders').send(body);

    expect(response.status).toBe(201);
    const { id } = created(response);
    expect(response.headers['location']).toBe(`/api/orders/${String(id)}`);
    expect(response.body).toMatchObject({
      success: true,
      data: {
        phone: '+79990001122',
        statusOrder: 'new',
        operator: { id: operator.id, name: operator.name },
        master: { id: master.id, name: master.name },
        chatId: 'u2i-1',
        avitoName: 'Shop',
        closingData: null,
        isOverbooked: false,
        version: 1,
        allowedStatuses: ['refused', 'not_an_order'],
      },
    });
    expect(await reloadOrder(api, { id })).toMatchObject({ slotPlace: 1, operatorNameId: operator.id });
    const { prisma } = api.database;
    expect(await prisma.orderHistory.findMany({ where: { orderId: id } })).toMatchObject([
      { kind: 'created', operatorId: operator.id, toStatus: 'new' },
    ]);
    const audit = await prisma.audit.findMany({ where: { objectType: 'order', objectId: String(id) } });
    expect(audit).toMatchObject([{ action: 'order.create', actorOperatorId: operator.id }]);
    expect(JSON.stringify(audit[0]?.diffFields)).not.toContain('0001122');
  });

  test('is told to its city, to its master and to the slots table', async () => {
    const technician = await api.build.operator({ role: 'master', cities: ['Омск'] });
    const before = await lastEventId(api);
    const dateMeeting = '2027-03-01T17:00:00+06:00';
    const body = orderBody(api, {
      city: 'Омск',
      dateMeeting,
      masterId: technician.masterId,
      typeEquipment: 'bt',
    });
    const response = await api.as(api.owner).post('/api/orders').send(body);

    const { id } = created(response);
    expect(await orderEventsAfter(api, before)).toEqual([
      {
        type: 'order.created',
        city: 'Омск',
        operatorIds: [technician.id],
        data: {
          id,
          order: expect.objectContaining({
            id,
            phone: body.phone,
            version: 1,
            dateMeeting: '2027-03-01T11:00:00.000Z',
          }) as unknown,
        },
      },
      {
        type: 'slots.changed',
        city: 'Омск',
        operatorIds: [],
        data: { city: 'Омск', date: '2027-03-01', typeEquipment: 'bt' },
      },
    ]);
  });

  test('of a phone that has an open order is made, with a warning', async () => {
    const phone = freshPhone();
    const open = await buildOrder(api, { phone });
    await buildOrder(api, { phone, statusOrder: 'refused' });
    const response = await api.as(api.owner).post('/api/orders').send(orderBody(api, { phone }));
    expect(response.status).toBe(201);
    expect(created(response).otherOpenOrders.map(({ id }) => id)).toEqual([open.id]);
  });

  test('sent twice under one key is made once', async () => {
    const body = orderBody(api);
    const send = () => api.as(api.owner).post('/api/orders').set('Idempotency-Key', 'twice').send(body);
    const first = await send();
    const second = await send();
    expect(second.status).toBe(201);
    expect(created(second).id).toBe(created(first).id);
    expect(await api.database.prisma.order.count({ where: { phone: body.phone } })).toBe(1);
  });
});

describe('a visit from a call', () => {
  test('takes campaign, city, phone and account from the call and links every call of the phone', async () => {
    const operator = await api.build.operator();
    const phoneClient = freshPhone();
    const older = await buildClientCall(api, { phoneClient, city: 'Пенза' });
    const internal = await buildClientCall(api, { phoneClient, direction: 'internal' });
    const call = await buildClientCall(api, { phoneClient, city: 'Саратов', rk: 'Авито', avitoName: 'Shop' });
    const { rk: _, city: __, phone: ___, ...body } = orderBody(api);
    const response = await api
      .as(operator)
      .post(`/api/calls/${String(call.id)}/orders`)
      .send(body);

    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      data: {
        rk: 'Авито',
        city: 'Саратов',
        phone: phoneClient,
        avitoName: 'Shop',
        operator: { id: operator.id },
      },
    });
    expect(created(response).callIds).toEqual([older.id, call.id]);
    expect(created(response).callIds).not.toContain(internal.id);
  });

  test('keeps what the body says otherwise', async () => {
    const call = await buildClientCall(api, { rk: 'Авито', city: 'Саратов' });
    const body = orderBody(api, { rk: 'Сайт' });
    const response = await api
      .as(api.owner)
      .post(`/api/calls/${String(call.id)}/orders`)
      .send(body);
    expect(response.body).toMatchObject({ data: { rk: 'Сайт', phone: body.phone, callIds: [call.id] } });
  });

  test('of an unknown number needs campaign, city and phone in the body', async () => {
    const call = await buildClientCall(api, { rk: null, city: null, phoneClient: null });
    const { rk: _, city: __, phone: ___, ...body } = orderBody(api);
    const response = await api
      .as(api.owner)
      .post(`/api/calls/${String(call.id)}/orders`)
      .send(body);
    expectProblem(response, 422, 'invalid_fields', { rk: 'required', city: 'required', phone: 'required' });
  });

  test('is refused for a call that is out of reach', async () => {
    const operator = await api.build.operator({ cities: ['Пенза'] });
    const call = await buildClientCall(api, { city: 'Саратов' });
    const own = await buildClientCall(api, { city: 'Саратов', operatorId: operator.id });
    const elsewhere = await api.build.organization();
    const foreign = await buildClientCall(api, { organizationId: elsewhere.id });
    const send = (id: number) =>
      api
        .as(operator)
        .post(`/api/calls/${String(id)}/orders`)
        .send(orderBody(api, { city: 'Пенза', dateMeeting: '2027-02-01T12:00:00+03:00' }));

    expectProblem(await send(call.id), 404, 'not_found');
    expectProblem(await send(foreign.id), 404, 'not_found');
    expect((await send(own.id)).status).toBe(201);
  });
});

describe('who may book', () => {
  test('viewers and masters may not', async () => {
    for (const role of ['viewer', 'master'] as const) {
      const person = await api.build.operator({ role, cities: ['Саратов'] });
      expectProblem(await api.as(person).post('/api/orders').send(orderBody(api)), 403, 'forbidden');
    }
    expectProblem(await api.anonymous.post('/api/orders').send(orderBody(api)), 401, 'not_signed_in');
  });

  test('a city beyond the own ones is refused', async () => {
    const manager = await api.build.operator({ role: 'manager', cities: ['Пенза'] });
    expectProblem(await api.as(manager).post('/api/orders').send(orderBody(api)), 403, 'forbidden');
  });

  test('the author is the caller; only those who lead operators may write another one', async () => {
    const operator = await api.build.operator();
    const other = await api.build.operator();
    const viewer = await api.build.operator({ role: 'viewer' });
    const manager = await api.build.operator({ role: 'manager', cities: ['Саратов'] });
    const foreign = await api.build.operator({ organizationId: (await api.build.organization()).id });
    const send = (person: { id: number }, operatorNameId: number) =>
      api.as(person).post('/api/orders').send(orderBody(api, { operatorNameId }));
    const refused = { operatorNameId: 'invalid_value' };

    expect(await send(operator, operator.id)).toMatchObject({
      status: 201,
      body: { data: { operator: { id: operator.id } } },
    });
    expectProblem(await send(operator, other.id), 422, 'invalid_fields', refused);
    expect(await send(manager, other.id)).toMatchObject({
      status: 201,
      body: { data: { operator: { id: other.id } } },
    });
    expectProblem(await send(manager, viewer.id), 422, 'invalid_fields', refused);
    expectProblem(await send(manager, foreign.id), 422, 'invalid_fields', refused);
  });
});
