import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { buildCall } from '../../../test/factories/call.js';
import { buildOrder, freshPhone } from '../../../test/factories/order.js';
import { clientRefOf } from './client-refs.repository.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const open = (person: { id: number }, phone: string) =>
  api.as(person).get(`/api/clients/${encodeURIComponent(phone)}`);
const at = (text: string): Date => new Date(`2026-03-${text}Z`);

describe('the card of a client', () => {
  test('gathers his calls and orders under any writing of his number', async () => {
    const phone = '+79271154820';
    const master = await api.build.master({ name: 'О. Сафин', cities: ['Саратов'] });
    await buildCall(api, { phoneClient: phone, dateCreate: at('10T09:00:00') });
    const last = await buildCall(api, {
      phoneClient: phone,
      dateCreate: at('11T09:00:00'),
      status: 'missed',
    });
    await buildCall(api, { phoneClient: freshPhone() });
    const done = { result: 6400, expenditure: 0, clean: 6400, statusOrder: 'completed' } as const;
    await buildOrder(api, { phone, ...done, clientName: 'Серёжа', createDate: at('01T09:00:00') });
    const order = await buildOrder(api, {
      phone,
      clientName: 'Сергей Кузьмин',
      address: 'Чернышевского, 112',
      statusOrder: 'assigned',
      masterId: master.id,
      createDate: at('12T09:00:00'),
    });
    for (const written of ['+79271154820', '89271154820', '9271154820', '8 (927) 115-48-20']) {
      const response = await open(api.owner, written);
      expect(response).toMatchObject({
        status: 200,
        body: {
          data: {
            phone,
            name: 'Сергей Кузьмин',
            address: 'Чернышевского, 112',
            city: 'Саратов',
            totals: {
              calls: 2,
              missed: 1,
              lastCallAt: at('11T09:00:00').toISOString(),
              orders: 2,
              completed: 1,
              spent: 6400,
            },
            calls: [{ id: last.id, status: 'missed', clientName: 'Сергей Кузьмин' }, { status: 'answered' }],
            orders: [
              {
                id: order.id,
                statusOrder: 'assigned',
                master: { id: master.id, name: 'О. Сафин' },
                result: null,
              },
              { clientName: 'Серёжа', result: 6400, operator: { id: api.owner.id } },
            ],
            chats: [],
            tasks: [],
          },
        },
      });
    }
  });

  test('shows the latest fifty of each, and counts all', async () => {
    const phone = freshPhone();
    for (let day = 1; day <= 52; day += 1)
      await buildCall(api, { phoneClient: phone, dateCreate: new Date(Date.UTC(2026, 0, day)) });
    const { data } = (await open(api.owner, phone)).body as {
      data: { calls: { dateCreate: string }[]; totals: { calls: number } };
    };
    expect(data.totals.calls).toBe(52);
    expect(data.calls).toHaveLength(50);
    expect(data.calls[0]?.dateCreate).toBe('2026-02-21T00:00:00.000Z');
  });

  test('leaves out, and does not count, what a person may not see', async () => {
    const phone = freshPhone();
    const manager = await api.build.operator({ role: 'manager', cities: ['Саратов'] });
    const seen = [
      await buildCall(api, { phoneClient: phone, dateCreate: at('13T09:00:00') }),
      await buildCall(api, { phoneClient: phone, dateCreate: at('12T09:00:00'), city: null, rk: null }),
      await buildCall(api, {
        phoneClient: phone,
        dateCreate: at('11T09:00:00'),
        city: 'Омск',
        operatorId: manager.id,
      }),
    ];
    await buildCall(api, { phoneClient: phone, city: 'Омск' });
    const order = await buildOrder(api, { phone, clientName: 'Анна' });
    await buildOrder(api, { phone, clientName: 'Аня из Омска', city: 'Омск' });
    const response = await open(manager, phone);
    expect(response.body.data).toMatchObject({
      name: 'Анна',
      totals: { calls: 3, orders: 1 },
      calls: seen.map(({ id }) => ({ id })),
      orders: [{ id: order.id }],
    });
  });

  test('is not there for a number out of scope, of another organisation or of nobody', async () => {
    const stranger = await api.build.organization();
    const [theirs, elsewhere, deleted] = [freshPhone(), freshPhone(), freshPhone()];
    await buildCall(api, { phoneClient: theirs, organizationId: stranger.id });
    await buildCall(api, { phoneClient: elsewhere, city: 'Омск' });
    const order = await buildOrder(api, { phone: deleted, statusOrder: 'refused' });
    await api.database.prisma.order.update({ where: { id: order.id }, data: { deletedAt: new Date() } });
    const operator = await api.build.operator({ cities: ['Саратов'] });
    expectProblem(await open(api.owner, theirs), 404, 'not_found');
    expectProblem(await open(operator, elsewhere), 404, 'not_found');
    expectProblem(await open(api.owner, deleted), 404, 'not_found');
    expectProblem(await open(api.owner, freshPhone()), 404, 'not_found');
  });

  test('of viewers has masked numbers throughout', async () => {
    const viewer = await api.build.operator({ role: 'viewer' });
    await buildCall(api, { phoneClient: '+79275556677' });
    const response = await open(viewer, '+79275556677');
    expect(response.body.data).toMatchObject({
      phone: '+7******6677',
      calls: [{ phoneClient: '+7******6677' }],
    });
    expect(JSON.stringify(response.body)).not.toContain('9275556677');
  });

  test('is closed to masters and strangers', async () => {
    const master = await api.build.operator({ role: 'master', cities: ['Саратов'] });
    expectProblem(await open(master, freshPhone()), 403, 'forbidden');
    expectProblem(await api.anonymous.get('/api/clients/89271154820'), 401, 'not_signed_in');
  });

  test.each(['me', '12', 'sip:op@example.ru', '+7927%00'])('%s is no number', async (text) => {
    expectProblem(await open(api.owner, text), 422, 'invalid_fields', { phone: 'invalid_phone' });
  });
});

test('opening a card is on record, without the number', async () => {
  const phone = freshPhone();
  const operator = await api.build.operator();
  await buildCall(api, { phoneClient: phone });
  await open(operator, phone);
  const client = { organizationId: api.organization.id, phone };
  const objectId = await clientRefOf(api.database.sql, client);
  const rows = await api.database.prisma.audit.findMany({ where: { action: 'client.open', objectId } });
  expect(rows).toMatchObject([{ actorOperatorId: operator.id, objectType: 'client', outcome: 'success' }]);
  expect(
    JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toContain(phone.slice(1));
  // Always the same client, by an id that cannot be worked out from the number.
  await open(api.owner, phone);
  expect(await api.database.prisma.audit.count({ where: { action: 'client.open', objectId } })).toBe(2);
  const digest = createHash('sha256')
    .update(`${String(client.organizationId)}:${phone}`)
    .digest('hex');
  expect(digest).not.toContain(objectId);
  await open(operator, freshPhone());
  expect(
    await api.database.prisma.audit.count({ where: { action: 'client.open', actorOperatorId: operator.id } }),
  ).toBe(1);
});
