import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import {
  createAdder,
  draftOf,
  REFERENCE_LISTS,
  rowOf,
  rowsOf,
  type ReferenceList,
  type ReferenceRow,
} from '../../../test/factories/reference.js';
import { auditOf } from '../../../test/traces.js';

let api: TestApi;
let admin: Client;
const add = createAdder(() => admin);

beforeAll(async () => {
  api = await startTestApi();
  admin = api.as(await api.build.operator({ role: 'admin' }));
});
afterAll(() => api.close());

const NOUN: Record<ReferenceList, string> = {
  cities: 'city',
  campaigns: 'campaign',
  phones: 'phone',
  masters: 'master',
  dispositions: 'disposition',
};
describe.each(REFERENCE_LISTS)('%s', (list) => {
  test('a row is made, read, changed and removed, and every write is audited without delay in the list', async () => {
    const response = await admin.post(`/api/${list}`).send(draftOf[list]());
    expect(response.status).toBe(201);
    const made = rowOf(response);
    expect(response.headers['location']).toBe(`/api/${list}/${String(made.id)}`);
    expect(made.version).toBe(1);
    expect(rowOf(await admin.get(`/api/${list}/${String(made.id)}`))).toEqual(made);

    const { id: _, ...change } = { ...draftOf[list](), id: 0 };
    const changed = await admin.patch(`/api/${list}/${String(made.id)}`).send({ ...change, version: 1 });
    expect(rowOf(changed)).toMatchObject({ ...change, id: made.id, version: 2 });
    expect(rowOf(await admin.get(`/api/${list}/${String(made.id)}`))).toEqual(rowOf(changed));

    expect((await admin.delete(`/api/${list}/${String(made.id)}`)).status).toBe(204);
    expectProblem(await admin.get(`/api/${list}/${String(made.id)}`), 404, 'not_found');

    const noun = NOUN[list];
    const rows = await auditOf(api, { objectType: noun, objectId: made.id });
    expect(rows.map(({ action }) => action)).toEqual([`${noun}.create`, `${noun}.update`, `${noun}.delete`]);
    expect(
      rows.every(
        ({ organizationId, actorOperatorId }) => organizationId === api.organization.id && actorOperatorId,
      ),
    ).toBe(true);
    expect(Object.keys(rows[1]?.diffFields as object)).toEqual(
      expect.arrayContaining([Object.keys(change)[0]]),
    );
  });

  test('everybody signed in reads, nobody below admin writes', async () => {
    const { id, version } = await add(list);
    for (const role of ['manager', 'operator', 'viewer', 'master'] as const) {
      const client = api.as(await api.build.operator({ role, cities: ['Саратов'] }));
      expect((await client.get(`/api/${list}`)).status).toBe(200);
      expect((await client.get(`/api/${list}/${String(id)}`)).status).toBe(200);
      expectProblem(await client.post(`/api/${list}`).send(draftOf[list]()), 403, 'forbidden');
      expectProblem(await client.patch(`/api/${list}/${String(id)}`).send({ version }), 403, 'forbidden');
      expectProblem(await client.delete(`/api/${list}/${String(id)}`), 403, 'forbidden');
    }
    expectProblem(await api.anonymous.get(`/api/${list}`), 401, 'not_signed_in');
  });

  test('another organisation reaches nothing', async () => {
    const { id, version } = await add(list);
    const stranger = await api.build.organization();
    const owner = api.as(await api.build.operator({ organizationId: stranger.id, role: 'owner' }));
    expectProblem(await owner.get(`/api/${list}/${String(id)}`), 404, 'not_found');
    expectProblem(await owner.patch(`/api/${list}/${String(id)}`).send({ version }), 404, 'not_found');
    expectProblem(await owner.delete(`/api/${list}/${String(id)}`), 404, 'not_found');
    expect(rowsOf(await owner.get(`/api/${list}?limit=100`)).map((row) => row.id)).not.toContain(id);
  });

  test('a stale change gets the row as it stands', async () => {
    const { id } = await add(list);
    const change = draftOf[list]();
    await admin.patch(`/api/${list}/${String(id)}`).send({ ...change, version: 1 });
    const late = await admin.patch(`/api/${list}/${String(id)}`).send({ ...draftOf[list](), version: 1 });
    expectProblem(late, 412, 'stale_version');
    expect((late.body as { current: ReferenceRow }).current).toMatchObject({ ...change, version: 2 });
  });

  test('of two changes at once one is stale', async () => {
    const { id } = await add(list);
    const answers = await Promise.all(
      [1, 2, 3].map(() => admin.patch(`/api/${list}/${String(id)}`).send({ ...draftOf[list](), version: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test('unknown fields, a missing version, wrong ids and repeated parameters are named', async () => {
    const { id } = await add(list);
    const unknown = await admin.post(`/api/${list}`).send({ ...draftOf[list](), organizationId: 1, id: 7 });
    expectProblem(unknown, 422, 'invalid_fields', { organizationId: 'unknown_field', id: 'unknown_field' });
    expectProblem(await admin.patch(`/api/${list}/${String(id)}`).send({}), 422, 'invalid_fields', {
      version: 'required',
    });
    expectProblem(await admin.get(`/api/${list}/abc`), 422, 'invalid_fields', { id: 'invalid_type' });
    expectProblem(await admin.get(`/api/${list}?page=1&page=2`), 422, 'invalid_fields', {
      page: 'invalid_type',
    });
    expectProblem(await admin.get(`/api/${list}?limit=101`), 422, 'invalid_fields', {
      limit: 'out_of_range',
    });
    expectProblem(await admin.get(`/api/${list}?sort=name`), 422, 'invalid_fields', {
      sort: 'unknown_field',
    });
    expectProblem(await admin.put(`/api/${list}`).send({}), 405, 'method_not_allowed');
  });

  test('pages follow one another without gap or double', async () => {
    await Promise.all([add(list), add(list), add(list)]);
    const whole = rowsOf(await admin.get(`/api/${list}?limit=100`));
    const first = await admin.get(`/api/${list}?limit=2&page=1`);
    const second = await admin.get(`/api/${list}?limit=2&page=2`);
    expect([...rowsOf(first), ...rowsOf(second)]).toEqual(whole.slice(0, 4));
    expect((first.body as { pagination: unknown }).pagination).toMatchObject({
      page: 1,
      limit: 2,
      total: whole.length,
      totalPages: Math.ceil(whole.length / 2),
      hasNext: true,
      hasPrev: false,
    });
    const last = Math.ceil(whole.length / 2);
    const end = await admin.get(`/api/${list}?limit=2&page=${String(last)}`);
    expect((end.body as { pagination: unknown }).pagination).toMatchObject({ hasNext: false, hasPrev: true });
    expect(rowsOf(await admin.get(`/api/${list}?limit=2&page=${String(last + 1)}`))).toEqual([]);
  });
});

test.each([
  ['cities', 'name'],
  ['campaigns', 'rk'],
  ['phones', 'number'],
  ['dispositions', 'code'],
] as const)('of equal %s at once one is made, the others are told that %s is taken', async (list, key) => {
  const body = draftOf[list]();
  const answers = await Promise.all([1, 2, 3].map(() => admin.post(`/api/${list}`).send(body)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  for (const answer of answers.filter(({ status }) => status === 409)) {
    expectProblem(answer, 409, 'already_exists', { [key]: 'invalid_value' });
  }
  const other = await add(list);
  const taken = await admin
    .patch(`/api/${list}/${String(other.id)}`)
    .send({ [key]: (body as Record<string, unknown>)[key], version: 1 });
  expectProblem(taken, 409, 'already_exists', { [key]: 'invalid_value' });
});
