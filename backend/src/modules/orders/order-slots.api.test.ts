import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import {
  buildOrder,
  freshSlot,
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

interface Slot {
  readonly time: string;
  readonly startsAt: string;
  readonly typeEquipment: string;
  readonly booked: number;
  readonly capacity: number;
}

async function slotsOf(city: string, date: string): Promise<Slot[]> {
  const response = await api.as(api.owner).get('/api/orders/slots').query({ city, date });
  return (response.body as { data: Slot[] }).data;
}

/** A slot with so many of its three places taken. */
async function slotWith(booked: number): Promise<Date> {
  const dateMeeting = freshSlot(api);
  for (let count = 0; count < booked; count += 1) await buildOrder(api, { dateMeeting });
  return dateMeeting;
}

const idOf = (response: { body: unknown }): number => (response.body as { data: { id: number } }).data.id;

describe('the slots table', () => {
  test("has 25 half-hours of the city's day in three directions", async () => {
    const slots = await slotsOf('Омск', '2027-05-01');
    expect(slots).toHaveLength(75);
    expect(slots[0]).toEqual({
      time: '10:00',
      startsAt: '2027-05-01T04:00:00.000Z',
      typeEquipment: 'kp',
      booked: 0,
      capacity: 3,
    });
    expect(slots.at(-1)).toMatchObject({
      time: '22:00',
      startsAt: '2027-05-01T16:00:00.000Z',
      typeEquipment: 'mnch',
    });
  });

  test('counts all orders there but refused, not_an_order and deleted ones', async () => {
    const dateMeeting = new Date('2027-05-02T08:00:00Z');
    const common = { city: 'Пенза', dateMeeting } as const;
    await buildOrder(api, { ...common, statusOrder: 'new' });
    await buildOrder(api, { ...common, statusOrder: 'completed' });
    await buildOrder(api, { ...common, statusOrder: 'refused' });
    await buildOrder(api, { ...common, statusOrder: 'not_an_order' });
    await buildOrder(api, { ...common, typeEquipment: 'bt' });
    const deleted = await buildOrder(api, common);
    await api.as(api.owner).delete(`/api/orders/${String(deleted.id)}`);

    const booked = (await slotsOf('Пенза', '2027-05-02')).filter((slot) => slot.booked > 0);
    expect(booked.map(({ time, typeEquipment, booked: count }) => [time, typeEquipment, count])).toEqual([
      ['11:00', 'kp', 2],
      ['11:00', 'bt', 1],
    ]);
  });

  test('of an unknown city is 422, of one beyond the own ones 404', async () => {
    const manager = await api.build.operator({ role: 'manager', cities: ['Пенза'] });
    const get = (city: string) =>
      api.as(manager).get('/api/orders/slots').query({ city, date: '2027-05-02' });
    expectProblem(await get('Атлантида'), 422, 'invalid_fields', { city: 'invalid_value' });
    expectProblem(await get('Омск'), 404, 'not_found');
    expect((await get('Пенза')).status).toBe(200);
  });

  test('needs a city and a day that exists', async () => {
    const get = (query: string) => api.as(api.owner).get(`/api/orders/slots?${query}`);
    expectProblem(await get('date=2027-05-02'), 422, 'invalid_fields', { city: 'required' });
    expectProblem(await get('city=x&date=2027-02-30'), 422, 'invalid_fields', { date: 'invalid_value' });
  });
});

describe('the last place of a slot', () => {
  test('goes to exactly one of twenty who want it at once', async () => {
    const dateMeeting = (await slotWith(2)).toISOString();
    const people = await Promise.all(Array.from({ length: 4 }, () => api.build.operator()));
    const wanted = Array.from({ length: 20 }, (_, index) =>
      api
        .as(people[index % 4] ?? api.owner)
        .post('/api/orders')
        .send(orderBody(api, { dateMeeting })),
    );
    const statuses = (await Promise.all(wanted)).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
    expect(await api.database.prisma.order.count({ where: { dateMeeting } })).toBe(3);
  });

  test('is gone with three free starts nearby offered', async () => {
    const dateMeeting = await slotWith(3);
    const response = await api.as(api.owner).post('/api/orders').send(orderBody(api, { dateMeeting }));
    expectProblem(response, 409, 'slot_full');
    const after = (minutes: number): string =>
      new Date(dateMeeting.getTime() + minutes * 60_000).toISOString();
    expect((response.body as { nearest: string[] }).nearest).toEqual([after(30), after(60), after(90)]);
  });

  test('is free again when one of the three is refused or deleted', async () => {
    for (const free of [refuse, remove]) {
      const dateMeeting = await slotWith(2);
      const order = await buildOrder(api, { dateMeeting });
      const before = await lastEventId(api);
      await free(order.id);
      expect(await reloadOrder(api, order)).toMatchObject({ slotPlace: null });
      expect(await orderEventsAfter(api, before)).toContainEqual(
        expect.objectContaining({ type: 'slots.changed', city: 'Саратов' }),
      );
      expect((await api.as(api.owner).post('/api/orders').send(orderBody(api, { dateMeeting }))).status).toBe(
        201,
      );
    }
  });

  const refuse = (id: number) =>
    api
      .as(api.owner)
      .post(`/api/orders/${String(id)}/status`)
      .send({ status: 'refused', version: 1, reason: 'Передумал' });
  const remove = (id: number) => api.as(api.owner).delete(`/api/orders/${String(id)}`);
});

describe('booking over the capacity', () => {
  test('is for owner and admin, with a reason that stands in the history', async () => {
    const dateMeeting = await slotWith(3);
    const admin = await api.build.operator({ role: 'admin' });
    const body = orderBody(api, { dateMeeting, force: { reason: 'Постоянный клиент' } });
    const response = await api.as(admin).post('/api/orders').send(body);

    expect(response).toMatchObject({ status: 201, body: { data: { isOverbooked: true } } });
    const id = idOf(response);
    expect(await reloadOrder(api, { id })).toMatchObject({ slotPlace: 4 });
    const history = await api.database.prisma.orderHistory.findMany({
      where: { orderId: id },
      orderBy: { id: 'asc' },
    });
    expect(history).toMatchObject([
      { kind: 'created' },
      { kind: 'changed', reason: 'Постоянный клиент', changes: { isOverbooked: [false, true] } },
    ]);
    expect((await slotsOf('Саратов', dateMeeting.toISOString().slice(0, 10)))[0]).toMatchObject({
      booked: 4,
      capacity: 3,
    });
  });

  test('is refused to everybody else, full or not', async () => {
    for (const role of ['manager', 'operator'] as const) {
      const person = await api.build.operator({ role, cities: ['Саратов'] });
      const response = await api
        .as(person)
        .post('/api/orders')
        .send(orderBody(api, { force: { reason: 'x' } }));
      expectProblem(response, 403, 'forbidden');
    }
  });

  test('of a slot that has room is an ordinary booking', async () => {
    const response = await api
      .as(api.owner)
      .post('/api/orders')
      .send(orderBody(api, { force: { reason: 'x' } }));
    expect(response).toMatchObject({ status: 201, body: { data: { isOverbooked: false } } });
    expect(await api.database.prisma.orderHistory.count({ where: { orderId: idOf(response) } })).toBe(1);
  });

  test('leaves no place for others until the overbooked one goes too', async () => {
    const dateMeeting = await slotWith(3);
    const forced = await api
      .as(api.owner)
      .post('/api/orders')
      .send(orderBody(api, { dateMeeting, force: { reason: 'x' } }));
    const first = await api.database.prisma.order.findFirstOrThrow({ where: { dateMeeting, slotPlace: 1 } });
    const book = () => api.as(api.owner).post('/api/orders').send(orderBody(api, { dateMeeting }));

    await api.as(api.owner).delete(`/api/orders/${String(first.id)}`);
    expectProblem(await book(), 409, 'slot_full');
    await api.as(api.owner).delete(`/api/orders/${String(idOf(forced))}`);
    expect((await book()).status).toBe(201);
  });
});

describe('moving an order', () => {
  const move = (order: { id: number; version: number }, change: object) =>
    api
      .as(api.owner)
      .patch(`/api/orders/${String(order.id)}`)
      .send({ version: order.version, ...change });

  test('to another time, direction or city takes a seat there and frees the old one', async () => {
    const order = await buildOrder(api);
    const before = await lastEventId(api);
    const dateMeeting = freshSlot(api, { hour: 12, minute: 30 }, 'Asia/Omsk');
    const response = await move(order, {
      city: 'Омск',
      typeEquipment: 'mnch',
      dateMeeting: dateMeeting.toISOString(),
    });

    expect(response.status).toBe(200);
    expect(await reloadOrder(api, order)).toMatchObject({
      city: 'Омск',
      typeEquipment: 'mnch',
      dateMeeting,
      slotPlace: 1,
    });
    const slots = (await orderEventsAfter(api, before)).filter(({ type }) => type === 'slots.changed');
    expect(slots.map(({ data }) => data)).toEqual([
      { city: 'Саратов', date: order.dateMeeting.toISOString().slice(0, 10), typeEquipment: 'kp' },
      { city: 'Омск', date: dateMeeting.toISOString().slice(0, 10), typeEquipment: 'mnch' },
    ]);
  });

  test('to a full slot is refused, and the order keeps its seat', async () => {
    const dateMeeting = await slotWith(3);
    const order = await buildOrder(api);
    expectProblem(await move(order, { dateMeeting: dateMeeting.toISOString() }), 409, 'slot_full');
    expect(await reloadOrder(api, order)).toEqual(order);
  });

  test('to a full slot with force is marked, and moving on clears the mark', async () => {
    const dateMeeting = await slotWith(3);
    const order = await buildOrder(api);
    const forced = await move(order, { dateMeeting: dateMeeting.toISOString(), force: { reason: 'Срочно' } });
    expect(forced).toMatchObject({ status: 200, body: { data: { isOverbooked: true, version: 2 } } });
    const back = await move({ id: order.id, version: 2 }, { dateMeeting: freshSlot(api).toISOString() });
    expect(back).toMatchObject({ status: 200, body: { data: { isOverbooked: false } } });
  });

  test('to a city in whose time the meeting is off the grid is refused', async () => {
    const order = await buildOrder(api, { dateMeeting: freshSlot(api, { hour: 21, minute: 0 }) });
    expectProblem(await move(order, { city: 'Омск' }), 422, 'invalid_fields', { dateMeeting: 'not_on_grid' });
  });

  test('leaves a time that has passed alone when only the city changes', async () => {
    const order = await buildOrder(api, { dateMeeting: new Date('2025-03-03T08:00:00Z') });
    expect((await move(order, { city: 'Энгельс' })).status).toBe(200);
  });

  test('within a full slot is no move', async () => {
    const dateMeeting = await slotWith(2);
    const order = await buildOrder(api, { dateMeeting });
    expect(
      (await move(order, { dateMeeting: dateMeeting.toISOString(), address: 'ул. Мира, 1' })).status,
    ).toBe(200);
  });
});
