import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { PATIENCE } from '../../../test/factories/call-figures.js';
import { buildCall, type CallOverrides } from '../../../test/factories/call.js';
import { buildOrder, freshPhone } from '../../../test/factories/order.js';
import { recomputeDebts } from './index.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.database.prisma.call.deleteMany();
  await api.database.prisma.debt.deleteMany();
});

const at = (time: string): Date => new Date(`2026-03-10T${time}:00Z`);
const settle = (...phones: string[]) => recomputeDebts(api.database.sql, api.organization.id, phones);
const debtOf = (phoneClient: string) =>
  api.database.prisma.debt.findUnique({
    where: { organizationId_phoneClient: { organizationId: api.organization.id, phoneClient } },
  });

/** The calls of one client, settled. */
async function client(...calls: CallOverrides[]): Promise<string> {
  const phoneClient = freshPhone();
  for (const call of calls) await buildCall(api, { phoneClient, ...call });
  await settle(phoneClient);
  return phoneClient;
}
const missed = (time: string, more: CallOverrides = {}): CallOverrides => ({
  status: 'missed',
  dateCreate: at(time),
  ...more,
});

describe('a client is owed a call', () => {
  test('when we missed him and nobody has talked with him since', async () => {
    const phone = await client(
      { dateCreate: at('09:00') },
      missed('10:00'),
      missed('11:00', { city: 'Омск', missedReason: 'ivr' }),
      missed('12:00', { city: null, rk: null }),
    );
    const last = await api.database.prisma.call.findFirstOrThrow({
      where: { phoneClient: phone, dateCreate: at('12:00') },
    });
    expect(await debtOf(phone)).toMatchObject({
      firstMissedAt: at('10:00'),
      lastMissedAt: at('12:00'),
      tries: 3,
      lastCallId: last.id,
      cities: ['Омск', 'Саратов'],
    });
  });

  test.each([
    ['an answered inbound call', { direction: 'inbound', status: 'answered' }],
    ['an answered outbound call', { direction: 'outbound', status: 'answered' }],
    ['a conversation going on', { direction: 'outbound', status: 'in_progress' }],
  ] as const)('until %s', async (_, talk) => {
    const phone = await client(missed('10:00'), missed('10:30'));
    expect(await debtOf(phone)).toMatchObject({ tries: 2 });
    await buildCall(api, { phoneClient: phone, dateCreate: at('11:00'), ...talk });
    await settle(phone);
    expect(await debtOf(phone)).toBeNull();
  });

  test.each([
    ['an outbound call he did not answer', { direction: 'outbound', status: 'no_answer' }],
    ['a busy line', { direction: 'outbound', status: 'busy' }],
    ['a call that rings', { direction: 'inbound', status: 'new' }],
  ] as const)('still after %s', async (_, call) => {
    const phone = await client(missed('10:00'), { ...call, dateCreate: at('11:00') });
    expect(await debtOf(phone)).toMatchObject({ tries: 1 });
  });

  test('not for a second call that came while he was on the line', async () => {
    const phone = await client({ dateCreate: at('10:00'), endedAt: at('10:20') }, missed('10:10'));
    expect(await debtOf(phone)).toBeNull();
    await buildCall(api, { phoneClient: phone, ...missed('10:21') });
    await settle(phone);
    expect(await debtOf(phone)).toMatchObject({ tries: 1, firstMissedAt: at('10:21') });
  });

  test('again when he misses us after the talk, from the new call on', async () => {
    const phone = await client(missed('09:00'), { dateCreate: at('10:00') }, missed('11:00'));
    expect(await debtOf(phone)).toMatchObject({ tries: 1, firstMissedAt: at('11:00') });
  });

  test('no longer when a late summary turns the missed call into an answered one', async () => {
    const phone = await client(missed('10:00'));
    await api.database.prisma.call.updateMany({
      where: { phoneClient: phone },
      data: { status: 'answered', missedReason: null },
    });
    await settle(phone);
    expect(await debtOf(phone)).toBeNull();
  });

  test('whatever the order of settling, twice or many at once', async () => {
    const phones = [
      await client(missed('10:00')),
      await client(missed('11:00')),
      await client({ dateCreate: at('09:00') }),
    ];
    const before = await api.database.prisma.debt.findMany({ orderBy: { phoneClient: 'asc' } });
    await Promise.all([settle(...phones), settle(...[...phones].reverse()), settle(...phones, ...phones)]);
    expect(await api.database.prisma.debt.findMany({ orderBy: { phoneClient: 'asc' } })).toEqual(before);
    expect(before).toHaveLength(2);
  });

  test('as both see it, when a talk and a missed call before it are written at once', async () => {
    const phone = await client(missed('10:00'));
    const { inSqlTransaction, sql } = api.database;
    const { id: organizationId } = api.organization;
    const add = async (
      own: typeof sql,
      call: { status: string; reason: string | null; at: Date },
    ): Promise<void> => {
      await own.query({
        text: `INSERT INTO call (organization_id, entry_id, phone_client, date_create, status, missed_reason, direction)
               VALUES ($1, gen_random_uuid()::text, $2, $3, $4, $5, 'inbound')`,
        values: [organizationId, phone, call.at, call.status, call.reason],
      });
      await recomputeDebts(own, organizationId, [phone]);
    };
    let commit = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (commit = resolve));
    const talk = inSqlTransaction(async (own) => {
      await add(own, { status: 'answered', reason: null, at: at('11:00') });
      await isAsked;
    });
    const isWaiting = async (): Promise<boolean> =>
      (await sql.query({ text: 'SELECT 1 FROM pg_locks WHERE NOT granted' })).length > 0;
    // The talk has been settled, but nobody else sees it yet.
    await vi.waitFor(async () => {
      const held = await sql.query({
        text: `SELECT 1 FROM pg_locks WHERE relation = 'debt'::regclass AND mode = 'RowExclusiveLock'`,
      });
      expect(held.length).toBeGreaterThan(0);
    }, PATIENCE);
    const second = inSqlTransaction((own) =>
      add(own, { status: 'missed', reason: 'queue', at: at('10:30') }),
    );
    await vi.waitFor(async () => {
      expect(await isWaiting()).toBe(true);
    }, PATIENCE);
    commit();
    await Promise.all([talk, second]);
    expect(await debtOf(phone)).toBeNull();
  });
});

describe('the list of debts', () => {
  const list = (person: { id: number }, query: object = {}) =>
    api.as(person).get('/api/calls/missed').query(query);

  test('has one row for each client, the longest waiting first, with the name and the latest call', async () => {
    const late = await client(missed('11:00'));
    const early = await client(missed('09:00'), missed('12:00', { rk: 'Сайт' }));
    await buildOrder(api, { phone: early, clientName: 'Тамара Ильинична' });
    const response = await list(api.owner);
    expect(response.body).toMatchObject({
      data: [
        {
          phoneClient: early,
          clientName: 'Тамара Ильинична',
          tries: 2,
          firstMissedAt: at('09:00').toISOString(),
          lastMissedAt: at('12:00').toISOString(),
          call: { phoneClient: early, dateCreate: at('12:00').toISOString(), rk: 'Сайт', status: 'missed' },
        },
        { phoneClient: late, clientName: null, tries: 1 },
      ],
      pagination: { total: 2 },
    });
  });

  test('is the same by cursor and by number', async () => {
    const phones: string[] = [];
    for (const time of ['09:00', '09:00', '09:00', '10:00', '11:00']) phones.push(await client(missed(time)));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const response = await list(api.owner, { limit: 2, ...(cursor !== null && { cursor }) });
      const { data, pagination } = response.body as {
        data: { phoneClient: string }[];
        pagination: { nextCursor: string | null };
      };
      seen.push(...data.map(({ phoneClient }) => phoneClient));
      cursor = pagination.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(phones);
    const second = await list(api.owner, { limit: 2, page: 2 });
    expect(
      (second.body as { data: { phoneClient: string }[] }).data.map(({ phoneClient }) => phoneClient),
    ).toEqual(phones.slice(2, 4));
  });

  test('shows a person those of his cities and of none, by a call that he may see', async () => {
    const both = await client(missed('09:00'), missed('10:00', { city: 'Омск' }));
    const none = await client(missed('11:00', { city: null, rk: null }));
    await client(missed('12:00', { city: 'Пенза' }));
    const manager = await api.build.operator({ role: 'manager', cities: ['Саратов'] });
    const response = await list(manager);
    expect(response.body).toMatchObject({
      data: [
        { phoneClient: both, call: { city: 'Саратов', dateCreate: at('09:00').toISOString() } },
        { phoneClient: none, call: { city: null } },
      ],
      pagination: { total: 2 },
    });
    expect((await list(api.owner, { city: 'Пенза' })).body).toMatchObject({ pagination: { total: 1 } });
    expect((await list(manager, { city: 'Пенза' })).body).toMatchObject({
      data: [],
      pagination: { total: 0 },
    });
  });

  test('masks numbers for viewers, in the cursor too', async () => {
    const phones = [await client(missed('09:00')), await client(missed('10:00'))];
    const viewer = await api.build.operator({ role: 'viewer' });
    const response = await list(viewer, { limit: 1 });
    const { nextCursor } = (response.body as { pagination: { nextCursor: string } }).pagination;
    const seen = JSON.stringify(response.body) + Buffer.from(nextCursor, 'base64url').toString();
    for (const phone of phones) expect(seen).not.toContain(phone.slice(1));
    expect(response.body.data[0].phoneClient).toMatch(/^\+7\*{6}\d{4}$/);
  });

  test('follows a city that is renamed', async () => {
    const { id, name } = await api.build.city({ name: 'Ершов' });
    const manager = await api.build.operator({ role: 'manager', cities: [name] });
    const phone = await client(missed('09:00', { city: name }));
    await api.database.prisma.city.update({ where: { id }, data: { name: 'Новый Ершов' } });
    expect((await list(manager)).body).toMatchObject({
      data: [{ phoneClient: phone, call: { city: 'Новый Ершов' } }],
    });
  });

  test('of another organisation stays theirs', async () => {
    const stranger = await api.build.organization();
    const phoneClient = freshPhone();
    await buildCall(api, { organizationId: stranger.id, phoneClient, ...missed('09:00') });
    await settle(phoneClient);
    expect(await debtOf(phoneClient)).toBeNull();
    await recomputeDebts(api.database.sql, stranger.id, [phoneClient]);
    expect((await list(api.owner)).body).toMatchObject({ data: [], pagination: { total: 0 } });
  });

  test.each([
    ['cursor', 'abc', 'invalid_value'],
    ['cursor', Buffer.from('["dateCreate desc",1,1]').toString('base64url'), 'invalid_value'],
    ['limit', '0', 'out_of_range'],
    ['city', '', 'required'],
    ['status', 'missed', 'unknown_field'],
  ])('refuses %s=%s by name', async (field, value, code) => {
    expectProblem(await list(api.owner, { [field]: value }), 422, 'invalid_fields', { [field]: code });
  });
});
