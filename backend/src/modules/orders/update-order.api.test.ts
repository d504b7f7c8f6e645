import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { buildOrder, lastEventId, orderEventsAfter, reloadOrder } from '../../../test/factories/order.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface Row {
  readonly id: number;
  readonly version: number;
}
const change = (person: { id: number }, order: Row, fields: object) =>
  api
    .as(person)
    .patch(`/api/orders/${String(order.id)}`)
    .send({ version: order.version, ...fields });

const historyOf = ({ id }: Row) =>
  api.database.prisma.orderHistory.findMany({ where: { orderId: id }, orderBy: { id: 'asc' } });

describe('a change', () => {
  test('is stored with who changed what from what', async () => {
    const operator = await api.build.operator();
    const order = await buildOrder(api, { address: 'ул. Ленина, 5' });
    const before = await lastEventId(api);
    const response = await change(operator, order, { address: 'пр. Кирова, 7', avitoName: 'Shop' });

    expect(response).toMatchObject({
      status: 200,
      body: { data: { address: 'пр. Кирова, 7', avitoName: 'Shop', version: 2 } },
    });
    expect(await historyOf(order)).toMatchObject([
      {
        kind: 'changed',
        operatorId: operator.id,
        changes: { address: ['ул. Ленина, 5', 'пр. Кирова, 7'], avitoName: [null, 'Shop'] },
      },
    ]);
    const audit = await api.database.prisma.audit.findFirstOrThrow({
      where: { objectId: String(order.id), action: 'order.update' },
    });
    expect(audit.diffFields).toMatchObject({ address: {}, avitoName: { before: null, after: 'Shop' } });
    expect(JSON.stringify(audit.diffFields)).not.toContain('Кирова');
    const events = await orderEventsAfter(api, before);
    expect(events).toMatchObject([
      { type: 'order.updated', city: 'Саратов', data: { id: order.id, order: { version: 2 } } },
    ]);
  });

  test('that changes nothing leaves version, history and pages alone', async () => {
    const order = await buildOrder(api);
    const before = await lastEventId(api);
    const response = await change(api.owner, order, {
      address: order.address,
      dateMeeting: order.dateMeeting.toISOString(),
    });
    expect(response).toMatchObject({ status: 200, body: { data: { version: 1 } } });
    expect(await historyOf(order)).toEqual([]);
    expect(await orderEventsAfter(api, before)).toEqual([]);
  });

  test('keeps what is absent and clears what is null', async () => {
    const order = await buildOrder(api, { comment: 'Позвонить', avitoName: 'Shop' });
    const response = await change(api.owner, order, { comment: null });
    expect(response.body).toMatchObject({ data: { comment: null, avitoName: 'Shop' } });
  });

  test('by PUT means the same', async () => {
    const order = await buildOrder(api);
    const response = await api
      .as(api.owner)
      .put(`/api/orders/${String(order.id)}`)
      .send({ version: 1, problem: 'Шумит' });
    expect(response).toMatchObject({ status: 200, body: { data: { problem: 'Шумит' } } });
  });

  test('of a stale version is refused with the row as it is now', async () => {
    const order = await buildOrder(api);
    await change(api.owner, order, { problem: 'Шумит' });
    const response = await change(api.owner, order, { problem: 'Греется' });
    expectProblem(response, 412, 'stale_version');
    const card = await api.as(api.owner).get(`/api/orders/${String(order.id)}`);
    const {
      history: _,
      calls: __,
      otherOpenOrders: ___,
      ...current
    } = (card.body as { data: Record<string, unknown> }).data;
    expect((response.body as { current: unknown }).current).toEqual(current);
  });

  test('of one version by ten people at once succeeds once', async () => {
    const order = await buildOrder(api);
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        change(api.owner, order, { problem: `Поломка ${String(index)}` }),
      ),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
    expect(await reloadOrder(api, order)).toMatchObject({ version: 2 });
    expect(await historyOf(order)).toHaveLength(1);
  });
});

describe('rights to fields', () => {
  test('an operator changes neither campaign nor money, and the answer names what', async () => {
    const operator = await api.build.operator();
    const order = await buildOrder(api);
    const response = await change(operator, order, { rk: 'Сайт', result: 500, address: 'пр. Кирова, 7' });
    expectProblem(response, 403, 'forbidden');
    expect(response.body).toMatchObject({ fields: ['rk', 'result'] });
    expect(await reloadOrder(api, order)).toEqual(order);
  });

  test('a field sent as it stands needs no right', async () => {
    const operator = await api.build.operator();
    const order = await buildOrder(api);
    expect((await change(operator, order, { rk: order.rk, result: null, problem: 'Шумит' })).status).toBe(
      200,
    );
  });

  test('a viewer changes nothing', async () => {
    const viewer = await api.build.operator({ role: 'viewer' });
    expectProblem(await change(viewer, await buildOrder(api), { problem: 'Шумит' }), 403, 'forbidden');
  });

  test('a master writes the visit of his own order, money until it is closed', async () => {
    const technician = await api.build.operator({ role: 'master', cities: ['Саратов'] });
    const order = await buildOrder(api, { statusOrder: 'in_progress', masterId: technician.masterId });
    expect(
      await change(technician, order, { result: 1000, expenditure: 100, comment: 'Готово' }),
    ).toMatchObject({
      status: 200,
      body: { data: { clean: 900, masterChange: 540 } },
    });
    expectProblem(await change(technician, { ...order, version: 2 }, { masterId: null }), 403, 'forbidden');
    const closed = await buildOrder(api, { statusOrder: 'completed', masterId: technician.masterId });
    expectProblem(await change(technician, closed, { result: 5 }), 403, 'forbidden');
    expectProblem(await change(technician, await buildOrder(api), { comment: 'x' }), 404, 'not_found');
  });

  test('out of the own cities is not there; a move beyond them is refused', async () => {
    const manager = await api.build.operator({ role: 'manager', cities: ['Саратов'] });
    expectProblem(
      await change(manager, await buildOrder(api, { city: 'Омск' }), { problem: 'Шумит' }),
      404,
      'not_found',
    );
    expectProblem(await change(manager, await buildOrder(api), { city: 'Омск' }), 403, 'forbidden');
  });
});

describe('the master of an order', () => {
  test('is named without a change of status, and told', async () => {
    const technician = await api.build.operator({ role: 'master', cities: ['Саратов'] });
    const order = await buildOrder(api);
    const before = await lastEventId(api);
    const response = await change(api.owner, order, { masterId: technician.masterId });
    expect(response.body).toMatchObject({ data: { statusOrder: 'new', master: { name: technician.name } } });
    expect(await orderEventsAfter(api, before)).toMatchObject([
      { type: 'order.updated', operatorIds: [technician.id] },
    ]);
  });

  test('named anew sends an accepted order back to new; the former one loses it', async () => {
    const former = await api.build.operator({ role: 'master', cities: ['Саратов'] });
    const other = await api.build.master({ cities: ['Саратов'] });
    const order = await buildOrder(api, { statusOrder: 'assigned', masterId: former.masterId });
    const before = await lastEventId(api);
    const response = await change(await api.build.operator(), order, { masterId: other.id });

    expect(response.body).toMatchObject({ data: { statusOrder: 'new', master: { id: other.id } } });
    expect(await historyOf(order)).toMatchObject([
      { kind: 'changed', changes: { masterId: [former.masterId, other.id] } },
      { kind: 'status', fromStatus: 'assigned', toStatus: 'new' },
    ]);
    expect(await orderEventsAfter(api, before)).toMatchObject([
      { operatorIds: [former.id], data: { id: order.id, order: null } },
      { operatorIds: [], data: { id: order.id, order: { statusOrder: 'new' } } },
    ]);
    expectProblem(await api.as(former).get(`/api/orders/${String(order.id)}`), 404, 'not_found');
  });

  test('who is on the way is replaced by a manager alone', async () => {
    const other = await api.build.master({ cities: ['Саратов'] });
    const order = await buildOrder(api, { statusOrder: 'on_the_way' });
    expectProblem(await change(await api.build.operator(), order, { masterId: other.id }), 403, 'forbidden');
    expect(await change(api.owner, order, { masterId: other.id })).toMatchObject({
      body: { data: { statusOrder: 'new' } },
    });
  });

  test.each(['in_progress', 'workshop', 'completed', 'refused'] as const)(
    'stays with an order that is %s',
    async (statusOrder) => {
      const other = await api.build.master({ cities: ['Саратов'] });
      const order = await buildOrder(api, { statusOrder });
      expectProblem(await change(api.owner, order, { masterId: other.id }), 422, 'invalid_fields', {
        masterId: 'invalid_value',
      });
    },
  );

  test('is cleared by another city, and an acceptance with him', async () => {
    const order = await buildOrder(api, { statusOrder: 'assigned' });
    const before = await lastEventId(api);
    const response = await change(api.owner, order, { city: 'Энгельс' });
    expect(response.body).toMatchObject({ data: { city: 'Энгельс', master: null, statusOrder: 'new' } });
    expect((await orderEventsAfter(api, before)).slice(0, 2)).toMatchObject([
      { type: 'order.updated', city: 'Саратов', data: { order: null } },
      { type: 'order.updated', city: 'Энгельс', data: { order: { city: 'Энгельс' } } },
    ]);
  });

  test('may be named together with another city, if he works there', async () => {
    const there = await api.build.master({ cities: ['Энгельс'] });
    const here = await api.build.master({ cities: ['Саратов'] });
    const order = await buildOrder(api);
    const both = (masterId: number) => change(api.owner, order, { city: 'Энгельс', masterId });
    expectProblem(await both(here.id), 422, 'invalid_fields', { masterId: 'invalid_value' });
    expect(await both(there.id)).toMatchObject({ status: 200, body: { data: { master: { id: there.id } } } });
  });

  test('who has begun the work keeps the order when its city is put right', async () => {
    const order = await buildOrder(api, { statusOrder: 'in_progress' });
    const response = await change(api.owner, order, { city: 'Энгельс' });
    expect(response.body).toMatchObject({
      data: { statusOrder: 'in_progress', master: { id: order.masterId } },
    });
  });
});

describe('money', () => {
  test('is counted anew on the server', async () => {
    const order = await buildOrder(api, { statusOrder: 'completed' });
    const response = await change(api.owner, order, { result: 12_000.01, expenditure: 2000 });
    expect(response.body).toMatchObject({ data: { clean: 10_000.01, masterChange: 5000.01 } });
  });

  test('of a completed order is neither nothing nor missing', async () => {
    const order = await buildOrder(api, { statusOrder: 'completed' });
    expectProblem(await change(api.owner, order, { result: 0 }), 422, 'invalid_fields', {
      result: 'invalid_value',
    });
    expectProblem(await change(api.owner, order, { result: null }), 422, 'invalid_fields', {
      result: 'required',
    });
  });

  test('of a refused order stays nothing', async () => {
    const order = await buildOrder(api, { statusOrder: 'refused' });
    expectProblem(await change(api.owner, order, { result: 100 }), 422, 'invalid_fields', {
      result: 'invalid_value',
    });
  });

  test('a device in the workshop keeps its planned day', async () => {
    const order = await buildOrder(api, { statusOrder: 'workshop' });
    expectProblem(await change(api.owner, order, { dateCloseWorkshop: null }), 422, 'invalid_fields', {
      dateCloseWorkshop: 'required',
    });
  });
});
