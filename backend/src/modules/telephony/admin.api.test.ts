import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { mangoSample } from '../../../test/fixtures/mango/samples.js';
import { connectTelephony, SAMPLE_ACCOUNT, type TestTelephony } from '../../../test/telephony.js';
import { auditOf } from '../../../test/traces.js';

let api: TestApi;
let telephony: TestTelephony;

beforeAll(async () => {
  api = await startTestApi();
  telephony = await connectTelephony(api);
});

afterAll(() => api.close());

beforeEach(async () => {
  await api.database.sql.query({
    text: 'TRUNCATE call, call_event, inbox_event, live_event, debt, phone CASCADE',
  });
});

async function deliver(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    for (const event of mangoSample(name).events) await telephony.postSample(event);
  }
  await telephony.work();
}

const storedCalls = () => api.database.prisma.call.findMany({ orderBy: { entryId: 'asc' } });

describe('numbers nobody knows', () => {
  test('are listed with their calls, the latest first, until somebody names them', async () => {
    await deliver(
      'inbound_direct_answered',
      'missed_queue_timeout',
      'missed_direct_no_answer',
      'internal_call',
    );

    const list = () => api.as(api.owner).get('/api/phones/unassigned');
    expect((await list()).body).toMatchObject({
      data: [
        { number: '+74950000102', calls: 1 },
        { number: '+74950000101', calls: 2, lastCallAt: expect.stringMatching(/^2026-03-16T/) as unknown },
      ],
      pagination: { total: 2, hasNext: false },
    });
    await api.build.phone({ number: '+74950000101' });
    expect((await list()).body).toMatchObject({ data: [{ number: '+74950000102' }] });
  });

  test('page by number', async () => {
    await deliver('inbound_direct_answered', 'missed_direct_no_answer');

    const response = await api.as(api.owner).get('/api/phones/unassigned?limit=1&page=2');
    expect(response.body).toMatchObject({
      data: [{ number: '+74950000101' }],
      pagination: { total: 2, totalPages: 2, hasNext: false, hasPrev: true },
    });
  });

  test('once named, may give their calls of the past a campaign and a city', async () => {
    await deliver('inbound_direct_answered', 'missed_queue_timeout', 'missed_direct_no_answer');
    const phone = await api.build.phone({
      number: '+74950000101',
      rk: 'Авито',
      city: 'Омск',
      avitoName: 'Первый',
    });

    const fill = () => api.as(api.owner).post(`/api/phones/${String(phone.id)}/fill-calls`);
    expect((await fill()).body).toEqual({ success: true, data: { filled: 2 } });

    expect(
      (await storedCalls()).map(({ phoneAts, rk, city, avitoName }) => [phoneAts, rk, city, avitoName]),
    ).toEqual([
      ['+74950000101', 'Авито', 'Омск', 'Первый'],
      ['+74950000101', 'Авито', 'Омск', 'Первый'],
      ['+74950000102', null, null, null],
    ]);
    const debts = await api.database.prisma.debt.findMany({ orderBy: { phoneClient: 'asc' } });
    expect(debts.map(({ cities }) => cities)).toEqual([['Омск'], []]);
    expect((await fill()).body).toMatchObject({ data: { filled: 0 } });
    expect(await auditOf(api, { objectType: 'phone', objectId: phone.id })).toEqual([
      expect.objectContaining({ action: 'phone.fill_calls', diffFields: { count: { after: 2 } } }),
    ]);
  });

  test('calls that have a campaign keep it', async () => {
    const phone = await api.build.phone({ number: '+74950000101', rk: 'Сайт', city: 'Пенза' });
    await deliver('inbound_direct_answered');
    await api.database.prisma.phone.update({ where: { id: phone.id }, data: { rk: 'Авито', city: 'Омск' } });

    const response = await api.as(api.owner).post(`/api/phones/${String(phone.id)}/fill-calls`);

    expect(response.body).toMatchObject({ data: { filled: 0 } });
    expect((await storedCalls())[0]).toMatchObject({ rk: 'Сайт', city: 'Пенза' });
  });

  test('a late event of a filled call does not empty it again', async () => {
    const { events } = mangoSample('inbound_direct_answered');
    for (const event of events.slice(0, 2)) await telephony.postSample(event);
    await telephony.work();
    const phone = await api.build.phone({ number: '+74950000101', rk: 'Авито', city: 'Омск' });
    await api.as(api.owner).post(`/api/phones/${String(phone.id)}/fill-calls`);
    for (const event of events.slice(2)) await telephony.postSample(event);
    await telephony.work();

    expect((await storedCalls())[0]).toMatchObject({ status: 'answered', rk: 'Авито', city: 'Омск' });
  });

  test('are the business of those who write reference data, in their own organisation', async () => {
    const phone = await api.build.phone({});
    const manager = await api.build.operator({ role: 'manager', cities: ['Саратов'] });
    expectProblem(await api.as(manager).get('/api/phones/unassigned'), 403, 'forbidden');
    expectProblem(await api.as(manager).post(`/api/phones/${String(phone.id)}/fill-calls`), 403, 'forbidden');

    const other = await api.build.organization();
    const stranger = await api.build.operator({ organizationId: other.id, role: 'owner' });
    expectProblem(
      await api.as(stranger).post(`/api/phones/${String(phone.id)}/fill-calls`),
      404,
      'not_found',
    );
  });
});

describe('accounts', () => {
  const path = (): string => `/api/admin/telephony/${String(telephony.account.id)}`;

  test('show whether events arrive, and no secret', async () => {
    await deliver('inbound_direct_answered');
    await telephony.postJson('events/call', 'not json');
    await telephony.work();

    await expect
      .poll(async () => (await api.as(api.owner).get('/api/admin/telephony')).body as unknown)
      .toEqual({
        success: true,
        data: [
          {
            id: telephony.account.id,
            provider: 'mango',
            apiKeyTail: '…ffff',
            webhookUrl: expect.stringMatching(/\/api\/webhooks\/mango$/) as unknown,
            lastEventAt: expect.any(String) as unknown,
            events: { pending: 0, failed: 0, dead: 1 },
          },
        ],
      });
  });

  test('a new salt refuses what the old one signed', async () => {
    const changed = { apiKey: 'another-key-0001', apiSalt: 'another-salt-0001' };

    const response = await api.as(api.owner).patch(path()).send(changed);

    expect(response.body).toMatchObject({ data: { id: telephony.account.id, apiKeyTail: '…0001' } });
    expect(JSON.stringify(response.body)).not.toContain('another-salt');
    await expect.poll(async () => (await telephony.postJson('events/foo', '{"n":1}')).status).toBe(403);
    expect((await telephony.postJson('events/foo', '{"n":1}', changed)).status).toBe(200);
    expect(await auditOf(api, { objectType: 'telephony_account', objectId: telephony.account.id })).toEqual([
      expect.objectContaining({ action: 'telephony.update', diffFields: { apiKey: {}, apiSalt: {} } }),
    ]);
    await api.as(api.owner).patch(path()).send(SAMPLE_ACCOUNT);
    await expect.poll(async () => (await telephony.postJson('events/foo', '{"n":2}')).status).toBe(200);
  });

  test('credentials must be given, readable and nobody else’s', async () => {
    const owner = api.as(api.owner);
    expectProblem(await owner.patch(path()).send({}), 422, 'invalid_fields', { apiKey: 'required' });
    expectProblem(await owner.patch(path()).send({ apiSalt: 'short' }), 422, 'invalid_fields', {
      apiSalt: 'too_short',
    });
    expectProblem(await owner.patch(path()).send({ apiKey: 'with a space' }), 422, 'invalid_fields', {
      apiKey: 'invalid_value',
    });
    expectProblem(await owner.patch(path()).send({ organizationId: 1 }), 422, 'invalid_fields', {
      organizationId: 'unknown_field',
    });
    const other = await api.build.organization();
    await api.database.prisma.telephonyAccount.create({
      data: { organizationId: other.id, apiKey: 'taken-key-0001', apiSaltSealed: 'x' },
    });
    expectProblem(await owner.patch(path()).send({ apiKey: 'taken-key-0001' }), 409, 'already_exists');
  });

  test('belong to the settings of their organisation', async () => {
    const operator = await api.build.operator({ role: 'manager', cities: ['Саратов'] });
    expectProblem(await api.as(operator).get('/api/admin/telephony'), 403, 'forbidden');
    expectProblem(
      await api
        .as(operator)
        .patch(path())
        .send({ apiKey: 'x'.repeat(8) }),
      403,
      'forbidden',
    );
    const other = await api.build.organization();
    const stranger = await api.build.operator({ organizationId: other.id, role: 'owner' });
    expectProblem(
      await api
        .as(stranger)
        .patch(path())
        .send({ apiKey: 'x'.repeat(8) }),
      404,
      'not_found',
    );
  });
});
