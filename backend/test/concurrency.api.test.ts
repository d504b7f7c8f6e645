import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from './api.js';
import { buildOrder, freshPhone, freshSlot, orderBody } from './factories/order.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface Row {
  readonly id: number;
  readonly version: number;
  readonly comment: string | null;
}
const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const statuses = (responses: readonly { status: number }[]): Record<number, number> =>
  responses.reduce<Record<number, number>>(
    (counts, { status }) => ({ ...counts, [status]: (counts[status] ?? 0) + 1 }),
    {},
  );
const dataOf = (response: { body: unknown } | undefined): Row | undefined =>
  (response?.body as { data: Row } | undefined)?.data;

test('of people who save the same order at once one wins, and the others are shown what he wrote', async () => {
  const order = await buildOrder(api);
  const people = await times(6, () => api.build.operator({ role: 'manager', cities: ['Саратов'] }));
  const responses = await Promise.all(
    people.map((person, index) =>
      api
        .as(person)
        .patch(`/api/orders/${String(order.id)}`)
        .send({ version: order.version, comment: `Запись ${String(index)}` }),
    ),
  );
  expect(statuses(responses)).toEqual({ 200: 1, 412: 5 });
  const winner = responses.find(({ status }) => status === 200);
  const saved = dataOf(winner);
  for (const loser of responses.filter((response) => response !== winner)) {
    expectProblem(loser, 412, 'stale_version');
    expect((loser.body as { current: Row }).current).toMatchObject({
      id: order.id,
      version: order.version + 1,
      comment: saved?.comment,
    });
  }
  const row = await api.database.prisma.order.findUniqueOrThrow({ where: { id: order.id } });
  expect(row).toMatchObject({ version: order.version + 1, comment: saved?.comment });
  expect(await api.database.prisma.orderHistory.count({ where: { orderId: order.id } })).toBe(1);
});

test('of people who close the same order at once one does, and its money is written once', async () => {
  const { id, version } = await buildOrder(api, { statusOrder: 'in_progress' });
  const responses = await times(8, (index) =>
    api
      .as(api.owner)
      .post(`/api/orders/${String(id)}/status`)
      .send({ status: 'completed', version, result: 1000 + index, expenditure: 100 }),
  );
  expect(statuses(responses)).toEqual({ 200: 1, 412: 7 });
  const done = await api.database.prisma.orderHistory.count({
    where: { orderId: id, toStatus: 'completed' },
  });
  expect(done).toBe(1);
});

test('of twenty bookings of the last place one gets it, and the others are told of free ones', async () => {
  const dateMeeting = freshSlot(api);
  await buildOrder(api, { dateMeeting });
  await buildOrder(api, { dateMeeting });
  const responses = await times(20, () =>
    api
      .as(api.owner)
      .post('/api/orders')
      .send(orderBody(api, { dateMeeting: dateMeeting.toISOString() })),
  );
  expect(statuses(responses)).toEqual({ 201: 1, 409: 19 });
  for (const refused of responses.filter(({ status }) => status === 409)) {
    expectProblem(refused, 409, 'slot_full');
    expect((refused.body as { nearest: unknown[] }).nearest.length).toBeGreaterThan(0);
  }
  const booked = await api.database.prisma.order.findMany({
    where: { dateMeeting },
    select: { slotPlace: true },
  });
  expect(booked.map(({ slotPlace }) => slotPlace).sort()).toEqual([1, 2, 3]);
});

test('twenty requests under one key make one row and hear one answer', async () => {
  const body = orderBody(api);
  const key = randomUUID();
  const send = (person = api.owner, sent: object = body) =>
    api.as(person).post('/api/orders').set('Idempotency-Key', key).send(sent);
  const responses = await times(20, () => send());
  expect(statuses(responses)).toEqual({ 201: 20 });
  expect(responses.map(({ body: answer }) => answer as unknown)).toEqual(
    responses.map(() => responses[0]?.body as unknown),
  );
  expect(new Set(responses.map(({ headers }) => headers['location'])).size).toBe(1);
  expect(await api.database.prisma.order.count({ where: { phone: body.phone } })).toBe(1);

  expectProblem(
    await send(api.owner, { ...body, clientName: 'Другой Человек' }),
    422,
    'idempotency_key_reused',
  );
  const other = await api.build.operator();
  const theirs = await send(other);
  expect(theirs.status).toBe(201);
  expect(dataOf(theirs)?.id).not.toBe(dataOf(responses[0])?.id);
  expect(await api.database.prisma.order.count({ where: { phone: body.phone } })).toBe(2);
});

test('twenty identical bookings of a full slot under one key are all refused', async () => {
  const dateMeeting = freshSlot(api);
  for (let place = 0; place < 3; place += 1) await buildOrder(api, { dateMeeting });
  const body = orderBody(api, { dateMeeting: dateMeeting.toISOString() });
  const responses = await times(20, () =>
    api.as(api.owner).post('/api/orders').set('Idempotency-Key', 'full').send(body),
  );
  expect(statuses(responses)).toEqual({ 409: 20 });
});

test('of four people who take the same login one gets it', async () => {
  const login = `login-${randomUUID().slice(0, 8)}`;
  const draft = {
    name: 'Новый Оператор',
    login,
    password: 'correct horse battery',
    city: 'Саратов',
    role: 'operator',
    status: 'active',
  };
  expect(statuses(await times(4, () => api.as(api.owner).post('/api/operators').send(draft)))).toEqual({
    201: 1,
    409: 3,
  });
  expect(await api.database.prisma.userAccount.count({ where: { login } })).toBe(1);
});

test('of ten equal company numbers one is added', async () => {
  const draft = { number: '8 (495) 777-00-01', rk: 'RK001', city: 'Саратов' };
  expect(statuses(await times(10, () => api.as(api.owner).post('/api/phones').send(draft)))).toEqual({
    201: 1,
    409: 9,
  });
});

test('a city that is being booked and removed at once is either there for the order or gone for both', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id, name } = await api.build.city();
    const [booking, removal] = await Promise.all([
      api
        .as(api.owner)
        .post('/api/orders')
        .send(orderBody(api, { city: name, phone: freshPhone() })),
      api.as(api.owner).delete(`/api/cities/${String(id)}`),
    ]);
    const isThere = (await api.database.prisma.city.count({ where: { id } })) === 1;
    const orders = await api.database.prisma.order.count({
      where: { city: name, organizationId: api.organization.id },
    });
    expect({ isThere, orders }).toEqual(
      booking.status === 201 ? { isThere: true, orders: 1 } : { isThere: removal.status !== 204, orders: 0 },
    );
  }
});
