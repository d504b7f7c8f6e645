import type { Response } from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { buildCall } from '../../../test/factories/call.js';
import { buildOrder, freshPhone } from '../../../test/factories/order.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.database.prisma.orderCall.deleteMany();
  await api.database.prisma.call.deleteMany();
});

const list = (query: Record<string, unknown> = {}, person: { id: number } = api.owner) =>
  api.as(person).get('/api/calls').query(query);
const idsOf = (response: Response): number[] => {
  expect(response.status, JSON.stringify(response.body)).toBe(200);
  return (response.body as { data: { id: number }[] }).data.map(({ id }) => id);
};

describe('a row', () => {
  test('shows a call with its operator, orders and the client’s name', async () => {
    const operator = await api.build.operator({ name: 'Анна Власова' });
    const phoneClient = freshPhone();
    const call = await buildCall(api, {
      phoneClient,
      operatorId: operator.id,
      avitoName: 'Мастер Олег',
      dateCreate: new Date('2026-03-10T09:30:00.123Z'),
      talkSeconds: 95,
      waitSeconds: 7,
      disposition: 'order',
      comment: 'Перезвонит',
    });
    await buildOrder(api, {
      phone: phoneClient,
      clientName: 'Старое имя',
      createDate: new Date('2026-01-01T00:00:00Z'),
    });
    const order = await buildOrder(api, { phone: phoneClient, clientName: 'Сергей Кузьмин' });
    await api.database.prisma.orderCall.create({
      data: { organizationId: api.organization.id, orderId: order.id, callId: call.id },
    });

    const response = await list();
    expect(response.body).toMatchObject({
      success: true,
      pagination: { page: 1, limit: 20, total: 1, totalPages: 1 },
    });
    expect(response.body.data).toEqual([
      {
        id: call.id,
        rk: 'RK001',
        city: 'Саратов',
        phoneClient,
        phoneAts: '+74950000101',
        dateCreate: '2026-03-10T09:30:00.123Z',
        status: 'answered',
        missedReason: null,
        direction: 'inbound',
        talkSeconds: 95,
        waitSeconds: 7,
        avitoName: 'Мастер Олег',
        disposition: 'order',
        comment: 'Перезвонит',
        hasRecording: false,
        operator: { id: operator.id, name: 'Анна Власова' },
        orders: [{ id: order.id, statusOrder: 'new', isFromCall: true }],
        clientName: 'Сергей Кузьмин',
        version: 1,
      },
    ]);
  });

  test('leaves deleted orders out', async () => {
    const phoneClient = freshPhone();
    const call = await buildCall(api, { phoneClient });
    const order = await buildOrder(api, { phone: phoneClient, statusOrder: 'refused' });
    await api.database.prisma.orderCall.create({
      data: { organizationId: api.organization.id, orderId: order.id, callId: call.id },
    });
    await api.database.prisma.order.update({ where: { id: order.id }, data: { deletedAt: new Date() } });
    const response = await list();
    expect(response.body.data).toMatchObject([{ orders: [], clientName: null }]);
  });

  test('of a hidden caller has no number, and of a viewer a masked one', async () => {
    await buildCall(api, { phoneClient: null, dateCreate: new Date('2026-03-10T10:00:00Z') });
    await buildCall(api, { phoneClient: '+79271154820', dateCreate: new Date('2026-03-10T09:00:00Z') });
    const viewer = await api.build.operator({ role: 'viewer' });
    const response = await list({}, viewer);
    expect(response.body.data).toMatchObject([
      { phoneClient: null },
      { phoneClient: '+7******4820', phoneAts: '+74950000101' },
    ]);
  });
});

describe('which calls', () => {
  test('newest first, internal ones only when asked for', async () => {
    const older = await buildCall(api, { dateCreate: new Date('2026-03-10T09:00:00Z') });
    const newer = await buildCall(api, {
      dateCreate: new Date('2026-03-11T09:00:00Z'),
      direction: 'outbound',
    });
    const internal = await buildCall(api, { direction: 'internal', city: null, rk: null, phoneClient: null });
    expect(idsOf(await list())).toEqual([newer.id, older.id]);
    expect(idsOf(await list({ direction: 'outbound' }))).toEqual([newer.id]);
    expect(idsOf(await list({ direction: 'internal' }))).toEqual([internal.id]);
  });

  test('of another organisation are never seen', async () => {
    const stranger = await api.build.organization();
    await buildCall(api, { organizationId: stranger.id });
    const response = await list();
    expect(response.body).toMatchObject({
      data: [],
      pagination: { total: 0, totalPages: 0, nextCursor: null },
    });
  });

  test('a day is cut in the organisation’s zone and its end is included', async () => {
    const atMidnight = await buildCall(api, { dateCreate: new Date('2026-03-09T21:00:00Z') });
    const lastMoment = await buildCall(api, { dateCreate: new Date('2026-03-10T20:59:59.999Z') });
    await buildCall(api, { dateCreate: new Date('2026-03-09T20:59:59.999Z') });
    await buildCall(api, { dateCreate: new Date('2026-03-10T21:00:00Z') });
    const response = await list({ dateFrom: '2026-03-10', dateTo: '2026-03-10' });
    expect(idsOf(response)).toEqual([lastMoment.id, atMidnight.id]);
    expect(response.body.pagination.total).toBe(2);
  });

  test('an instant of any offset bounds the range, included', async () => {
    const call = await buildCall(api, { dateCreate: new Date('2026-03-10T09:00:00Z') });
    const at = '2026-03-10T12:00:00+03:00';
    expect(idsOf(await list({ dateFrom: at, dateTo: at }))).toEqual([call.id]);
    expect(idsOf(await list({ dateFrom: '2026-03-10T12:00:00.001+03:00' }))).toEqual([]);
    expect(idsOf(await list({ dateTo: '2026-03-10T11:59:59.999+03:00' }))).toEqual([]);
  });

  test.each([
    ['city', { city: 'Омск' }, 'Омск'],
    ['rk', { rk: 'Листовка' }, 'Листовка'],
    ['avitoName', { avitoName: 'Мастер Олег' }, 'Мастер Олег'],
    ['disposition', { disposition: 'spam' }, 'spam'],
    ['status', { status: 'missed' } as const, 'missed'],
  ])('%s is matched whole', async (name, overrides, value) => {
    const wanted = await buildCall(api, overrides);
    await buildCall(api, { city: 'Пенза', rk: 'Сайт', avitoName: 'Мастер Олег 2', disposition: 'order' });
    const response = await list({ [name]: value });
    expect(idsOf(response)).toEqual([wanted.id]);
    expect(response.body.pagination.total).toBe(1);
    const part = await list({ [name]: value.slice(0, -1) });
    if (part.status === 200) expect(part.body.data).toEqual([]);
  });

  test('operatorId takes the calls that belong to him', async () => {
    const operator = await api.build.operator();
    const his = await buildCall(api, { operatorId: operator.id });
    await buildCall(api, { finalOperatorId: operator.id, operatorId: api.owner.id });
    expect(idsOf(await list({ operatorId: operator.id }))).toEqual([his.id]);
  });
});

describe('search', () => {
  test('eleven digits are a whole number, four to ten its end, of the client or the company', async () => {
    const client = await buildCall(api, {
      phoneClient: '+79271154820',
      dateCreate: new Date('2026-03-10T09:00:00Z'),
    });
    const company = await buildCall(api, {
      phoneClient: '+79990001122',
      phoneAts: '+74951154820',
      dateCreate: new Date('2026-03-09T09:00:00Z'),
    });
    await buildCall(api, { phoneClient: '+79271154821', phoneAts: 'sip:line@example.mangosip.ru' });
    expect(idsOf(await list({ search: '8 927 115-48-20' }))).toEqual([client.id]);
    expect(idsOf(await list({ search: '+79271154820' }))).toEqual([client.id]);
    expect(idsOf(await list({ search: '154820' }))).toEqual([client.id, company.id]);
    expect(idsOf(await list({ search: '4951154820' }))).toEqual([company.id]);
    expect(idsOf(await list({ search: '74951154820' }))).toEqual([company.id]);
    expect(idsOf(await list({ search: '1548' }))).toEqual([]);
    expect((await list({ search: '154820' })).body.pagination).toMatchObject({ total: 2 });
  });

  test('a call whose both numbers end so is found once', async () => {
    const call = await buildCall(api, { phoneClient: '+79271154820', phoneAts: '+74950004820' });
    const response = await list({ search: '4820' });
    expect(idsOf(response)).toEqual([call.id]);
    expect(response.body.pagination.total).toBe(1);
  });

  test('other text is the name of a company line', async () => {
    const call = await buildCall(api, { phoneAts: 'sip:line@example.mangosip.ru' });
    expect(idsOf(await list({ search: 'sip:line@example.mangosip.ru' }))).toEqual([call.id]);
    expect(idsOf(await list({ search: 'Сергей' }))).toEqual([]);
  });

  test('stops counting at 1,000 and says so', async () => {
    await api.database.sql.query({
      text: `INSERT INTO call (organization_id, entry_id, phone_client, date_create, status, direction)
             SELECT $1, 'many-' || g, '+7927' || lpad(g::text, 4, '0') || '777', now() - g * interval '1 minute', 'answered', 'inbound'
             FROM generate_series(1, 1003) g`,
      values: [api.organization.id],
    });
    const few = await list({ search: '0777' });
    expect(few.body.pagination.total).toBe(100);
    expect(few.body.pagination).not.toHaveProperty('totalExact');
    await api.database.sql.query({
      text: `UPDATE call SET phone_client = '+7' || lpad(id::text, 6, '0') || '5777'`,
    });
    const many = await list({ search: '5777' });
    expect(many.body.pagination).toMatchObject({ total: 1000, totalExact: false });
  });
});

describe('wrong input', () => {
  test.each([
    ['page', '0', 'out_of_range'],
    ['page', 'one', 'invalid_type'],
    ['limit', '101', 'out_of_range'],
    ['cursor', 'no cursor', 'invalid_value'],
    ['cursor', Buffer.from('["dateCreate asc",1,1]').toString('base64url'), 'invalid_value'],
    ['cursor', Buffer.from('["dateCreate desc",null,1]').toString('base64url'), 'invalid_value'],
    ['cursor', Buffer.from('["dateCreate desc",1,99999999999]').toString('base64url'), 'invalid_value'],
    ['cursor', Buffer.from('{}').toString('base64url'), 'invalid_value'],
    ['dateFrom', 'yesterday', 'invalid_value'],
    ['dateFrom', '2026-02-30', 'invalid_value'],
    ['dateTo', '2026-03-10T12:00:00', 'invalid_value'],
    ['operatorId', 'me', 'invalid_type'],
    ['operatorId', '0', 'out_of_range'],
    ['status', 'ringing', 'invalid_value'],
    ['city', 'x'.repeat(101), 'too_long'],
    ['rk', 'x'.repeat(51), 'too_long'],
    ['direction', 'in', 'invalid_value'],
    ['disposition', 'Заказ', 'invalid_value'],
    ['avitoName', '', 'required'],
    ['search', 'x'.repeat(101), 'too_long'],
    ['search', 'a\u0000b', 'invalid_value'],
    ['sortBy', 'phoneClient', 'invalid_value'],
    ['sortOrder', 'down', 'invalid_value'],
    ['colour', 'red', 'unknown_field'],
  ])('%s=%s is named', async (field, value, code) => {
    expectProblem(await list({ [field]: value }), 422, 'invalid_fields', { [field]: code });
  });

  test('a repeated parameter and a reversed range are named', async () => {
    expectProblem(await api.as(api.owner).get('/api/calls?city=a&city=b'), 422, 'invalid_fields', {
      city: 'invalid_type',
    });
    const reversed = { dateFrom: '2026-03-11', dateTo: '2026-03-10' };
    expectProblem(await list(reversed), 422, 'invalid_fields', { dateTo: 'out_of_range' });
  });
});
