import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import {
  buildOrder,
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

interface Row {
  readonly id: number;
  readonly version: number;
}
const step = (person: { id: number }, order: Row, body: object) =>
  api
    .as(person)
    .post(`/api/orders/${String(order.id)}/status`)
    .send({ version: order.version, ...body });

const technician = () => api.build.operator({ role: 'master', cities: ['Саратов'] });

describe('the life of an order', () => {
  test('goes from booking to money, each step by its own people', async () => {
    const operator = await api.build.operator();
    const master = await technician();
    const booked = await api
      .as(operator)
      .post('/api/orders')
      .send(orderBody(api, { masterId: master.masterId }));
    const { id } = (booked.body as { data: Row }).data;
    const dateCloseWorkshop = '2027-06-01T09:00:00.000Z';
    const steps = [
      { status: 'assigned' },
      { status: 'on_the_way' },
      { status: 'in_progress' },
      { status: 'workshop', dateCloseWorkshop, prepayment: 500, comment: 'Ждём деталь' },
      { status: 'completed', result: 6500, expenditure: 1200.5 },
    ];
    for (const [index, body] of steps.entries()) {
      const response = await step(master, { id, version: index + 1 }, body);
      expect(response.body).toMatchObject({ data: { statusOrder: body.status, version: index + 2 } });
    }
    expect(await reloadOrder(api, { id })).toMatchObject({ slotPlace: 1, comment: 'Ждём деталь' });
    const card = await api.as(operator).get(`/api/orders/${String(id)}`);
    expect(card.body).toMatchObject({
      data: {
        result: 6500,
        expenditure: 1200.5,
        clean: 5299.5,
        masterChange: 2649.75,
        prepayment: 500,
        dateCloseWorkshop,
      },
    });
    const { history } = (card.body as { data: { history: { kind: string; toStatus: string }[] } }).data;
    expect(history.map(({ kind, toStatus }) => `${kind} ${toStatus}`)).toEqual([
      'status completed',
      'status workshop',
      'status in_progress',
      'status on_the_way',
      'status assigned',
      'created new',
    ]);
  });

  test('tells each step with who, why and what changed, to history, audit and open pages', async () => {
    const operator = await api.build.operator();
    const order = await buildOrder(api);
    const before = await lastEventId(api);
    const response = await step(operator, order, { status: 'refused', reason: 'Дорого' });

    expect(response.body).toMatchObject({
      data: {
        statusOrder: 'refused',
        reason: 'Дорого',
        result: 0,
        expenditure: 0,
        clean: 0,
        masterChange: 0,
        allowedStatuses: [],
      },
    });
    const { prisma } = api.database;
    expect(await prisma.orderHistory.findMany({ where: { orderId: order.id } })).toMatchObject([
      {
        kind: 'status',
        operatorId: operator.id,
        fromStatus: 'new',
        toStatus: 'refused',
        reason: 'Дорого',
        changes: { result: [null, 0] },
      },
    ]);
    const audit = await prisma.audit.findFirstOrThrow({
      where: { objectId: String(order.id), action: 'order.status' },
    });
    expect(audit.diffFields).toMatchObject({ statusOrder: { before: 'new', after: 'refused' }, reason: {} });
    expect((await orderEventsAfter(api, before)).map(({ type }) => type)).toEqual([
      'order.updated',
      'slots.changed',
    ]);
  });
});

describe('a step that cannot be made', () => {
  test('by anybody is 409 and names what the caller may set', async () => {
    const order = await buildOrder(api, { statusOrder: 'in_progress' });
    const response = await step(api.owner, order, { status: 'new' });
    expectProblem(response, 409, 'illegal_transition');
    expect(response.body).toMatchObject({ allowed: ['workshop', 'completed', 'refused', 'not_an_order'] });
    expectProblem(await step(api.owner, order, { status: 'in_progress' }), 409, 'illegal_transition');
  });

  test('by this person is 403, and the row stays', async () => {
    const operator = await api.build.operator();
    const order = await buildOrder(api, { statusOrder: 'in_progress' });
    expectProblem(
      await step(operator, order, { status: 'completed', result: 900, expenditure: 0 }),
      403,
      'forbidden',
    );
    expect(await reloadOrder(api, order)).toEqual(order);
    const viewer = await api.build.operator({ role: 'viewer' });
    expectProblem(await step(viewer, order, { status: 'refused', reason: 'x' }), 403, 'forbidden');
  });

  test("on another master's order is 404", async () => {
    const order = await buildOrder(api, { statusOrder: 'assigned' });
    expectProblem(await step(await technician(), order, { status: 'on_the_way' }), 404, 'not_found');
  });

  test('of a stale version is 412 with the row as it is now, whatever the step', async () => {
    const order = await buildOrder(api, { statusOrder: 'assigned' });
    await step(api.owner, order, { status: 'on_the_way' });
    const response = await step(api.owner, order, { status: 'on_the_way' });
    expectProblem(response, 412, 'stale_version');
    expect(response.body).toMatchObject({ current: { id: order.id, version: 2, statusOrder: 'on_the_way' } });
  });

  test('made by five people at once is made once', async () => {
    const order = await buildOrder(api, { statusOrder: 'assigned' });
    const all = await Promise.all(
      Array.from({ length: 5 }, () => step(api.owner, order, { status: 'on_the_way' })),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
  });
});

describe('what a step asks for', () => {
  test('a master', async () => {
    const response = await step(api.owner, await buildOrder(api), { status: 'assigned' });
    expectProblem(response, 422, 'invalid_fields', { masterId: 'required' });
  });

  test.each(['refused', 'not_an_order'] as const)('a reason for %s', async (status) => {
    const response = await step(api.owner, await buildOrder(api), { status });
    expectProblem(response, 422, 'invalid_fields', { reason: 'required' });
  });

  test('a planned day for the workshop', async () => {
    const order = await buildOrder(api, { statusOrder: 'in_progress' });
    expectProblem(await step(api.owner, order, { status: 'workshop' }), 422, 'invalid_fields', {
      dateCloseWorkshop: 'required',
    });
  });

  test('money for a completed order', async () => {
    const order = await buildOrder(api, { statusOrder: 'in_progress' });
    const complete = (money: object) => step(api.owner, order, { status: 'completed', ...money });
    expectProblem(await complete({}), 422, 'invalid_fields', { result: 'required' });
    expectProblem(await complete({ result: 0, expenditure: 0 }), 422, 'invalid_fields', {
      result: 'invalid_value',
    });
    expect(await complete({ expenditure: 100 })).toMatchObject({
      status: 200,
      body: { data: { result: 0, clean: -100 } },
    });
  });

  test('money already written down, if the step brings none', async () => {
    const order = await buildOrder(api, {
      statusOrder: 'in_progress',
      result: 3000,
      expenditure: 500,
      clean: 2500,
    });
    expect(await step(api.owner, order, { status: 'completed' })).toMatchObject({
      body: { data: { clean: 2500, masterChange: 1500 } },
    });
  });

  test('no money where there is none', async () => {
    const order = await buildOrder(api, { statusOrder: 'in_progress' });
    const refused = await step(api.owner, order, { status: 'refused', reason: 'x', result: 100 });
    expectProblem(refused, 422, 'invalid_fields', { result: 'invalid_value' });
    const accepted = await buildOrder(api, { statusOrder: 'assigned' });
    const moved = await step(api.owner, accepted, { status: 'on_the_way', expenditure: 5 });
    expectProblem(moved, 422, 'invalid_fields', { expenditure: 'invalid_value' });
  });

  test('the right to each field it brings', async () => {
    const operator = await api.build.operator();
    const response = await step(operator, await buildOrder(api), {
      status: 'refused',
      reason: 'x',
      comment: 'y',
    });
    expectProblem(response, 403, 'forbidden');
    expect(response.body).toMatchObject({ fields: ['comment'] });
  });
});
