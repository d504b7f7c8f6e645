import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { buildClientCall, buildOrder, orderBody } from '../../../test/factories/order.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const CONTROL = 'a\u0000b';
const long = (length: number): string => 'я'.repeat(length + 1);

const WRONG: readonly (readonly [field: string, value: unknown, code: string])[] = [
  ['rk', 7, 'invalid_type'],
  ['rk', null, 'invalid_type'],
  ['rk', ['RK001'], 'invalid_type'],
  ['rk', long(50), 'too_long'],
  ['rk', 'No such campaign', 'invalid_value'],
  ['city', {}, 'invalid_type'],
  ['city', '', 'required'],
  ['city', long(100), 'too_long'],
  ['city', 'Атлантида', 'invalid_value'],
  ['city', 'саратов', 'invalid_value'],
  ['phone', 79991234567, 'invalid_type'],
  ['phone', 'sip:user@host', 'invalid_phone'],
  ['phone', '12', 'invalid_phone'],
  ['phone', null, 'invalid_type'],
  ['typeOrder', 'впервые', 'invalid_value'],
  ['typeOrder', ['repeat'], 'invalid_type'],
  ['typeEquipment', 'tv', 'invalid_value'],
  ['typeEquipment', true, 'invalid_type'],
  ['clientName', 'Я', 'too_short'],
  ['clientName', long(200), 'too_long'],
  ['clientName', CONTROL, 'invalid_value'],
  ['clientName', 'a\u202eb', 'invalid_value'],
  ['clientName', 'line\nbreak', 'invalid_value'],
  ['address', 'ул', 'too_short'],
  ['address', long(500), 'too_long'],
  ['address', { street: 'x' }, 'invalid_type'],
  ['problem', long(2000), 'too_long'],
  ['problem', 'a\ud800b', 'invalid_value'],
  ['problem', null, 'invalid_type'],
  ['dateMeeting', '2027-01-21T10:00:00', 'invalid_value'],
  ['dateMeeting', '2027-02-31T10:00:00Z', 'invalid_value'],
  ['dateMeeting', 1_800_000_000_000, 'invalid_type'],
  ['dateMeeting', '2027-01-21T10:10:00+04:00', 'not_on_grid'],
  ['dateMeeting', '2027-01-21T22:30:00+04:00', 'not_on_grid'],
  ['dateMeeting', '2027-01-21T09:30:00+04:00', 'not_on_grid'],
  ['dateMeeting', '2020-01-21T10:00:00+04:00', 'in_past'],
  ['masterId', '7', 'invalid_type'],
  ['masterId', 1.5, 'invalid_type'],
  ['masterId', 0, 'out_of_range'],
  ['masterId', 2 ** 53, 'out_of_range'],
  ['masterId', null, 'invalid_type'],
  ['masterId', 2_147_483_647, 'invalid_value'],
  ['callId', [1], 'invalid_type'],
  ['callId', 2_147_483_647, 'invalid_value'],
  ['chatId', long(100), 'too_long'],
  ['chatId', 5, 'invalid_type'],
  ['operatorNameId', 'me', 'invalid_type'],
  ['force', true, 'invalid_type'],
  ['statusOrder', 'completed', 'unknown_field'],
  ['result', 1000, 'unknown_field'],
  ['organizationId', 1, 'unknown_field'],
  ['createDate', '2020-01-01T00:00:00Z', 'unknown_field'],
];

describe('a new order', () => {
  test.each(WRONG)('%s: %j is %s, and nothing is stored', async (field, value, code) => {
    const count = await api.database.prisma.order.count();
    const response = await api
      .as(api.owner)
      .post('/api/orders')
      .send(orderBody(api, { [field]: value }));
    expectProblem(response, 422, 'invalid_fields', { [field]: code });
    expect(await api.database.prisma.order.count()).toBe(count);
  });

  test.each([
    'rk',
    'city',
    'phone',
    'typeOrder',
    'clientName',
    'address',
    'dateMeeting',
    'typeEquipment',
    'problem',
  ])('%s is required', async (field) => {
    const { [field as 'rk']: _, ...body } = orderBody(api);
    const response = await api.as(api.owner).post('/api/orders').send(body);
    expectProblem(response, 422, 'invalid_fields', { [field]: 'required' });
  });

  test('everything wrong is named at once', async () => {
    const body = orderBody(api, { rk: 'No', city: 'No', callId: 2_147_483_647 });
    const response = await api.as(api.owner).post('/api/orders').send(body);
    expectProblem(response, 422, 'invalid_fields', {
      rk: 'invalid_value',
      city: 'invalid_value',
      callId: 'invalid_value',
    });
  });

  test('a reason of force is judged like any text', async () => {
    const send = (force: unknown) => api.as(api.owner).post('/api/orders').send(orderBody(api, { force }));
    expectProblem(await send({}), 422, 'invalid_fields', { 'force.reason': 'required' });
    expectProblem(await send({ reason: '' }), 422, 'invalid_fields', { 'force.reason': 'required' });
    expectProblem(await send({ reason: 'x', more: 1 }), 422, 'invalid_fields', {
      'force.more': 'unknown_field',
    });
  });

  test("another organisation's campaign, city, master and call are not there", async () => {
    const { id: organizationId } = await api.build.organization();
    const { rk } = await api.build.campaign({ organizationId });
    const { name: city } = await api.build.city({ organizationId });
    const { id: masterId } = await api.build.master({ organizationId, cities: [city] });
    const { id: callId } = await buildClientCall(api, { organizationId });
    for (const foreign of [{ rk }, { city }, { masterId }, { callId }]) {
      const response = await api.as(api.owner).post('/api/orders').send(orderBody(api, foreign));
      const [field = ''] = Object.keys(foreign);
      expectProblem(response, 422, 'invalid_fields', { [field]: 'invalid_value' });
    }
  });

  test('a master must be working, and in this city', async () => {
    const dismissed = await api.build.master({ cities: ['Саратов'], statusWork: 'dismissed' });
    const elsewhere = await api.build.master({ cities: ['Омск'] });
    for (const { id: masterId } of [dismissed, elsewhere]) {
      const response = await api.as(api.owner).post('/api/orders').send(orderBody(api, { masterId }));
      expectProblem(response, 422, 'invalid_fields', { masterId: 'invalid_value' });
    }
  });

  test.each(['[]', '"text"', '{"rk":'])('a body %s cannot be read', async (body) => {
    const response = await api
      .as(api.owner)
      .post('/api/orders')
      .set('Content-Type', 'application/json')
      .send(body);
    expectProblem(response, 400, 'invalid_request');
  });
});

const WRONG_CHANGE: readonly (readonly [string, unknown, string])[] = [
  ['version', null, 'invalid_type'],
  ['version', 0, 'out_of_range'],
  ['rk', null, 'invalid_type'],
  ['rk', 'No such campaign', 'invalid_value'],
  ['city', 'Атлантида', 'invalid_value'],
  ['avitoName', '', 'required'],
  ['avitoName', long(255), 'too_long'],
  ['phone', 'phone', 'invalid_phone'],
  ['clientName', CONTROL, 'invalid_value'],
  ['dateMeeting', '2027-01-21T10:10:00+04:00', 'not_on_grid'],
  ['dateMeeting', '2020-01-21T10:00:00+04:00', 'in_past'],
  ['masterId', 2_147_483_647, 'invalid_value'],
  ['masterId', [], 'invalid_type'],
  ['result', '100', 'invalid_type'],
  ['result', -1, 'out_of_range'],
  ['result', 1.005, 'invalid_value'],
  ['result', 1e12, 'out_of_range'],
  ['expenditure', true, 'invalid_type'],
  ['prepayment', {}, 'invalid_type'],
  ['dateCloseWorkshop', 'tomorrow', 'invalid_value'],
  ['comment', long(2000), 'too_long'],
  ['statusOrder', 'completed', 'unknown_field'],
  ['clean', 5, 'unknown_field'],
  ['masterChange', 5, 'unknown_field'],
  ['operatorNameId', 1, 'unknown_field'],
];

test.each(WRONG_CHANGE)('a change of %s to %j is %s, and the row stays', async (field, value, code) => {
  const order = await buildOrder(api);
  const response = await api
    .as(api.owner)
    .patch(`/api/orders/${String(order.id)}`)
    .send({ version: 1, [field]: value });
  expectProblem(response, 422, 'invalid_fields', { [field]: code });
  expect(await api.database.prisma.order.findUniqueOrThrow({ where: { id: order.id } })).toEqual(order);
});

test.each([
  ['status', 'done', 'invalid_value'],
  ['status', undefined, 'required'],
  ['version', '1', 'invalid_type'],
  ['reason', null, 'invalid_type'],
  ['reason', long(2000), 'too_long'],
  ['result', -5, 'out_of_range'],
  ['expenditure', 'x', 'invalid_type'],
  ['prepayment', 0.001, 'invalid_value'],
  ['dateCloseWorkshop', 5, 'invalid_type'],
  ['comment', CONTROL, 'invalid_value'],
  ['masterId', 5, 'unknown_field'],
])('a step with %s %j is %s', async (field, value, code) => {
  const order = await buildOrder(api);
  const body = { status: 'refused', version: 1, reason: 'x', [field]: value };
  const response = await api
    .as(api.owner)
    .post(`/api/orders/${String(order.id)}/status`)
    .send(body);
  expectProblem(response, 422, 'invalid_fields', { [field]: code });
});

test.each([
  ['status=done', 'status', 'invalid_value'],
  ['status=new&status=new', 'status', 'invalid_type'],
  ['limit=0', 'limit', 'out_of_range'],
  ['limit=101', 'limit', 'out_of_range'],
  ['page=0', 'page', 'out_of_range'],
  ['sortBy=name;drop', 'sortBy', 'invalid_value'],
  ['sortOrder=up', 'sortOrder', 'invalid_value'],
  ['operatorId=x', 'operatorId', 'invalid_type'],
  ['dateType=any', 'dateType', 'invalid_value'],
  ['dateFrom=2026-02-30', 'dateFrom', 'invalid_value'],
  ['dateFrom=2026-03-02&dateTo=2026-03-01', 'dateTo', 'out_of_range'],
  ['search=', 'search', 'required'],
  ['search=%00', 'search', 'invalid_value'],
  ['cursor=nonsense', 'cursor', 'invalid_value'],
  ['q=1', 'q', 'unknown_field'],
])('a list with ?%s is refused', async (query, field, code) => {
  expectProblem(await api.as(api.owner).get(`/api/orders?${query}`), 422, 'invalid_fields', {
    [field]: code,
  });
});
