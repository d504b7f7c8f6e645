import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import type { TestOperator } from '../../../test/factories/build.js';
import { createFigures, withoutInstant } from '../../../test/factories/call-figures.js';
import { buildCall, callData, foldTotals } from '../../../test/factories/call.js';
import { buildOrder } from '../../../test/factories/order.js';
import { verifyRollups } from './index.js';

const MARCH = { startDate: '2026-03-01', endDate: '2026-03-31' };
let api: TestApi;
let figures: ReturnType<typeof createFigures>;
beforeAll(async () => {
  api = await startTestApi();
  figures = createFigures(api, MARCH);
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.database.prisma.call.deleteMany();
  await api.database.prisma.order.deleteMany();
});

const at = (text: string): Date => new Date(`2026-03-${text}Z`);

describe('figures are the same', () => {
  const moments = ['09T20:59:59.999', '09T21:00:00', '10T20:59:59.999', '10T21:00:00'];
  const both = async (person: TestOperator) => {
    const overall = withoutInstant(await figures.overall(api.owner));
    const my = withoutInstant(await figures.my(person));
    return { overall, my };
  };

  test('before and after folding, and equal the lists day by day', async () => {
    const me = await api.build.operator();
    for (const moment of moments) {
      await buildCall(api, { dateCreate: at(moment), operatorId: me.id });
      await buildCall(api, { dateCreate: at(moment), status: 'missed', missedBy: [me.id] });
      await buildOrder(api, { createDate: at(moment), operatorNameId: me.id });
    }
    const pending = await both(me);
    expect(pending.overall.dailyStats.slice(8, 11)).toEqual([
      { date: '2026-03-09', calls: 2, accepted: 1, missed: 1, orders: 1 },
      { date: '2026-03-10', calls: 4, accepted: 2, missed: 2, orders: 2 },
      { date: '2026-03-11', calls: 2, accepted: 1, missed: 1, orders: 1 },
    ]);
    expect(pending.my.dailyStats).toEqual(pending.overall.dailyStats);
    expect(await verifyRollups(api.database.sql)).toEqual([]);
    await foldTotals(api);
    expect(await both(me)).toEqual(pending);
    expect(await verifyRollups(api.database.sql)).toEqual([]);
    for (const { date, calls, accepted, missed } of pending.overall.dailyStats.slice(8, 11)) {
      const total = async (query: object): Promise<number> => {
        const ofDay = { dateFrom: date, dateTo: date, direction: 'inbound', ...query };
        const response = await api.as(api.owner).get('/api/calls').query(ofDay);
        return (response.body as { pagination: { total: number } }).pagination.total;
      };
      expect([
        await total({}),
        await total({ status: 'answered' }),
        await total({ status: 'missed' }),
      ]).toEqual([calls, accepted, missed]);
    }
  });

  test('as the facts after a late correction of status, operator and city of a call of 40 days ago', async () => {
    const [me, other] = [await api.build.operator(), await api.build.operator()];
    const old = await buildCall(api, {
      dateCreate: at('01T09:00:00'),
      status: 'missed',
      missedReason: 'ringing',
      missedBy: [me.id],
    });
    for (const day of ['05', '20', '31'])
      await buildCall(api, { dateCreate: at(`${day}T09:00:00`), operatorId: me.id });
    await foldTotals(api);
    const change = {
      status: 'answered',
      missedReason: null,
      missedBy: [],
      operatorId: other.id,
      city: 'Омск',
      talkSeconds: 77,
    };
    await api.database.prisma.call.update({ where: { id: old.id }, data: change });
    const expectations = async (): Promise<void> => {
      const stats = await figures.overall(api.owner);
      expect(stats.calls).toMatchObject({ total: 4, accepted: 4, missed: 0, talkSeconds: 257 });
      expect(stats.dailyStats[0]).toMatchObject({ calls: 1, accepted: 1, missed: 0 });
      expect(stats.cityStats[1]).toMatchObject({ city: 'Омск', calls: { total: 1 } });
      expect((await figures.my(me)).calls).toMatchObject({ total: 3, missed: 0 });
      expect((await figures.my(other)).calls).toMatchObject({ total: 1, accepted: 1 });
      expect(
        (await figures.overall(api.owner, { startDate: '2026-03-02', endDate: '2026-03-31' })).calls.total,
      ).toBe(3);
      expect(await verifyRollups(api.database.sql)).toEqual([]);
    };
    await expectations();
    await foldTotals(api);
    await expectations();
  });

  test('after folding in small batches and in any order of days', async () => {
    const days = [20, 3, 28, 11, 3, 1, 31, 11, 15, 2];
    await api.database.prisma.call.createMany({
      data: days.map((day) => callData(api, { dateCreate: at(`${String(day).padStart(2, '0')}T09:00:00`) })),
    });
    for (const day of [9, 8, 1])
      await buildCall(api, { dateCreate: at(`0${String(day)}T09:00:00`), city: 'Омск' });
    const pending = withoutInstant(await figures.overall(api.owner));
    for (let taken = 1; taken > 0;) {
      const [row] = await api.database.sql.query<{ taken: number }>({
        text: 'SELECT call_day_fold(2) AS taken',
      });
      taken = row?.taken ?? 0;
      const now = withoutInstant(await figures.overall(api.owner));
      expect(now).toEqual(pending);
    }
    expect(await verifyRollups(api.database.sql)).toEqual([]);
  });

  test('in a new zone once the totals are counted anew', async () => {
    const { prisma, sql } = api.database;
    const { id } = api.organization;
    for (const moment of moments) await buildCall(api, { dateCreate: at(moment) });
    await foldTotals(api);
    await prisma.organization.update({ where: { id }, data: { timezone: 'Asia/Omsk' } });
    expect((await verifyRollups(sql)).length).toBeGreaterThan(0);
    await sql.query({ text: 'SELECT call_day_rebuild($1), order_day_rebuild($1)', values: [id] });
    expect(await verifyRollups(sql)).toEqual([]);
    await foldTotals(api);
    expect(await verifyRollups(sql)).toEqual([]);
    const stats = await figures.overall(api.owner);
    expect(stats.period.timezone).toBe('Asia/Omsk');
    expect(stats.dailyStats.slice(8, 11).map(({ calls }) => calls)).toEqual([0, 2, 2]);
    await prisma.organization.update({ where: { id }, data: { timezone: 'Europe/Moscow' } });
    await sql.query({ text: 'SELECT call_day_rebuild($1), order_day_rebuild($1)', values: [id] });
  });
});

test('the checker finds a total that was tampered with', async () => {
  await buildCall(api, { dateCreate: at('10T09:00:00') });
  await foldTotals(api);
  await api.database.sql.query({
    text: `UPDATE call_day SET inbound_answered = inbound_answered + 2 WHERE dim = 'city' AND key = 'Саратов' AND day = '2026-03-10'`,
  });
  expect(await verifyRollups(api.database.sql)).toContainEqual({
    table: 'call',
    organizationId: api.organization.id,
    dim: 'city',
    key: 'Саратов',
    day: '2026-03-10',
    columns: { inbound_answered: -2 },
  });
  await api.database.sql.query({ text: 'SELECT call_day_rebuild($1)', values: [api.organization.id] });
});
