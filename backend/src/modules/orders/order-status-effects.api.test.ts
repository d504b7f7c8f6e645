import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import {
  buildOrder,
  freshSlot,
  lastEventId,
  orderEventsAfter,
  reloadOrder,
} from '../../../test/factories/order.js';
import { ORDER_STATUSES, type OrderStatus } from './order-values.js';

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

describe('side effects', () => {
  test("a master's decline clears him, a manager's recall does not", async () => {
    const master = await technician();
    const declined = await buildOrder(api, { statusOrder: 'assigned', masterId: master.masterId });
    const before = await lastEventId(api);
    expect(await step(master, declined, { status: 'new', reason: 'Болею' })).toMatchObject({
      body: { data: { master: null, reason: null } },
    });
    expect(await orderEventsAfter(api, before)).toMatchObject([
      { operatorIds: [master.id], data: { order: null } },
      {},
    ]);
    const recalled = await buildOrder(api, { statusOrder: 'assigned', masterId: master.masterId });
    expect(await step(api.owner, recalled, { status: 'new' })).toMatchObject({
      body: { data: { master: { id: master.masterId } } },
    });
  });

  test('a correction among final statuses keeps the closing date and frees or takes the seat', async () => {
    const order = await buildOrder(api, {
      statusOrder: 'completed',
      closingData: new Date('2026-01-02T03:04:05Z'),
    });
    const refused = await step(api.owner, order, { status: 'refused', reason: 'Ошибка' });
    expect(refused.body).toMatchObject({
      data: { closingData: '2026-01-02T03:04:05.000Z', result: 0, masterChange: 0 },
    });
    expect(await reloadOrder(api, order)).toMatchObject({ slotPlace: null });
    const again = await step(
      api.owner,
      { id: order.id, version: 2 },
      { status: 'completed', result: 1000, expenditure: 0 },
    );
    expect(again.body).toMatchObject({
      data: { closingData: '2026-01-02T03:04:05.000Z', masterChange: 600, reason: null },
    });
    expect(await reloadOrder(api, order)).toMatchObject({ slotPlace: 1 });
  });

  test('reopening clears closing, reason and money and needs a place in the slot', async () => {
    const dateMeeting = freshSlot(api);
    const order = await buildOrder(api, { statusOrder: 'refused', dateMeeting });
    for (let count = 0; count < 3; count += 1) await buildOrder(api, { dateMeeting });
    expectProblem(await step(api.owner, order, { status: 'new' }), 409, 'slot_full');
    const manager = await api.build.operator({ role: 'manager', cities: ['Саратов'] });
    expectProblem(await step(manager, order, { status: 'new', force: { reason: 'x' } }), 403, 'forbidden');
    const reopened = await step(api.owner, order, { status: 'new', force: { reason: 'Передумал' } });
    expect(reopened.body).toMatchObject({
      data: {
        statusOrder: 'new',
        closingData: null,
        reason: null,
        result: null,
        clean: null,
        isOverbooked: true,
      },
    });
  });

  test('only managers reopen', async () => {
    const operator = await api.build.operator();
    expectProblem(
      await step(operator, await buildOrder(api, { statusOrder: 'refused' }), { status: 'new' }),
      403,
      'forbidden',
    );
  });
});

test.each(['manager', 'operator', 'master'] as const)(
  'what is offered to %s is what is taken',
  async (role) => {
    const person = await api.build.operator({ role, cities: ['Саратов'] });
    for (const statusOrder of ORDER_STATUSES) {
      const build = () => buildOrder(api, { statusOrder, masterId: person.masterId });
      let order = await build();
      const card = await api.as(person).get(`/api/orders/${String(order.id)}`);
      const { allowedStatuses } = (card.body as { data: { allowedStatuses: OrderStatus[] } }).data;
      for (const status of ORDER_STATUSES) {
        const isTaken = (await step(person, order, { status, ...needs(status) })).status === 200;
        expect([statusOrder, status, isTaken]).toEqual([
          statusOrder,
          status,
          allowedStatuses.includes(status),
        ]);
        if (isTaken) order = await build();
      }
    }
  },
);

function needs(status: OrderStatus): object {
  if (status === 'refused' || status === 'not_an_order') return { reason: 'x' };
  if (status === 'completed') return { result: 100, expenditure: 0 };
  return status === 'workshop' ? { dateCloseWorkshop: '2027-06-01T09:00:00Z' } : {};
}
