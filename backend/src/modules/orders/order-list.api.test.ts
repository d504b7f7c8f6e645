import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { buildOrder } from '../../../test/factories/order.js';
import { naiveList, type NaiveOrder, type NaiveQuery } from '../../../test/factories/order-list-model.js';
import { instantAt } from '../../platform/time.js';
import { ORDER_STATUSES, type OrderStatus } from './order-values.js';

type Person = Awaited<ReturnType<TestApi['build']['operator']>>;

let api: TestApi;
let orders: NaiveOrder[];
let people: { readonly person: Person; readonly cities: readonly string[] | null }[];
let operatorIds: number[];
let masterIds: number[];

const CITIES = ['Саратов', 'Омск', 'Пенза'];
const ZONES: Readonly<Record<string, string>> = {
  Саратов: 'Europe/Saratov',
  Омск: 'Asia/Omsk',
  Пенза: 'Europe/Moscow',
};
const RKS = ['RK001', 'Авито', 'Сайт'];
const DAYS = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'];
const NAMES = ['Иванов Иван', 'Петрова Анна', 'ИВАНОВА Яна'];
const STREETS = ['ул. Ленина, 5', 'пр. Кирова, 100%', 'ул. Мира_2'];
const ENDS = ['1234', '5678', '91234'];
const ORDERS = 90;

/** Repeatable choices, so that a failure shows the same rows again. */
const pick = <T>(items: readonly T[], seed: number): T => items[seed % items.length] as T;

beforeAll(async () => {
  api = await startTestApi();
  const writers = await Promise.all([0, 1].map(() => api.build.operator()));
  const technician = await api.build.operator({ role: 'master', cities: ['Омск'] });
  const other = await api.build.master({ cities: CITIES });
  operatorIds = [api.owner.id, ...writers.map(({ id }) => id)];
  masterIds = [technician.masterId ?? 0, other.id];
  for (let index = 0; index < ORDERS; index += 1) await buildNth(index);
  const rows = await api.database.prisma.order.findMany({ where: { deletedAt: null } });
  orders = rows.map((row) => ({ ...row, cityZone: ZONES[row.city] ?? '' }));
  people = [
    { person: api.owner, cities: null },
    {
      person: await api.build.operator({ role: 'manager', cities: ['Саратов', 'Омск'] }),
      cities: ['Саратов', 'Омск'],
    },
    { person: await api.build.operator({ role: 'viewer', cities: ['Пенза'] }), cities: ['Пенза'] },
    { person: technician, cities: ['Омск'] },
  ];
});
afterAll(() => api.close());

/** Orders differ in everything the list filters and sorts by; every seventh instant is that of another order. */
async function buildNth(index: number): Promise<void> {
  const city = pick(CITIES, index);
  const statusOrder = pick(ORDER_STATUSES, Math.floor(index / 2));
  const at = new Date(
    Date.parse('2026-02-27T20:30:00Z') + (index % 7) * 5_400_000 + (index % 3) * 86_400_000,
  );
  const isFinal = ['completed', 'refused', 'not_an_order'].includes(statusOrder);
  const dateMeeting = instantAt(pick(DAYS, index), { hour: 10 + (index % 5), minute: 0 }, ZONES[city] ?? '');
  const order = await buildOrder(api, {
    city,
    statusOrder,
    rk: pick(RKS, Math.floor(index / 4)),
    typeOrder: pick(['first_time', 'repeat'], index),
    typeEquipment: pick(['kp', 'bt', 'mnch'], Math.floor(index / 3)),
    avitoName: pick([null, 'Shop'], index),
    clientName: pick(NAMES, Math.floor(index / 2)),
    address: pick(STREETS, index),
    phone: `+7999${String(index).padStart(3, '0')}${pick(ENDS, index).slice(-4)}`,
    operatorNameId: pick(operatorIds, index),
    masterId: index % 4 === 0 && statusOrder === 'new' ? null : pick(masterIds, index),
    createDate: at,
    closingData: isFinal ? new Date(at.getTime() + 3_600_000) : null,
    dateMeeting,
  });
  if (index % 11 === 0)
    await api.database.prisma.order.update({
      where: { id: order.id },
      data: { deletedAt: at, slotPlace: null },
    });
}

interface Listed {
  readonly data: { readonly id: number }[];
  readonly pagination: {
    readonly total: number;
    readonly totalPages: number;
    readonly hasNext: boolean;
    readonly nextCursor: string | null;
  };
}

async function fetchPage(person: Person, query: object): Promise<Listed> {
  const response = await api.as(person).get('/api/orders').query(query);
  expect(response.status, JSON.stringify(response.body)).toBe(200);
  return response.body as Listed;
}

const ids = ({ data }: Listed): number[] => data.map(({ id }) => id);

/** Everything a list shows when it is read by its cursors. */
async function readByCursor(person: Person, query: NaiveQuery): Promise<number[]> {
  const found: number[] = [];
  let cursor: string | null = null;
  do {
    const page: Listed = await fetchPage(person, { ...query, ...(cursor !== null && { cursor }) });
    found.push(...ids(page));
    cursor = page.pagination.nextCursor;
  } while (cursor !== null);
  return found;
}

/** Mostly absent, so that most lists have rows. */
const optionally = <T>(values: readonly T[]) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
const queries = fc.record({
  who: fc.nat({ max: 3 }),
  status: optionally(ORDER_STATUSES),
  isOpen: optionally([true, false]),
  isLate: optionally([true, false]),
  withoutMaster: optionally([true, false]),
  city: optionally([...CITIES, 'Москва']),
  rk: optionally(RKS),
  operatorIndex: optionally([0, 1, 2]),
  masterIndex: optionally([0, 1]),
  typeOrder: optionally(['first_time', 'repeat', 'warranty']),
  typeEquipment: optionally(['kp', 'bt', 'mnch']),
  avitoName: optionally(['Shop']),
  dateType: fc.constantFrom('create', 'meeting', 'close'),
  range: fc.option(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { nil: undefined }),
  search: optionally([
    '1234',
    '91234',
    '1',
    'иванов',
    'ленина иван',
    '100%',
    'мира_',
    'zzz',
    '+7 999 002 12-34',
  ]),
  sortBy: fc.constantFrom('priority', 'createDate', 'dateMeeting', 'closingData'),
  sortOrder: fc.constantFrom('asc', 'desc'),
  limit: fc.constantFrom(3, 7, 20),
  page: fc.integer({ min: 1, max: 6 }),
});

describe('the list of orders', () => {
  test('is what a naive reading of all rows gives, whatever is asked for, by page and by cursor', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async ({ who, operatorIndex, masterIndex, range, page, ...rest }) => {
        const { person, cities } = people[who] ?? { person: api.owner, cities: null };
        const [from, to] = (range ?? []).map((index) => DAYS[index]).sort();
        const query = defined({
          ...rest,
          operatorId: operatorIndex === undefined ? undefined : operatorIds[operatorIndex],
          masterId: masterIndex === undefined ? undefined : masterIds[masterIndex],
          dateFrom: from,
          dateTo: to,
        });
        const expected = naiveList(orders, query, {
          role: person.role,
          masterId: person.masterId,
          cities,
          now: api.clock.now(),
          zones: ZONES,
        });
        const nth = await fetchPage(person, { ...query, page });
        expect(ids(nth)).toEqual(expected.slice((page - 1) * query.limit, page * query.limit));
        expect(nth.pagination).toMatchObject({
          total: expected.length,
          totalPages: Math.ceil(expected.length / query.limit),
        });
        expect(await readByCursor(person, query)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  test('pages over the border between open and closed orders without loss or repetition', async () => {
    const query = { sortBy: 'priority', sortOrder: 'desc', dateType: 'create', limit: 7 } as const;
    const expected = naiveList(orders, query, {
      role: 'owner',
      masterId: null,
      cities: null,
      now: api.clock.now(),
      zones: ZONES,
    });
    const pages: number[] = [];
    for (let page = 1; page <= Math.ceil(expected.length / 7); page += 1)
      pages.push(...ids(await fetchPage(api.owner, { ...query, page })));
    expect(pages).toEqual(expected);
  });

  test('goes on after its cursor when orders come and go meanwhile', async () => {
    const query = { sortBy: 'createDate', sortOrder: 'desc', limit: 5 };
    const first = await fetchPage(api.owner, query);
    const expected = ids(await fetchPage(api.owner, { ...query, page: 2 }));
    const added = await buildOrder(api, { createDate: new Date('2026-04-01T00:00:00Z') });
    const second = await fetchPage(api.owner, { ...query, cursor: first.pagination.nextCursor });
    await api.database.prisma.order.delete({ where: { id: added.id } });
    expect(ids(second)).toEqual(expected);
  });

  test('cuts days of meetings in the time of the one city it is of, else in that of the organisation', async () => {
    const { name: city } = await api.build.city({ timezone: 'Pacific/Kiritimati' });
    const dateMeeting = instantAt('2026-05-05', { hour: 10, minute: 0 }, 'Pacific/Kiritimati');
    const { id } = await buildOrder(api, { city, dateMeeting });
    const local = await api.build.operator({ role: 'manager', cities: [city] });
    const meetings = async (person: Person, day: string, more = {}) =>
      ids(await fetchPage(person, { dateType: 'meeting', dateFrom: day, dateTo: day, ...more }));

    expect(await meetings(api.owner, '2026-05-05', { city })).toEqual([id]);
    expect(await meetings(local, '2026-05-05')).toEqual([id]);
    expect(await meetings(api.owner, '2026-05-05')).toEqual([]);
    expect(await meetings(api.owner, '2026-05-04')).toEqual([id]);
    await api.database.prisma.order.delete({ where: { id } });
  });

  test('tells open orders, late ones and those without a master, with exact totals in the reach of each', async () => {
    const { name: city } = await api.build.city();
    const { id: masterId } = await api.build.master({ cities: [city, 'Омск'] });
    const now = api.clock.now().getTime();
    const [past, future] = [new Date(now - 60_000), new Date(now + 60_000)];
    const build = async (statusOrder: OrderStatus, order: object) =>
      (await buildOrder(api, { city, statusOrder, dateMeeting: future, masterId: null, ...order })).id;
    const waiting = await build('new', {});
    const late = await build('new', { dateMeeting: past });
    const onTheWay = await build('on_the_way', { dateMeeting: new Date(now - 120_000), masterId });
    const begun = await build('in_progress', { dateMeeting: past, masterId });
    const refused = await build('refused', { dateMeeting: past, closingData: past });
    await build('new', { city: 'Омск', dateMeeting: past });
    const local = await api.build.operator({ role: 'manager', cities: [city] });
    const expectList = async (query: object, expected: number[]) => {
      const found = await fetchPage(local, query);
      expect(ids(found), JSON.stringify(query)).toEqual(expected);
      expect(found.pagination.total, JSON.stringify(query)).toBe(expected.length);
    };

    await expectList({ isOpen: true }, [late, waiting, onTheWay, begun]);
    await expectList({ isOpen: false }, [refused]);
    await expectList({ isOpen: true, status: 'refused' }, []);
    await expectList({ isLate: true }, [late, onTheWay]);
    await expectList({ isLate: false }, [waiting, begun, refused]);
    await expectList({ isOpen: true, withoutMaster: true }, [late, waiting]);
    await expectList({ withoutMaster: false }, [onTheWay, begun]);
    await expectList({ isLate: true, sortBy: 'dateMeeting', sortOrder: 'asc' }, [onTheWay, late]);
    await api.database.prisma.order.deleteMany({
      where: { id: { in: [waiting, late, onTheWay, begun, refused] } },
    });
    await api.database.prisma.order.deleteMany({ where: { city: 'Омск', dateMeeting: past } });
  });

  test('refuses the cursor of another order', async () => {
    const { pagination } = await fetchPage(api.owner, { sortBy: 'createDate', limit: 5 });
    const response = await api
      .as(api.owner)
      .get('/api/orders')
      .query({ sortBy: 'createDate', sortOrder: 'asc', cursor: pagination.nextCursor });
    expect(response.status).toBe(422);
  });

  test('does not let a viewer try longer ends of a masked number', async () => {
    const viewer = await api.build.operator({ role: 'viewer' });
    const total = async (person: Person, search: string) =>
      (await fetchPage(person, { search })).pagination.total;
    expect(await total(api.owner, '0021234')).toBeGreaterThan(0);
    expect(await total(viewer, '1234')).toBe(await total(api.owner, '1234'));
    expect(await total(viewer, '0021234')).toBe(0);
  });

  test('shows nothing of another organisation', async () => {
    const { id: organizationId } = await api.build.organization();
    const stranger = await api.build.operator({ organizationId, role: 'owner' });
    expect(await fetchPage(stranger, {})).toMatchObject({
      data: [],
      pagination: { total: 0, hasNext: false },
    });
    expect(await fetchPage(stranger, { search: '1234' })).toMatchObject({
      data: [],
      pagination: { total: 0 },
    });
  });
});

/** Without what is undefined. */
const defined = <T extends object>(query: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as never;
