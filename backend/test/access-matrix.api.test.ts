import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PERMISSIONS_BY_ROLE, ROLES, type Role } from '../src/platform/access/permissions.js';
import type { AnyOperation } from '../src/platform/http/operation.js';
import { startTestApi } from './api.js';
import { buildCall } from './factories/call.js';
import { foreignOrganization } from './factories/foreign.js';
import { freshPhone, orderBody } from './factories/order.js';
import { createProbe } from './hostile/probe.js';
import { createSender, namedFields, type RawAnswer } from './hostile/send-raw.js';
import { SOUND_ENVIRONMENT, SOUND_INPUT } from './hostile/sound-input.js';
import { storedRows } from './hostile/stored-rows.js';

/** The table that people agreed on, one line per operation: who may call it. A new operation needs a line of its own. */
const TABLE = path.join(import.meta.dirname, 'access-matrix.csv');
const CALLERS = ['anonymous', ...ROLES] as const;
type Caller = (typeof CALLERS)[number];
/** Their signature stands in the place of a token: their own tests hold them. */
const SIGNED_OTHERWISE = new Set(['receiveMangoEvent']);
/** Their parameter names a thing of the product, which every organisation has. */
const OF_NO_ORGANIZATION = new Set(['previewMailTemplate']);

const api = await startTestApi({ env: SOUND_ENVIRONMENT });
const sender = createSender(api.url);
const operations = api.container.modules.flatMap((module) => module.operations);
const asked = operations.filter(({ id }) => !SIGNED_OTHERWISE.has(id));
const tokens = new Map<Caller, string>();
for (const role of ROLES) {
  const person = await api.build.operator({ role, cities: ['Саратов'] });
  tokens.set(role, await api.tokenOf(person));
}

afterAll(async () => {
  sender.close();
  await api.close();
});

const table = readFileSync(TABLE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','));

function mayCall({ access }: AnyOperation, caller: Caller): boolean {
  if (access === 'public') return true;
  if (caller === 'anonymous') return false;
  if (access === 'signed-in') return true;
  if (access === 'super-admin') return false;
  return [access].flat().some((permission) => PERMISSIONS_BY_ROLE[caller].includes(permission));
}

test('the table of who may call what is that of the code', () => {
  const ofCode = operations.map((operation) => [
    operation.id,
    ...CALLERS.map((caller) => (mayCall(operation, caller) ? 'yes' : 'no')),
  ]);
  const [head, ...lines] = table;
  expect(head).toEqual(['operation', ...CALLERS]);
  // In whatever order: operations and lines are added in several places.
  const byName = (one: string[], other: string[]): number => String(one[0]).localeCompare(String(other[0]));
  expect(lines.sort(byName)).toEqual(ofCode.sort(byName));
});

/** An address of the operation with a parameter nobody knows: who may call hears 422, and nothing is done. */
const probeAddress = ({ path: template }: AnyOperation): string =>
  `/api${template.replaceAll(/:\w+/g, '1')}?surprise=1`;

const ask = ({ method, ...operation }: AnyOperation, token: string | undefined): Promise<RawAnswer> =>
  sender.send({
    method: method.toUpperCase(),
    path: probeAddress({ method, ...operation }),
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  });

describe.each(asked.map((operation): [string, AnyOperation] => [operation.id, operation]))(
  '%s',
  (id, operation) => {
    const line = table.find(([name]) => name === id) ?? [];
    const says = (caller: Caller): string | undefined => line[CALLERS.indexOf(caller) + 1];

    test('is open to those of the table and to nobody else', async () => {
      for (const caller of CALLERS) {
        const { status, json } = await ask(operation, tokens.get(caller));
        const refused =
          caller === 'anonymous'
            ? { status: 401, code: 'not_signed_in' }
            : { status: 403, code: 'forbidden' };
        const expected = says(caller) === 'yes' ? { status: 422, code: 'invalid_fields' } : refused;
        expect({ caller, status, code: json?.['code'] }).toEqual({ caller, ...expected });
      }
    });
  },
);

test('a token of another secret, of another algorithm or with another body is no token', async () => {
  const [head = '', claims = '', signature = ''] = (tokens.get('owner') ?? '').split('.');
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  const other = Buffer.from(
    Buffer.from(claims, 'base64url')
      .toString()
      .replace(/"sub":"?\d+"?/, '"sub":"1"'),
  ).toString('base64url');
  const forged = [
    `${none}.${claims}.`,
    `${none}.${claims}.${signature}`,
    `${head}.${claims}.${'A'.repeat(43)}`,
    `${head}.${claims}`,
  ];
  if (other !== claims) forged.push(`${head}.${other}.${signature}`);
  for (const token of forged) {
    const { status } = await sender.send({
      method: 'GET',
      path: '/api/auth/profile',
      headers: { Authorization: `Bearer ${token}` },
    });
    expect({ token, status }).toEqual({ token, status: 401 });
  }
});

const foreign = await foreignOrganization(api);
/** A word of a known list, such as a provider's, names no row; who looks after all organisations has rows in none. */
const ofOneRow = asked.filter(
  ({ id, access, params }) =>
    access !== 'public' &&
    access !== 'super-admin' &&
    !OF_NO_ORGANIZATION.has(id) &&
    Object.values(params).some(({ kind }) => kind !== 'enum'),
);

describe('rows of another organisation', () => {
  test.each(ofOneRow.map((operation): [string, AnyOperation] => [operation.id, operation]))(
    'are not there for %s',
    async (_, operation) => {
      const probe = await createProbe(api, sender.send, operation);
      const theirs = await SOUND_INPUT[operation.id]?.(foreign);
      const before = await storedRows(api.database.sql);
      const { status, json } = await probe.send({ params: theirs?.params ?? {} });
      expect({ status, code: json?.['code'] }).toEqual({ status: 404, code: 'not_found' });
      expect(await storedRows(api.database.sql)).toEqual(before);
    },
  );

  const lists = asked.filter(({ success }) => success.kind === 'page');
  test.each(lists.map((operation): [string, AnyOperation] => [operation.id, operation]))(
    'are not in %s',
    async (_, operation) => {
      const card = operations.find(
        ({ method, path: other }) => method === 'get' && other === `${operation.path}/:id`,
      );
      const theirs = card && (await SOUND_INPUT[card.id]?.(foreign));
      const probe = await createProbe(api, sender.send, operation);
      const answer = await probe.send({ query: 'limit=100' });
      expect(answer.status).toBe(200);
      const ids = (answer.json?.['data'] as { id?: number }[]).map(({ id }) => id);
      expect(ids).not.toContain(theirs?.params?.['id'] ?? null);
    },
  );

  test('cannot be named in a body', async () => {
    const { id: callId } = await buildCall(foreign);
    const { name: city } = await foreign.build.city();
    const { rk } = await foreign.build.campaign();
    const { id: masterId } = await foreign.build.master({ cities: ['Саратов'] });
    const disposition = `code_${String(callId)}`;
    await api.database.prisma.disposition.create({
      data: { organizationId: foreign.organization.id, code: disposition },
    });
    const named = { callId, city, rk, masterId, operatorNameId: foreign.owner.id };
    const before = await storedRows(api.database.sql);
    for (const [field, value] of Object.entries(named)) {
      const answer = await api
        .as(api.owner)
        .post('/api/orders')
        .send(orderBody(api, { [field]: value }));
      expect({
        field,
        status: answer.status,
        named: (answer.body as { errors?: { field: string }[] }).errors?.map((error) => error.field),
      }).toEqual({ field, status: 422, named: [field] });
    }
    const bodies = [
      ['createOperator', { city }],
      ['createPhone', { city }],
      ['createPhone', { rk }],
      ['createMaster', { cities: [city] }],
      ['updateCall', { disposition }],
    ] as const;
    for (const [id, body] of bodies) {
      const operation = operations.find((candidate) => candidate.id === id);
      if (!operation) throw new Error(`No operation ${id}`);
      const probe = await createProbe(api, sender.send, operation);
      const answer = await probe.send({ body: { ...probe.sound.body, ...body } });
      expect({ id, status: answer.status }, answer.text).toEqual({ id, status: 422 });
      expect(namedFields(answer).map((field) => field.split('.')[0])).toEqual(Object.keys(body));
    }
    // Each probe makes the row it asks about; nothing else may be there.
    const made = { call: '', call_delta: '' };
    expect({ ...(await storedRows(api.database.sql)), ...made }).toEqual({ ...before, ...made });
  });

  test('are found by no filter', async () => {
    const call = await buildCall(foreign, { phoneClient: freshPhone() });
    const filters = [
      `operatorId=${String(foreign.owner.id)}`,
      `search=${encodeURIComponent(call.phoneClient ?? '').slice(3)}`,
    ];
    for (const filter of filters) {
      const answer = await api.as(api.owner).get(`/api/calls?${filter}`);
      expect((answer.body as { data: unknown[] }).data).toEqual([]);
    }
  });
});

describe('rows of another city', () => {
  const IN_CITY = [
    'getCall',
    'getRingBrief',
    'updateCall',
    'getClient',
    'getCallRecording',
    'createRecordingLink',
    'createOrderFromCall',
    'getOrder',
    'updateOrder',
    'setOrderStatus',
  ];
  const inCity = operations.filter(({ id }) => IN_CITY.includes(id));
  const scoped: readonly Role[] = ['manager', 'operator', 'viewer', 'master'];

  test.each(scoped)('are not there for a %s', async (role) => {
    const person = await api.build.operator({ role, cities: ['Энгельс'] });
    for (const operation of inCity.filter((candidate) => mayCall(candidate, role))) {
      const probe = await createProbe(api, sender.send, operation);
      const token = await api.tokenOf(person);
      const { status, json } = await probe.send({ headers: { Authorization: `Bearer ${token}` } });
      expect({ operation: operation.id, status, code: json?.['code'] }).toEqual({
        operation: operation.id,
        status: 404,
        code: 'not_found',
      });
    }
  });

  test.each(scoped.filter((role) => role !== 'master'))(
    'are in no list of a %s and asked for add nothing',
    async (role) => {
      const person = await api.build.operator({ role, cities: ['Энгельс'] });
      for (const list of ['calls', 'orders']) {
        for (const query of ['', '?city=Саратов', '?search=Петрова'].map(encodeURI)) {
          const answer = await api.as(person).get(`/api/${list}${query}`);
          const cities = (answer.body as { data: { city: string | null }[] }).data.map(({ city }) => city);
          // Calls of numbers that nobody has named yet are everybody's.
          const foreign = cities.filter((city) => city !== 'Энгельс' && (list === 'orders' || city !== null));
          expect({ list, query, cities: foreign }).toEqual({
            list,
            query,
            cities: [],
          });
        }
      }
    },
  );
});
