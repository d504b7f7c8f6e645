import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import { GOOD_PASSWORD, operatorDraft, operatorOf } from '../../../test/factories/operators.js';
import { auditOf } from '../../../test/traces.js';

let api: TestApi;
let admin: Client;

beforeAll(async () => {
  api = await startTestApi();
  admin = api.as(await api.build.operator({ role: 'admin' }));
});
afterAll(() => api.close());

const employ = (body: object = {}, client = admin) => client.post('/api/operators').send(operatorDraft(body));
const countPeople = () => api.database.prisma.userAccount.count();
const masterRow = (id: number | null) =>
  api.database.prisma.master.findUniqueOrThrow({ where: { id: id ?? 0 }, include: { cities: true } });

describe('employing a person', () => {
  test('gives a row with a place to find it, an audit row without personal values, and a way in', async () => {
    const draft = operatorDraft({
      extension: '501',
      sipAddress: 'SIP:Op501@PBX.example:5060',
      email: 'op501@example.com',
    });
    const response = await admin.post('/api/operators').send(draft);
    expect(response.status).toBe(201);
    const made = operatorOf(response);
    const { password, ...shown } = draft;
    expect(made).toMatchObject({
      ...shown,
      sipAddress: 'sip:op501@pbx.example',
      cities: [],
      statusWork: 'offline',
      masterId: null,
      version: 1,
    });
    expect(JSON.stringify(response.body)).not.toContain(password);
    expect(response.headers['location']).toBe(`/api/operators/${String(made.id)}`);
    expect(operatorOf(await admin.get(`/api/operators/${String(made.id)}`))).toEqual(made);

    const [row] = await auditOf(api, { objectType: 'operator', objectId: made.id });
    expect(row).toMatchObject({
      action: 'operator.create',
      diffFields: { role: { before: null, after: 'operator' }, password: {}, login: {} },
    });
    expect(JSON.stringify(row)).not.toContain(password);

    const signIn = await request(api.url)
      .post('/api/auth/login')
      .send({ login: draft.login, password: GOOD_PASSWORD });
    expect(signIn.status).toBe(200);
  });

  test.each(['owner', 'admin', 'manager', 'operator', 'viewer', 'master'])(
    'an owner employs the role %s',
    async (role) => {
      const response = await employ({ role, cities: ['Саратов'] }, api.as(api.owner));
      expect(operatorOf(response)).toMatchObject({ role, cities: ['Саратов'] });
    },
  );

  test('an admin makes no owner', async () => {
    expectProblem(await employ({ role: 'owner' }), 403, 'forbidden');
  });

  test.each(['manager', 'operator', 'viewer', 'master'] as const)(
    'the role %s employs nobody',
    async (role) => {
      const client = api.as(await api.build.operator({ role, cities: ['Саратов'] }));
      expectProblem(await employ({}, client), 403, 'forbidden');
    },
  );

  test.each(['manager', 'master'])(
    'a %s has at least one city: the home city unless said otherwise, never none',
    async (role) => {
      expect(operatorOf(await employ({ role }))).toMatchObject({ cities: ['Саратов'] });
      expectProblem(await employ({ role, cities: [] }), 422, 'invalid_fields', { cities: 'required' });
    },
  );

  test('a master gets a master row of his name and cities', async () => {
    const made = operatorOf(
      await employ({ role: 'master', name: 'Пётр Мастер', cities: ['Омск', 'Пенза', 'Омск'] }),
    );
    expect(await masterRow(made.masterId)).toMatchObject({
      operatorId: made.id,
      name: 'Пётр Мастер',
      statusWork: 'working',
    });
    expect((await masterRow(made.masterId)).cities).toHaveLength(2);
    expect((await admin.get(`/api/masters/${String(made.masterId)}`)).status).toBe(200);
  });

  test('or signs in as the master named, if nobody else does and he is of this organisation', async () => {
    const master = await api.build.master({ cities: ['Саратов'] });
    expect(operatorOf(await employ({ role: 'master', masterId: master.id }))).toMatchObject({
      masterId: master.id,
    });
    expectProblem(await employ({ role: 'master', masterId: master.id }), 409, 'already_exists', {
      masterId: 'invalid_value',
    });
    expectProblem(await employ({ role: 'operator', masterId: master.id }), 422, 'invalid_fields', {
      masterId: 'invalid_value',
    });
    const stranger = await api.build.organization();
    const foreign = await api.build.master({ organizationId: stranger.id });
    expectProblem(await employ({ role: 'master', masterId: foreign.id }), 422, 'invalid_fields', {
      masterId: 'invalid_value',
    });
  });
});

describe('what is somebody else’s', () => {
  test.each([
    ['login', 'ivan.petrov', 'Ivan.PETROV'],
    ['email', 'ivan@example.com', 'IVAN@example.com'],
    ['extension', '777', '777'],
    ['sipAddress', 'sip:ivan@pbx.example', 'Ivan@PBX.example'],
  ])('%s is told by its field, new or changed', async (field, value, again) => {
    expect((await employ({ [field]: value })).status).toBe(201);
    const before = await countPeople();
    expectProblem(await employ({ [field]: again }), 409, 'already_exists', { [field]: 'invalid_value' });
    expect(await countPeople()).toBe(before);

    const other = operatorOf(await employ());
    const change = await admin
      .patch(`/api/operators/${String(other.id)}`)
      .send({ [field]: again, version: 1 });
    expectProblem(change, 409, 'already_exists', { [field]: 'invalid_value' });
  });

  test('of several at once with one login one person is made', async () => {
    const login = `same-${randomUUID().slice(0, 8)}`;
    const before = await countPeople();
    const answers = await Promise.all(
      [login, login.toUpperCase(), login].map((name) => employ({ login: name })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expectProblem(answer, 409, 'already_exists', { login: 'invalid_value' });
    }
    expect(await countPeople()).toBe(before + 1);
  });

  test('extensions of different organisations do not meet', async () => {
    const stranger = await api.build.organization();
    await api.build.operator({ organizationId: stranger.id, extension: '888' });
    expect((await employ({ extension: '888' })).status).toBe(201);
  });
});

describe('bad input', () => {
  test.each<[field: string, value: unknown, code: string]>([
    ['name', 1, 'invalid_type'],
    ['name', null, 'invalid_type'],
    ['name', 'я', 'too_short'],
    ['name', 'я'.repeat(201), 'too_long'],
    ['name', 'a\u0007b', 'invalid_value'],
    ['login', 'ab', 'too_short'],
    ['login', 'a'.repeat(51), 'too_long'],
    ['login', 'иван', 'invalid_value'],
    ['login', 'a b c', 'invalid_value'],
    ['login', ['ivan'], 'invalid_type'],
    ['password', null, 'invalid_type'],
    ['password', 'short', 'too_short'],
    ['password', 'x'.repeat(257), 'too_long'],
    ['password', 123456789012345, 'invalid_type'],
    ['city', null, 'invalid_type'],
    ['city', 'Атлантида', 'invalid_value'],
    ['city', ['Саратов'], 'invalid_type'],
    ['cities', 'Саратов', 'invalid_type'],
    ['cities', null, 'invalid_type'],
    ['role', 'root', 'invalid_value'],
    ['role', null, 'invalid_type'],
    ['status', 'fired', 'invalid_value'],
    ['status', 1, 'invalid_type'],
    ['extension', 101, 'invalid_type'],
    ['extension', 'a b', 'invalid_value'],
    ['extension', '1'.repeat(33), 'too_long'],
    ['sipAddress', 'nobody', 'invalid_value'],
    ['sipAddress', {}, 'invalid_type'],
    ['email', 'no-at-sign', 'invalid_value'],
    ['email', 5, 'invalid_type'],
    ['masterId', '7', 'invalid_type'],
    ['masterId', 0, 'out_of_range'],
    ['statusWork', 'online', 'unknown_field'],
    ['organizationId', 1, 'unknown_field'],
  ])('%s does not take %j (%s), new or changed', async (field, value, code) => {
    const before = await countPeople();
    expectProblem(await employ({ [field]: value }), 422, 'invalid_fields', { [field]: code });
    expect(await countPeople()).toBe(before);
    const row = await api.build.operator();
    const change = await admin.patch(`/api/operators/${String(row.id)}`).send({ [field]: value, version: 1 });
    expectProblem(change, 422, 'invalid_fields', { [field]: code });
    expect(operatorOf(await admin.get(`/api/operators/${String(row.id)}`)).version).toBe(1);
  });

  test('each wrong city of a list is named', async () => {
    const stranger = await api.build.city({ organizationId: (await api.build.organization()).id });
    const cities = ['Саратов', stranger.name, 'Атлантида'];
    const wrong = { 'cities.1': 'invalid_value', 'cities.2': 'invalid_value' };
    expectProblem(await employ({ cities }), 422, 'invalid_fields', wrong);
    const row = await api.build.operator();
    expectProblem(
      await admin.patch(`/api/operators/${String(row.id)}`).send({ cities, version: 1 }),
      422,
      'invalid_fields',
      wrong,
    );
  });

  test('what must be there is named', async () => {
    const fields = ['name', 'login', 'password', 'city', 'role', 'status'];
    expectProblem(
      await admin.post('/api/operators').send({}),
      422,
      'invalid_fields',
      Object.fromEntries(fields.map((field) => [field, 'required'])),
    );
  });
});
