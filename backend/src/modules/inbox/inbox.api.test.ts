import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { mangoSample } from '../../../test/fixtures/mango/samples.js';
import { connectTelephony, type TestTelephony } from '../../../test/telephony.js';
import { auditOf } from '../../../test/traces.js';

interface Row {
  readonly id: number;
  readonly status: string;
  readonly preview: string;
  readonly seen: number;
}

let api: TestApi;
let telephony: TestTelephony;

beforeAll(async () => {
  api = await startTestApi();
  telephony = await connectTelephony(api);
});

afterAll(() => api.close());

beforeEach(async () => {
  await api.database.sql.query({ text: 'TRUNCATE call, call_event, inbox_event, live_event CASCADE' });
});

const DIRECT = mangoSample('inbound_direct_answered').events;

async function listed(query = ''): Promise<Row[]> {
  const response = await api.as(api.owner).get(`/api/admin/webhook-events${query}`);
  expect(response.status, JSON.stringify(response.body)).toBe(200);
  return (response.body as { data: Row[] }).data;
}

async function deliverDead(): Promise<Row> {
  await telephony.postJson('events/call', 'not json');
  await telephony.work();
  const [row] = await listed('?status=dead');
  if (row === undefined) throw new Error('Nothing is dead');
  return row;
}

describe('list', () => {
  test('shows newest first, by status, with phones masked', async () => {
    for (const event of DIRECT.slice(0, 2)) await telephony.postSample(event);
    await telephony.work();
    await telephony.postJson('events/call', '{"from":{"number":"79990010001"},"timestamp":1773644400}');

    const rows = await listed();
    expect(rows.map(({ status }) => status)).toEqual(['pending', 'processed', 'processed']);
    expect(rows[0]?.preview).toBe('{"from":{"number":"79******0001"},"timestamp":1773644400}');
    expect(await listed('?status=processed')).toHaveLength(2);
    expect(await listed('?provider=avito')).toEqual([]);
  });

  test('pages by number and by cursor give the same rows', async () => {
    for (let index = 0; index < 5; index += 1)
      await telephony.postJson('events/foo', `{"n":${String(index)}}`);
    const ids = (await listed()).map(({ id }) => id);

    expect((await listed('?limit=2&page=2')).map(({ id }) => id)).toEqual(ids.slice(2, 4));
    const first = await api.as(api.owner).get('/api/admin/webhook-events?limit=2');
    const { pagination } = first.body as { pagination: { total: number; nextCursor: string } };
    expect(pagination.total).toBe(5);
    expect((await listed(`?limit=2&cursor=${pagination.nextCursor}`)).map(({ id }) => id)).toEqual(
      ids.slice(2, 4),
    );
  });

  test('is for those who manage the inbox', async () => {
    for (const role of ['manager', 'operator', 'viewer', 'master'] as const) {
      const person = await api.build.operator({ role, cities: ['Саратов'] });
      expectProblem(await api.as(person).get('/api/admin/webhook-events'), 403, 'forbidden');
      expectProblem(
        await api.as(person).post('/api/admin/webhook-events/replay').send({ status: 'dead' }),
        403,
        'forbidden',
      );
    }
    expectProblem(await api.anonymous.get('/api/admin/webhook-events'), 401, 'not_signed_in');
  });

  test('knows only its statuses', async () => {
    expectProblem(
      await api.as(api.owner).get('/api/admin/webhook-events?status=lost'),
      422,
      'invalid_fields',
      {
        status: 'invalid_value',
      },
    );
  });
});

describe('one event', () => {
  test('another organisation finds nothing', async () => {
    const { id } = await deliverDead();
    const other = await api.build.organization();
    const stranger = await api.build.operator({ organizationId: other.id, role: 'owner' });

    expectProblem(await api.as(stranger).get(`/api/admin/webhook-events/${String(id)}`), 404, 'not_found');
    expectProblem(
      await api.as(stranger).post(`/api/admin/webhook-events/${String(id)}/replay`),
      404,
      'not_found',
    );
    expect(
      (await api.as(stranger).post('/api/admin/webhook-events/replay').send({ status: 'dead' })).body,
    ).toMatchObject({
      data: { replayed: 0 },
    });
    expect((await listed())[0]?.status).toBe('dead');
  });

  test('a dead one is put back into the queue, audited, once', async () => {
    const { id } = await deliverDead();
    const path = `/api/admin/webhook-events/${String(id)}/replay`;

    for (let time = 0; time < 2; time += 1) {
      const response = await api.as(api.owner).post(path);
      expect(response.body).toMatchObject({ success: true, data: { id, status: 'pending', attempts: 0 } });
    }
    expect(await auditOf(api, { objectType: 'webhook_event', objectId: id })).toEqual([
      expect.objectContaining({
        action: 'webhook_event.replay',
        actorOperatorId: api.owner.id,
        diffFields: { status: { before: 'dead', after: 'pending' } },
      }),
    ]);
    await telephony.work();
    expect((await listed())[0]?.status).toBe('dead');
  });

  test('one that was applied is applied again without a second effect', async () => {
    for (const event of DIRECT) await telephony.postSample(event);
    await telephony.work();
    const before = await api.database.prisma.call.findMany();
    const news = await api.database.prisma.liveEvent.count();
    for (const { id } of await listed())
      await api.as(api.owner).post(`/api/admin/webhook-events/${String(id)}/replay`);
    expect(await listed('?status=pending')).toHaveLength(DIRECT.length);
    await telephony.work();

    expect(await listed('?status=processed')).toHaveLength(DIRECT.length);
    expect(await api.database.prisma.call.findMany()).toEqual(before);
    expect(await api.database.prisma.liveEvent.count()).toBe(news);
  });

  test('a replay finds the employee who was not known the first time', async () => {
    for (const event of DIRECT) await telephony.postSample(event);
    await telephony.work();
    const operator = await api.build.operator({ extension: '101' });
    const [row] = await listed();
    await api.as(api.owner).post(`/api/admin/webhook-events/${String(row?.id)}/replay`);
    await telephony.work();

    expect(await api.database.prisma.call.findFirst()).toMatchObject({ operatorId: operator.id });
  });
});

test('all dead events are replayed at once', async () => {
  for (const text of ['no', 'json', 'here']) await telephony.postJson('events/call', text);
  await telephony.work();

  const response = await api.as(api.owner).post('/api/admin/webhook-events/replay').send({ status: 'dead' });

  expect(response.body).toEqual({ success: true, data: { replayed: 3 } });
  expect(await listed('?status=pending')).toHaveLength(3);
  expectProblem(
    await api.as(api.owner).post('/api/admin/webhook-events/replay').send({}),
    422,
    'invalid_fields',
    {
      status: 'required',
    },
  );
});

test('the figures of the inbox tell what waits and what was given up', async () => {
  await deliverDead();
  await telephony.postJson('events/foo', '{}');
  await api.database.sql.query({
    text: `UPDATE inbox_event SET next_attempt_at = now() - interval '90 s' WHERE status = 'pending'`,
  });

  expect(await telephony.metric('inbox_pending')).toBe(1);
  expect(await telephony.metric('inbox_dead')).toBe(1);
  expect(await telephony.metric('inbox_lag_seconds')).toBeGreaterThanOrEqual(90);
  expect(await telephony.metric('inbox_settled_total', { outcome: 'dead' })).toBeGreaterThanOrEqual(1);
  expect(await telephony.metric('inbox_stored_total', { place: 'database' })).toBeGreaterThanOrEqual(2);
});
