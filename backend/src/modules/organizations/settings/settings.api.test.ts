import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { buildCall, foldTotals } from '../../../../test/factories/call.js';
import { PATIENCE, type OverallAnswer } from '../../../../test/factories/call-figures.js';
import { buildOrder } from '../../../../test/factories/order.js';
import { startSecondApi, type SecondApi } from '../../../../test/second-api.js';
import { verifyRollups } from '../../stats/index.js';
import { isListed } from '../../../platform/http/address-list.js';
import type { SettingsView } from './settings.contract.js';

const PATH = '/api/admin/organization';
let api: TestApi;
let second: SecondApi;
beforeAll(async () => {
  api = await startTestApi();
  second = await startSecondApi(api);
});
afterAll(async () => {
  await second.close();
  await api.close();
});

const settings = async (): Promise<SettingsView> =>
  ((await api.as(api.owner).get(PATH)).body as { data: SettingsView }).data;
const change = async (body: object) => {
  const { version } = await settings();
  return api
    .as(api.owner)
    .patch(PATH)
    .send({ version, ...body });
};
const audits = (action: string) =>
  api.database.prisma.audit.findMany({ where: { action }, orderBy: { id: 'asc' } });

describe('settings', () => {
  test('are read and changed with a version, and each change is on record once', async () => {
    const before = await settings();
    expect(before).toMatchObject({ timezone: 'Europe/Moscow', secondFactorRoles: [], adminIpAllow: [] });
    const response = await change({
      name: 'Мастера на час',
      secondFactorRoles: ['manager', 'viewer', 'manager'],
    });
    expect(response.status).toBe(200);
    expect((response.body as { data: SettingsView }).data).toMatchObject({
      name: 'Мастера на час',
      secondFactorRoles: ['manager', 'viewer'],
      version: before.version + 1,
    });
    const [row, ...others] = await audits('organization.update');
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      organizationId: api.organization.id,
      actorOperatorId: api.owner.id,
      diffFields: { name: {}, secondFactorRoles: { before: [], after: ['manager', 'viewer'] } },
    });
    const stale = await api.as(api.owner).patch(PATH).send({ version: before.version, name: 'Другое' });
    expectProblem(stale, 412, 'stale_version');
    expect((stale.body as { current: SettingsView }).current).toMatchObject({ name: 'Мастера на час' });
  });

  test('of two changes of one version one is made', async () => {
    const { version } = await settings();
    const statuses = await Promise.all(
      ['Первое', 'Второе'].map(
        async (name) => (await api.as(api.owner).patch(PATH).send({ version, name })).status,
      ),
    );
    expect(statuses.sort()).toEqual([200, 412]);
  });

  test('need a recent proof', async () => {
    const client = api.as(api.owner);
    const { version } = await settings();
    await client.get(PATH);
    api.clock.set(new Date(Date.now() + 11 * 60_000));
    const response = await client.patch(PATH).send({ version, name: 'Поздно' });
    api.clock.set(new Date());
    expectProblem(response, 403, 'step_up_required');
  });
});

describe('a change of time zone', () => {
  const DAY = { startDate: '2026-03-02', endDate: '2026-03-02' };
  const overall = async (path: string, token: string): Promise<OverallAnswer> => {
    const response = await fetch(
      `${path}/api/stats/overall?startDate=${DAY.startDate}&endDate=${DAY.endDate}`,
      {
        headers: { Authorization: `Bearer ${token}` },
      },
    );
    return ((await response.json()) as { data: OverallAnswer }).data;
  };

  test('cuts every figure of every day anew, at once and in every process', async () => {
    // In Moscow the first two are of 2 March and the third of the 3rd; in Omsk only the first still is of the 2nd.
    for (const at of ['2026-03-02T09:00:00Z', '2026-03-02T20:00:00Z', '2026-03-02T22:00:00Z']) {
      await buildCall(api, { dateCreate: new Date(at) });
      await buildOrder(api, { createDate: new Date(at) });
    }
    await foldTotals(api);
    await buildCall(api, { dateCreate: new Date('2026-03-01T19:00:00Z') });
    const token = await api.tokenOf(api.owner);
    for (const url of [api.url, second.url]) {
      expect(await overall(url, token)).toMatchObject({ calls: { total: 2 }, orders: { total: 2 } });
    }
    expect((await change({ timezone: 'Asia/Omsk' })).status).toBe(200);

    for (const url of [api.url, second.url]) {
      await vi.waitFor(async () => {
        const { calls, orders, period } = await overall(url, token);
        expect({ calls: calls.total, orders: orders.total, zone: period.timezone }).toEqual({
          calls: 2,
          orders: 1,
          zone: 'Asia/Omsk',
        });
      }, PATIENCE);
    }
    expect(await verifyRollups(api.database.sql)).toEqual([]);
    await foldTotals(api);
    expect(await verifyRollups(api.database.sql)).toEqual([]);
  });

  test('loses no call that is written meanwhile and counts none twice', async () => {
    const writing = Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        buildCall(api, { dateCreate: new Date(Date.UTC(2026, 4, 1 + (index % 5), 18 + (index % 6))) }),
      ),
    );
    const zones = ['Asia/Vladivostok', 'Europe/Kaliningrad', 'Europe/Moscow'];
    for (const timezone of zones) expect((await change({ timezone })).status).toBe(200);
    await writing;
    expect(await verifyRollups(api.database.sql)).toEqual([]);
  });

  test('waits for who writes an order and then a call, instead of ending him', async () => {
    const other = await buildOrder(api);
    let changed: ReturnType<typeof change> | null = null;
    await api.database.inTransaction(async (db) => {
      await db.order.update({ where: { id: other.id }, data: { comment: 'a' } });
      changed = change({ timezone: 'Asia/Omsk' });
      await waitingForFigures(1);
      await db.call.updateMany({ where: { organizationId: api.organization.id }, data: { comment: 'b' } });
    });
    const response = await (changed as unknown as ReturnType<typeof change>);
    expect(response.status).toBe(200);
    expect(await verifyRollups(api.database.sql)).toEqual([]);
  });

  test('holds who writes in its own organisation, and nobody of another', async () => {
    const own = await buildCall(api);
    const { id: organizationId } = await api.database.prisma.organization.create({
      data: { name: 'Другая' },
    });
    const stranger = await buildCall(api, { organizationId, rk: null, city: null });
    const write = async (id: number): Promise<void> => {
      await api.database.prisma.call.update({ where: { id }, data: { comment: 'c' } });
    };
    const held: Promise<void>[] = [];
    await api.database.inTransaction(async (db) => {
      await db.$executeRaw`SELECT figures_hold(${api.organization.id}::int)::text`;
      held.push(write(own.id));
      await waitingForFigures(1);
      await write(stranger.id);
    });
    await Promise.all(held);
  });
});

/** Waits until so many transactions stand before the lock of an organisation’s figures. */
const waitingForFigures = (count: number): Promise<void> =>
  vi.waitFor(async () => {
    const waiting = await api.database.sql.query({
      text: `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = (hashtext('figures')::bigint & 4294967295) AND NOT granted`,
    });
    expect(waiting).toHaveLength(count);
  }, PATIENCE);

describe('the list of addresses', () => {
  test('is kept in one form and refuses what is no address', async () => {
    expectProblem(await change({ adminIpAllow: ['127.0.0.1', '10.0.0.300', 'дом'] }), 422, 'invalid_fields', {
      'adminIpAllow.1': 'invalid_value',
      'adminIpAllow.2': 'invalid_value',
    });
    const response = await change({ adminIpAllow: ['127.0.0.1/8', '::1', '127.3.2.1/8', '2001:DB8::5/32'] });
    expect((response.body as { data: SettingsView }).data.adminIpAllow).toEqual([
      '127.0.0.0/8',
      '::1',
      '2001:db8::/32',
    ]);
    await change({ adminIpAllow: [] });
  });

  test('does not shut out the address it is changed from unless that is meant', async () => {
    const { callerAddress } = await settings();
    expect(isListed(['127.0.0.0/8', '::1'], callerAddress)).toBe(true);
    expectProblem(await change({ adminIpAllow: ['203.0.113.7'] }), 409, 'would_lock_out');
    expect((await settings()).adminIpAllow).toEqual([]);
    expect((await change({ adminIpAllow: ['203.0.113.7'], force: true })).status).toBe(200);
    const refused = await api.as(api.owner).get(PATH);
    expectProblem(refused, 403, 'ip_not_allowed');
    await api.database.prisma.organization.update({
      where: { id: api.organization.id },
      data: { adminIpAllow: [] },
    });
  });

  test('holds for administration alone, behind a proxy by the address it tells, and every refusal is on record', async () => {
    await change({ adminIpAllow: ['203.0.113.0/24'], force: true });
    const from = (ip: string, path: string) => api.as(api.owner).get(path).set('X-Forwarded-For', ip);
    for (const path of [PATH, '/api/admin/webhook-events', '/api/admin/api-keys'])
      await vi.waitFor(async () => {
        expectProblem(await from('198.51.100.9', path), 403, 'ip_not_allowed');
      }, PATIENCE);
    for (const path of ['/api/calls', '/api/orders', '/api/operators', '/api/cities', '/api/auth/profile'])
      expect((await from('198.51.100.9', path)).status).toBe(200);
    expect((await from('203.0.113.200', PATH)).status).toBe(200);
    const refusals = await audits('access.refuse');
    expect(refusals.at(-1)).toMatchObject({
      organizationId: api.organization.id,
      actorOperatorId: api.owner.id,
      ip: '198.51.100.9',
      objectId: 'listApiKeys',
      outcome: 'failure',
      diffFields: { code: { after: 'ip_not_allowed' } },
    });
  });

  test('of another organisation says nothing to this one', async () => {
    const foreign = await api.build.organization();
    const owner = await api.build.operator({ organizationId: foreign.id, role: 'owner' });
    expect((await api.as(owner).get(PATH)).status).toBe(200);
  });
});
