import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import type { TestOperator } from '../../../test/factories/build.js';
import { sealRows } from './chain.queries.js';

let api: TestApi;
let admin: TestOperator;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.build.operator({ role: 'admin', name: 'Ирина Котова' });
});
afterAll(() => api.close());

interface Entry {
  readonly id: number;
  readonly action: string;
  readonly sealNo: number | null;
}

interface Draft {
  readonly action: string;
  readonly at?: string;
  readonly organizationId?: number;
  readonly operatorId?: number | null;
  readonly accountId?: number;
  readonly objectType?: string;
  readonly objectId?: string;
  readonly outcome?: string;
  readonly ip?: string;
  readonly requestId?: string;
  readonly diffFields?: object;
}

async function build({ operatorId, accountId, at, ...draft }: Draft): Promise<number> {
  const row = await api.database.prisma.audit.create({
    data: {
      organizationId: api.organization.id,
      objectType: 'order',
      actorOperatorId: operatorId ?? null,
      actorAccountId: accountId ?? null,
      ...(at !== undefined && { at }),
      ...draft,
    },
  });
  return Number(row.id);
}

const list = (query = '') => api.as(admin).get(`/api/admin/audit${query}`);
async function actionsOf(query: string): Promise<string[]> {
  const { status, body } = await list(query);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body as { data: Entry[] }).data.map(({ action }) => action);
}

describe('the log', () => {
  test('shows who did what to what, when and from where, with what changed; personal values never', async () => {
    const operator = await api.build.operator({ role: 'operator', name: 'Олег Попов' });
    await build({
      action: 'shown.once',
      operatorId: operator.id,
      objectId: '17',
      ip: '203.0.113.7',
      requestId: 'request-17',
      diffFields: { result: { before: null, after: 1500 }, clientName: {}, force: { after: true } },
    });
    const { body } = await list('?action=shown.once');
    expect(body.data).toMatchObject([
      {
        actor: { id: operator.id, name: 'Олег Попов', role: 'operator' },
        action: 'shown.once',
        objectType: 'order',
        objectId: '17',
        outcome: 'success',
        ip: '203.0.113.7',
        requestId: 'request-17',
        sealNo: null,
        changes: expect.arrayContaining([
          { field: 'result', before: null, after: 1500, isPersonal: false },
          { field: 'clientName', before: null, after: null, isPersonal: true },
          { field: 'force', before: null, after: true, isPersonal: false },
        ]) as unknown,
      },
    ]);
    expect(body.pagination).toMatchObject({ total: 1, totalExact: true, nextCursor: null });
  });

  test('names the person of a row that knows his account alone, and nobody where there is none', async () => {
    await build({ action: 'named.account', accountId: admin.userAccountId });
    await build({ action: 'named.nobody' });
    const { body } = await list('?action=named.');
    expect((body as { data: { actor: unknown }[] }).data.map(({ actor }) => actor)).toEqual([
      null,
      { id: admin.id, name: 'Ирина Котова', role: 'admin' },
    ]);
  });

  test('is of the own organisation alone', async () => {
    const { id: organizationId } = await api.build.organization();
    await build({ action: 'foreign.row', organizationId, requestId: 'foreign-request' });
    await build({ action: 'foreign.own' });
    expect(await actionsOf('?action=foreign.')).toEqual(['foreign.own']);
    expect(await actionsOf('?requestId=foreign-request')).toEqual([]);
  });

  test.each([
    ['?action=filter.one', ['filter.one']],
    ['?action=filter.one,filter.two', ['filter.two', 'filter.one']],
    ['?action=filter.&outcome=failure', ['filter.three']],
    ['?action=filter.&objectType=session', ['filter.three']],
    ['?action=filter.&objectType=order&objectId=77', ['filter.two']],
    ['?ip=198.51.100.9', ['filter.one']],
    ['?requestId=filter-request', ['filter.three']],
    ['?action=filter', []],
    // 20:59:59.999Z is the last millisecond of the Moscow day, 21:00Z the next day.
    ['?action=filter.&dateFrom=2026-01-10&dateTo=2026-01-10', ['filter.two', 'filter.one']],
    ['?action=filter.&dateFrom=2026-01-11', ['filter.three']],
    ['?action=filter.&dateFrom=2026-01-09T21:00:00Z&dateTo=2026-01-10T20:59:59.998Z', ['filter.one']],
  ])('%s finds %j', async (query, found) => {
    const known = await api.database.prisma.audit.count({ where: { action: { startsWith: 'filter.' } } });
    if (known === 0) {
      await build({ action: 'filter.one', at: '2026-01-09T21:00:00Z', ip: '198.51.100.9' });
      await build({ action: 'filter.two', at: '2026-01-10T20:59:59.999Z', objectId: '77' });
      await build({
        action: 'filter.three',
        at: '2026-01-10T21:00:00Z',
        outcome: 'failure',
        objectType: 'session',
        requestId: 'filter-request',
      });
    }
    expect(await actionsOf(query)).toEqual(found);
  });

  test('is filtered by person, sign-ins included', async () => {
    const person = await api.build.operator();
    await build({ action: 'person.one', operatorId: person.id });
    await build({ action: 'person.other', operatorId: admin.id });
    await build({ action: 'person.signed_in', accountId: person.userAccountId });
    const query = `?operatorId=${String(person.id)}`;
    expect(await actionsOf(query)).toEqual(['person.signed_in', 'person.one']);
  });

  test('is paged by cursor without a gap or a double, rows of one millisecond included', async () => {
    const at = '2026-02-01T10:00:00Z';
    const ids: number[] = [];
    for (let index = 0; index < 7; index += 1) ids.push(await build({ action: 'paged.row', at }));
    const seen: number[] = [];
    let cursor = '';
    do {
      const { body } = await list(`?action=paged.row&limit=3${cursor && `&cursor=${cursor}`}`);
      const { data, pagination } = body as {
        data: Entry[];
        pagination: { nextCursor: string | null; total: number };
      };
      seen.push(...data.map(({ id }) => id));
      expect(pagination.total).toBe(7);
      cursor = pagination.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen).toEqual(ids.reverse());
  });

  test('stops counting at a thousand and says so', async () => {
    await api.database.sql.query({
      text: `INSERT INTO audit (organization_id, action, object_type) SELECT $1, 'counted.row', 'order' FROM generate_series(1, 1001)`,
      values: [api.organization.id],
    });
    const { body } = await list('?action=counted.row&limit=1');
    expect(body.pagination).toMatchObject({ total: 1000, totalExact: false });
  });

  test.each(['?cursor=abc', '?cursor=WzEsMiwzXQ', '?action=%25', '?action=a..b', '?ip=localhost', '?page=2'])(
    '%s is refused',
    async (query) => {
      expectProblem(await list(query), 422, 'invalid_fields');
    },
  );
});

describe('the export', () => {
  const download = (query: string) => api.as(admin).get(`/api/admin/audit/export${query}`).buffer(true);

  test('has all rows of the filter, more than one batch, as text that no spreadsheet runs', async () => {
    const operator = await api.build.operator({ name: '=HYPERLINK("http://evil.test")' });
    await api.database.sql.query({
      text: `INSERT INTO audit (organization_id, action, object_type, object_id, actor_operator_id)
        SELECT $1, 'exported.row', 'order', n::text, $2 FROM generate_series(1, 2100) n`,
      values: [api.organization.id, operator.id],
    });
    const { status, text, headers } = await download('?action=exported.');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain('attachment');
    const lines = text.split('\r\n');
    expect(lines).toHaveLength(2102);
    expect(lines[0]).toMatch(/^\uFEFFat,actorId,actorName/);
    expect(lines[1]).toContain(`,"'=HYPERLINK(""http://evil.test"")",operator,`);
    expect(new Set(lines.slice(1, -1).map((line) => line.split(',')[7])).size).toBe(2100);
  });

  test('is itself on record, with what was asked for', async () => {
    await download('?action=recorded.&dateFrom=2026-01-10');
    const [row] = await api.database.prisma.audit.findMany({
      where: { action: 'audit.export' },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(row).toMatchObject({
      actorOperatorId: admin.id,
      diffFields: { action: { after: 'recorded.' }, dateFrom: { after: '2026-01-10' } },
    });
  });

  test('asks for a recent proof', async () => {
    expect((await download('?action=none.')).status).toBe(200);
    api.clock.set(new Date(Date.now() + 11 * 60_000));
    const before = await api.database.prisma.audit.count({ where: { action: 'audit.export' } });
    expectProblem(await api.as(admin).get('/api/admin/audit/export'), 403, 'step_up_required');
    api.clock.set(new Date());
    expect(await api.database.prisma.audit.count({ where: { action: 'audit.export' } })).toBe(before);
  });
});

describe('the chain', () => {
  interface State {
    readonly sealedUpTo: number;
    readonly unsealed: number;
    readonly lastVerification: object;
  }
  const state = async (): Promise<State> =>
    dataOf(await api.as(admin).get('/api/admin/audit/verification')) as State;
  const verify = async (): Promise<object> =>
    dataOf(await api.as(admin).post('/api/admin/audit/verification'));
  const dataOf = ({ body }: { body: unknown }): object => (body as { data: object }).data;

  test('tells how far it is sealed, and is verified on demand, which is on record', async () => {
    while ((await sealRows(api.database.sql, 5000)) > 0);
    const { sealedUpTo, unsealed } = await state();
    expect(sealedUpTo).toBe(await api.database.prisma.audit.count());
    expect(unsealed).toBe(0);
    const found = await verify();
    expect(found).toMatchObject({ firstSealNo: 1, lastSealNo: sealedUpTo, isWhole: true, fault: null });
    expect(await state()).toMatchObject({ unsealed: 1, lastVerification: found });
    const [row] = await api.database.prisma.audit.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(row).toMatchObject({ action: 'audit.verify', outcome: 'success', actorOperatorId: admin.id });
  });

  test('that is broken names the first row that is wrong', async () => {
    await api.database.inSqlTransaction(async (sql) => {
      await sql.query({ text: 'SET LOCAL session_replication_role = replica' });
      await sql.query({ text: `UPDATE audit SET ip = '192.0.2.1' WHERE seal_no = 5` });
    });
    expect(await verify()).toMatchObject({ fault: { kind: 'altered', sealNo: 5 } });
    expect((await state()).lastVerification).toMatchObject({ fault: { kind: 'altered', sealNo: 5 } });
  });
});

test.each(['manager', 'operator', 'viewer', 'master'] as const)('is closed to a %s', async (role) => {
  const person = await api.build.operator({ role, cities: ['Саратов'] });
  for (const path of ['', '/export', '/verification'])
    expectProblem(await api.as(person).get(`/api/admin/audit${path}`), 403, 'forbidden');
  expectProblem(await api.as(person).post('/api/admin/audit/verification'), 403, 'forbidden');
});
