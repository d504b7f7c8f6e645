import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { createFigures, withoutInstant } from '../../../test/factories/call-figures.js';
import { buildCall, foldTotals } from '../../../test/factories/call.js';
import { buildOrder } from '../../../test/factories/order.js';

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

describe('one person', () => {
  test('has what he answered first and what rang at him', async () => {
    const [me, other] = [await api.build.operator(), await api.build.operator()];
    const dateCreate = at('10T09:00:00');
    await buildCall(api, { dateCreate, operatorId: me.id, finalOperatorId: other.id });
    await buildCall(api, { dateCreate, operatorId: other.id, finalOperatorId: me.id, city: 'Омск' });
    await buildCall(api, {
      dateCreate: at('11T09:00:00'),
      status: 'missed',
      missedBy: [me.id, other.id],
      city: 'Омск',
    });
    await buildCall(api, { dateCreate, status: 'missed', missedReason: 'queue' });
    await buildCall(api, { dateCreate, status: 'in_progress', operatorId: me.id });
    await buildCall(api, { dateCreate, direction: 'outbound', operatorId: me.id, status: 'no_answer' });
    await buildOrder(api, { createDate: dateCreate, operatorNameId: me.id });
    await buildOrder(api, { createDate: dateCreate, operatorNameId: other.id });
    const mine = await figures.my(me);
    expect(mine).toMatchObject({
      operator: { id: me.id, name: me.name },
      calls: {
        total: 2,
        accepted: 1,
        missed: 1,
        acceptanceRate: 50,
        missedByReason: { ringing: 1 },
        outbound: { total: 1, answered: 0 },
      },
      orders: { total: 1, byStatus: { new: 1 } },
    });
    expect(mine.dailyStats.slice(9, 11)).toEqual([
      { date: '2026-03-10', calls: 1, accepted: 1, missed: 0, orders: 1 },
      { date: '2026-03-11', calls: 1, accepted: 0, missed: 1, orders: 0 },
    ]);
    const seen = withoutInstant(await figures.of(api.owner, me.id));
    expect(mine).toMatchObject(seen);
    // One's own figures are whole, whatever the cities.
    const limited = await api.build.operator({ cities: ['Саратов'] });
    await buildCall(api, { dateCreate, operatorId: limited.id, city: 'Омск' });
    expect((await figures.my(limited)).calls.total).toBe(1);
  });

  test('who is a master has the orders given to him', async () => {
    const master = await api.build.operator({ role: 'master', cities: ['Саратов', 'Омск'] });
    const createDate = at('10T09:00:00');
    const given = { createDate, masterId: master.masterId };
    await buildOrder(api, {
      ...given,
      statusOrder: 'completed',
      result: 500,
      expenditure: 0,
      clean: 500,
      masterChange: 300,
    });
    await buildOrder(api, { ...given, statusOrder: 'assigned', city: 'Омск' });
    await buildOrder(api, { createDate, statusOrder: 'assigned' });
    const mine = await figures.my(master);
    expect(mine.orders).toMatchObject({
      total: 2,
      byStatus: { completed: 1, assigned: 1 },
      clean: 500,
      masterChange: 300,
    });
    expect(mine.calls.total).toBe(0);
    expect(mine.dailyStats[9]).toMatchObject({ orders: 2 });
    const manager = await api.build.operator({ role: 'manager', cities: ['Омск'] });
    expect((await figures.of(manager, master.id)).orders).toMatchObject({
      total: 1,
      byStatus: { assigned: 1 },
    });
    await foldTotals(api);
    expect((await figures.of(manager, master.id)).orders).toMatchObject({ total: 1 });
    expect((await figures.my(master)).orders.total).toBe(2);
  });

  test('of another organisation is not there', async () => {
    const stranger = await api.build.organization();
    const theirs = await api.build.operator({ organizationId: stranger.id });
    const path = `/api/stats/operator/${String(theirs.id)}`;
    expectProblem(await api.as(api.owner).get(path), 404, 'not_found');
  });
});
