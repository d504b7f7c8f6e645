import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { buildOrder, orderBody } from '../../../test/factories/order.js';
import { orderTotals } from './order-totals.queries.js';
import { ORDER_STATUSES } from './order-values.js';

let api: TestApi;
let author: { id: number };
let technician: { id: number; name: string };
beforeAll(async () => {
  api = await startTestApi();
  author = await api.build.operator();
  technician = await api.build.master({ cities: ['Саратов', 'Энгельс'] });
});
afterAll(() => api.close());

const CITIES = ['Саратов', 'Энгельс'];
const RKS = ['RK001', 'Сайт'];

/** Every filter that day totals answer, alone and together, and a few they do not. */
function lists(): Readonly<Record<string, string | number>>[] {
  const dimensions = [
    {},
    ...CITIES.map((city) => ({ city })),
    ...RKS.map((rk) => ({ rk })),
    { city: 'Саратов', rk: 'Сайт' },
    { operatorId: author.id },
    { masterId: technician.id },
    { operatorId: author.id, city: 'Саратов' },
    { masterId: technician.id, operatorId: author.id },
    { typeEquipment: 'kp' },
  ];
  const spans = [
    {},
    { dateFrom: '2026-03-02' },
    { dateTo: '2026-03-02' },
    { dateFrom: '2026-03-02', dateTo: '2026-03-03' },
    { dateFrom: '2026-03-02T12:00:00Z' },
  ];
  return dimensions.flatMap((dimension) =>
    spans.flatMap((span) => [
      { ...dimension, ...span },
      { ...dimension, ...span, status: 'refused' },
      { ...dimension, ...span, isOpen: 'true' },
      { ...dimension, ...span, isOpen: 'false' },
    ]),
  );
}

async function totalOf(person: { id: number }, query: object): Promise<number> {
  const response = await api
    .as(person)
    .get('/api/orders')
    .query({ ...query, limit: 1 });
  return (response.body as { pagination: { total: number } }).pagination.total;
}

/** The same by counting rows; days are those of Moscow. */
async function countOf(
  query: Readonly<Record<string, string | number>>,
  cities: readonly string[] | null,
): Promise<number> {
  const day = (value: unknown, plus: number): Date =>
    String(value).includes('T')
      ? new Date(String(value))
      : new Date(Date.parse(`${String(value)}T00:00:00+03:00`) + plus * 86_400_000);
  const { dateFrom, dateTo, status, isOpen, operatorId, ...rest } = query;
  return api.database.prisma.order.count({
    where: {
      AND: [cities ? { city: { in: [...cities] } } : {}],
      deletedAt: null,
      ...(rest as { city?: string; rk?: string; masterId?: number }),
      ...(status !== undefined && { statusOrder: String(status) }),
      ...(isOpen !== undefined && { closingData: isOpen === 'true' ? null : { not: null } }),
      ...(operatorId !== undefined && { operatorNameId: Number(operatorId) }),
      createDate: {
        ...(dateFrom !== undefined && { gte: day(dateFrom, 0) }),
        ...(dateTo !== undefined && { lt: day(dateTo, 1) }),
      },
    },
  });
}

async function expectExact(): Promise<void> {
  const manager = await api.build.operator({ role: 'manager', cities: ['Саратов'] });
  for (const query of lists()) {
    expect([query, await totalOf(api.owner, query)]).toEqual([query, await countOf(query, null)]);
  }
  for (const query of [
    {},
    { rk: 'Сайт' },
    { city: 'Саратов' },
    { city: 'Энгельс' },
    { dateFrom: '2026-03-02' },
  ]) {
    expect(['scoped', query, await totalOf(manager, query)]).toEqual([
      'scoped',
      query,
      await countOf(query, ['Саратов']),
    ]);
  }
}

const fold = (rows: number) => api.database.prisma.$queryRawUnsafe('SELECT order_day_fold($1::int)', rows);

test('totals equal the rows at every moment: fresh, half folded, folded, and after every kind of write', async () => {
  // 21:30 in UTC is the next day in Moscow.
  const days = ['2026-03-01T10:00:00Z', '2026-03-01T21:30:00Z', '2026-03-03T08:00:00Z'];
  for (let index = 0; index < 24; index += 1) {
    await buildOrder(api, {
      city: CITIES[index % 2] ?? '',
      rk: RKS[Math.floor(index / 2) % 2] ?? '',
      statusOrder: ORDER_STATUSES[index % 8] ?? 'new',
      masterId: index % 3 === 0 ? technician.id : null,
      operatorNameId: index % 5 === 0 ? author.id : api.owner.id,
      createDate: new Date(days[index % 3] ?? ''),
    });
  }
  await expectExact();
  await fold(5);
  await expectExact();
  await fold(1000);
  await expectExact();

  const fresh = await api
    .as(author)
    .post('/api/orders')
    .send(orderBody(api, { masterId: technician.id, rk: 'Сайт' }));
  const { id } = (fresh.body as { data: { id: number } }).data;
  const send = (path: string, body: object) =>
    api
      .as(api.owner)
      .post(`/api/orders/${String(id)}${path}`)
      .send(body);
  await send('/status', { version: 1, status: 'refused', reason: 'x' });
  await expectExact();
  await send('/status', { version: 2, status: 'new' });
  await api
    .as(api.owner)
    .patch(`/api/orders/${String(id)}`)
    .send({ version: 3, city: 'Энгельс', rk: 'RK001' });
  await fold(1000);
  await expectExact();
  await api.as(api.owner).delete(`/api/orders/${String(id)}`);
  await expectExact();
  await fold(1000);
  await expectExact();
}, 120_000);

test('an organisation without orders has zeros', async () => {
  const { id: organizationId } = await api.build.organization();
  const totals = await orderTotals(api.database.sql, {
    organizationId,
    dimension: 'all',
    keys: [''],
    fromDay: null,
    toDay: null,
  });
  expect(totals).toEqual(Object.fromEntries(ORDER_STATUSES.map((status) => [status, 0])));
});

test('a text search stops counting at 1,000 and says so', async () => {
  const template = await buildOrder(api, { clientName: 'Бесчисленный', statusOrder: 'refused' });
  const { id: _, reason, ...row } = template;
  const copies = (count: number) => Array.from({ length: count }, () => ({ ...row, reason: reason ?? 'x' }));
  await api.database.prisma.order.createMany({ data: copies(999) });
  const get = () => api.as(api.owner).get('/api/orders').query({ search: 'бесчисленный' });
  expect((await get()).body).toMatchObject({ pagination: { total: 1000, totalExact: true } });
  await api.database.prisma.order.createMany({ data: copies(1) });
  expect((await get()).body).toMatchObject({ pagination: { total: 1000, totalExact: false, hasNext: true } });
});
