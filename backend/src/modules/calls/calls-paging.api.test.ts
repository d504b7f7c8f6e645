import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { callData, foldTotals } from '../../../test/factories/call.js';
import type { TestOperator } from '../../../test/factories/build.js';

/** The lists and totals of the API against a model that reads an array, over a mixed lot of calls. */
let api: TestApi;
let people: TestOperator[];
let scoped: TestOperator;

const CITIES = ['Саратов', 'Омск', 'Пенза', null];
const CAMPAIGNS = ['RK001', 'Сайт', null];
const OUTCOMES = [
  ['inbound', 'answered'],
  ['inbound', 'answered'],
  ['inbound', 'missed'],
  ['inbound', 'new'],
  ['outbound', 'answered'],
  ['outbound', 'busy'],
  ['outbound', 'no_answer'],
  ['internal', 'answered'],
] as const;
const FIRST = Date.parse('2026-03-01T18:00:00Z');
const HOUR = 3_600_000;
const CALLS = 260;

// Fixed pseudo-random numbers: the same lot at each run.
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

beforeAll(async () => {
  api = await startTestApi();
  scoped = await api.build.operator({ role: 'manager', cities: ['Саратов', 'Энгельс'] });
  people = [scoped, await api.build.operator(), await api.build.operator()];
  const random = createRandom(7);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  const rows = Array.from({ length: CALLS }, () => {
    const [direction, status] = pick(OUTCOMES);
    const isInternal = direction === 'internal';
    return callData(api, {
      direction,
      status,
      city: isInternal ? null : pick(CITIES),
      rk: isInternal ? null : pick(CAMPAIGNS),
      avitoName: pick(['Олег', null]),
      disposition: pick(['spam', 'order', null]),
      phoneClient: `+7927000${String(1000 + random(40))}`,
      phoneAts: pick(['+74950000101', '+74950001002']),
      operatorId: status === 'missed' || status === 'new' ? null : pick(people).id,
      // Few instants and seconds for many calls, so that the order is decided by the id.
      dateCreate: new Date(FIRST + random(60) * HOUR),
      talkSeconds: status === 'new' ? null : random(5) * 10,
      waitSeconds: direction === 'inbound' && status !== 'new' ? random(4) : null,
    });
  });
  await api.database.prisma.call.createMany({ data: rows });
}, 120_000);
afterAll(() => api.close());

type Row = Awaited<ReturnType<typeof allCalls>>[number];
const allCalls = () => api.database.prisma.call.findMany({ where: { organizationId: api.organization.id } });

interface Query {
  readonly city?: string;
  readonly rk?: string;
  readonly operatorId?: number;
  readonly status?: string;
  readonly direction?: string;
  readonly avitoName?: string;
  readonly disposition?: string;
  readonly search?: string;
  readonly dateFrom?: string;
  readonly dateTo?: string;
  readonly sortBy: 'dateCreate' | 'talkSeconds' | 'waitSeconds';
  readonly sortOrder: 'asc' | 'desc';
  readonly limit: number;
}

const moscowDay = (at: Date): string => new Date(at.getTime() + 3 * HOUR).toISOString().slice(0, 10);

function fits(call: Row, query: Query): boolean {
  const equal = (
    ['city', 'rk', 'operatorId', 'status', 'direction', 'avitoName', 'disposition'] as const
  ).every((name) => query[name] === undefined || call[name] === query[name]);
  const ends = (phone: string | null): boolean => phone?.endsWith(query.search ?? '') ?? false;
  return (
    equal &&
    (query.direction !== undefined || call.direction !== 'internal') &&
    (query.search === undefined || ends(call.phoneClient) || ends(call.phoneAts)) &&
    (query.dateFrom === undefined || isFrom(call.dateCreate, query.dateFrom)) &&
    (query.dateTo === undefined || isTo(call.dateCreate, query.dateTo))
  );
}
const isFrom = (at: Date, from: string): boolean =>
  from.length === 10 ? moscowDay(at) >= from : at.getTime() >= Date.parse(from);
const isTo = (at: Date, to: string): boolean =>
  to.length === 10 ? moscowDay(at) <= to : at.getTime() <= Date.parse(to);

const reaches = (person: TestOperator, call: Row): boolean =>
  person.id !== scoped.id || call.city === null || call.city === 'Саратов' || call.operatorId === scoped.id;

/** Ids in order: by the value, then the id; without a value last, ascending first. */
function expected(calls: readonly Row[], person: TestOperator, query: Query): number[] {
  const sign = query.sortOrder === 'asc' ? 1 : -1;
  const value = (call: Row): number => Number(call[query.sortBy] ?? -1);
  return calls
    .filter((call) => reaches(person, call) && fits(call, query))
    .sort((a, b) => sign * (value(a) - value(b) || a.id - b.id))
    .map(({ id }) => id);
}

async function page(person: TestOperator, query: Query, place: object) {
  const response = await api
    .as(person)
    .get('/api/calls')
    .query({ ...query, ...place });
  expect(response.status, JSON.stringify(response.body)).toBe(200);
  const { data, pagination } = response.body as {
    data: { id: number }[];
    pagination: { total: number; nextCursor: string | null; hasNext: boolean };
  };
  return { ids: data.map(({ id }) => id), ...pagination };
}

async function allPages(person: TestOperator, query: Query) {
  const ids: number[] = [];
  const totals = new Set<number>();
  let cursor: string | null = null;
  do {
    const found = await page(person, query, cursor === null ? {} : { cursor });
    ids.push(...found.ids);
    totals.add(found.total);
    expect(found.hasNext).toBe(found.nextCursor !== null);
    cursor = found.nextCursor;
  } while (cursor !== null);
  return { ids, totals: [...totals] };
}

const often = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
const EARLIEST = ['2026-03-01', '2026-03-02', '2026-03-01T20:00:00Z', '2026-03-02T03:00:00+03:00'];
const LATEST = ['2026-03-03', '2026-03-04', '2026-03-03T20:59:59.999Z', '2026-03-03T15:00:00+03:00'];

const queries = () =>
  fc.record({
    person: fc.constantFrom(api.owner, scoped),
    query: fc
      .record({
        city: often(fc.constantFrom('Саратов', 'Омск', 'Пенза')),
        rk: often(fc.constantFrom('RK001', 'Сайт')),
        operatorId: often(fc.constantFrom(...people.map(({ id }) => id))),
        status: often(fc.constantFrom('answered', 'missed', 'busy', 'new')),
        direction: often(fc.constantFrom('inbound', 'outbound', 'internal')),
        avitoName: seldom(fc.constant('Олег')),
        disposition: seldom(fc.constant('spam')),
        search: seldom(fc.constantFrom('1002', '0001002', '9999')),
        dateFrom: often(fc.constantFrom(...EARLIEST)),
        dateTo: often(fc.constantFrom(...LATEST)),
        sortBy: fc.constantFrom('dateCreate' as const, 'talkSeconds' as const, 'waitSeconds' as const),
        sortOrder: fc.constantFrom('asc' as const, 'desc' as const),
        limit: fc.constantFrom(7, 40, 100),
      })
      .map(
        (query) =>
          Object.fromEntries(
            Object.entries(query).filter(([, value]) => value !== undefined),
          ) as unknown as Query,
      ),
  });

/** Every query by cursor and one of its pages by number, against the model. */
const holdsAgainstModel = (numRuns: number, seed: number) =>
  fc.assert(
    fc.asyncProperty(queries(), async ({ person, query }) => {
      const wanted = expected(await allCalls(), person, query);
      const found = await allPages(person, query);
      expect(found.ids).toEqual(wanted);
      expect(found.totals).toEqual([wanted.length]);
      const second = await page(person, query, { page: 2 });
      expect(second.ids).toEqual(wanted.slice(query.limit, query.limit * 2));
      expect(second.total).toBe(wanted.length);
    }),
    { numRuns, seed },
  );

describe('lists and totals agree with the calls', () => {
  test('before anything is folded', () => holdsAgainstModel(40, 1), 120_000);

  test('after folding', async () => {
    await foldTotals(api);
    await holdsAgainstModel(40, 2);
  }, 120_000);

  test('after late corrections of status, operator, city and instant, pending and folded', async () => {
    const { prisma } = api.database;
    const calls = await allCalls();
    const random = createRandom(11);
    for (const { id, direction } of calls.filter((_, index) => index % 5 === 0)) {
      const data = [
        direction === 'inbound'
          ? { status: 'answered', missedReason: null, operatorId: people[1]?.id ?? null }
          : { status: 'answered' },
        { city: 'Омск', rk: 'Сайт' },
        { dateCreate: new Date(FIRST + random(60) * HOUR) },
        { operatorId: scoped.id },
      ][random(4)];
      await prisma.call.update({ where: { id }, data: data ?? {} });
    }
    await prisma.call.deleteMany({ where: { id: { in: calls.slice(0, 10).map(({ id }) => id) } } });
    await holdsAgainstModel(20, 3);
    await foldTotals(api);
    await holdsAgainstModel(20, 4);
  }, 120_000);

  test('after a change of the organisation’s zone', async () => {
    const { prisma, sql } = api.database;
    const { id } = api.organization;
    await prisma.organization.update({ where: { id }, data: { timezone: 'Asia/Omsk' } });
    await sql.query({ text: 'SELECT call_day_rebuild($1)', values: [id] });
    const omskDay = (at: Date): string => new Date(at.getTime() + 6 * HOUR).toISOString().slice(0, 10);
    const calls = (await allCalls()).filter(({ direction }) => direction !== 'internal');
    for (const date of DAYS) {
      const query = {
        sortBy: 'dateCreate',
        sortOrder: 'desc',
        limit: 1,
        dateFrom: date,
        dateTo: date,
      } as const;
      const wanted = calls.filter(({ dateCreate }) => omskDay(dateCreate) === date).length;
      expect(await page(api.owner, query, {}), date).toMatchObject({ total: wanted });
    }
    await foldTotals(api);
    const whole = await page(
      api.owner,
      { sortBy: 'dateCreate', sortOrder: 'desc', limit: 1, dateFrom: '2026-03-02', dateTo: '2026-03-03' },
      {},
    );
    expect(whole.total).toBe(
      calls.filter(({ dateCreate }) => ['2026-03-02', '2026-03-03'].includes(omskDay(dateCreate))).length,
    );
  });
});

test('a page is of one moment: calls that arrive while pages are turned do not move its rows', async () => {
  const query: Query = { sortBy: 'dateCreate', sortOrder: 'desc', limit: 10 };
  const first = await page(api.owner, query, {});
  const wanted = await page(api.owner, query, { page: 2 });
  await api.database.prisma.call.create({ data: callData(api) });
  const next = await page(api.owner, query, { cursor: first.nextCursor });
  expect(next.ids).toEqual(wanted.ids);
});
