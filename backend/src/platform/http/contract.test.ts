import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { normalisePhone } from '../phone.js';
import { isTimeZone } from '../time.js';
import { silentLogger } from '../logging/logger.js';
import { createErrorMiddleware } from './error-middleware.js';
import { jsonBody } from './json-body.js';
import { fieldsToJsonSchema } from './json-schema.js';
import { createMount } from './mount.js';
import { data, operation } from './operation.js';
import { toOpenApi } from './openapi.js';
import {
  array,
  boolean,
  day,
  id,
  instant,
  instantOrDay,
  integer,
  json,
  money,
  nullable,
  object,
  oneOf,
  optional,
  phone,
  string,
  timezone,
  withDefault,
} from './schema.js';

const FIELDS = {
  text: string({ minLength: 2, maxLength: 5 }),
  code: optional(string({ maxLength: 10, pattern: /^[a-z]+$/ })),
  count: integer({ minimum: 1, maximum: 10 }),
  price: optional(nullable(money())),
  isOpen: optional(boolean()),
  kind: oneOf(['kp', 'bt']),
  at: optional(instant()),
  date: optional(day()),
  phone: optional(nullable(phone())),
  zone: optional(timezone()),
  cities: optional(array(string({ maxLength: 10 }), { minItems: 1, maxItems: 3 })),
  force: optional(object({ reason: string({ maxLength: 10 }), level: optional(integer()) })),
  lines: optional(array(object({ sku: string(), qty: integer({ minimum: 1 }) }), { maxItems: 2 })),
  limit: withDefault(integer({ minimum: 1, maximum: 100 }), 20),
};

const write = operation({
  id: 'write',
  method: 'patch',
  path: '/things/:thingId',
  access: 'public',
  tag: 'things',
  summary: 'Writes',
  params: { thingId: id() },
  body: FIELDS,
  success: data(json()),
});
const read = operation({
  id: 'read',
  method: 'get',
  path: '/things',
  access: 'public',
  tag: 'things',
  summary: 'Reads',
  query: {
    limit: FIELDS.limit,
    mine: optional(boolean()),
    from: optional(instantOrDay()),
    kind: optional(FIELDS.kind),
  },
  success: data(json()),
});

function createEcho() {
  const router = express.Router();
  const mount = createMount(router, {
    authorize: () => Promise.reject(new Error('nobody signs in here')),
    once: (_request, work) => work(),
  });
  mount.open(read, ({ query }) => query as unknown);
  mount.open(write, ({ params, body }) => ({ params, body, fields: Object.keys(body) }));
  mount.refuseOtherMethods();
  return express()
    .set('query parser', 'simple')
    .use(jsonBody(), router)
    .use(createErrorMiddleware(silentLogger));
}

const app = createEcho();
const VALID = { text: 'abc', count: 3, kind: 'kp' };
const patch = (body: object) => request(app).patch('/things/7').send(body);
const errorsOf = (response: request.Response): Record<string, string> =>
  Object.fromEntries(
    ((response.body as { errors?: { field: string; code: string }[] }).errors ?? []).map(
      ({ field, code }) => [field, code],
    ),
  );

describe('a body', () => {
  test('arrives typed, trimmed and with its defaults; absent, null and a value stay apart', async () => {
    const response = await patch({
      ...VALID,
      text: ' abc ',
      price: null,
      phone: '8 (927) 115-48-20',
      at: '2026-01-02T03:04:05+03:00',
    });
    expect(response.body).toMatchObject({
      data: {
        params: { thingId: 7 },
        body: { text: 'abc', price: null, phone: '+79271154820', at: '2026-01-02T00:04:05.000Z', limit: 20 },
      },
    });
    expect((response.body as { data: { fields: string[] } }).data.fields).not.toContain('isOpen');
  });

  test.each([
    [{ text: 'a' }, 'text', 'too_short'],
    [{ text: '  ' }, 'text', 'required'],
    [{ text: 'abcdef' }, 'text', 'too_long'],
    [{ text: 'a\u0000b' }, 'text', 'invalid_value'],
    [{ text: 'a\nb' }, 'text', 'invalid_value'],
    [{ text: 'ab\ud800' }, 'text', 'invalid_value'],
    [{ text: 'ab\u202e' }, 'text', 'invalid_value'],
    [{ text: null }, 'text', 'invalid_type'],
    [{ text: ['abc'] }, 'text', 'invalid_type'],
    [{ count: '3' }, 'count', 'invalid_type'],
    [{ count: [3] }, 'count', 'invalid_type'],
    [{ count: 2.5 }, 'count', 'invalid_type'],
    [{ count: 11 }, 'count', 'out_of_range'],
    [{ count: 2 ** 53 + 2 }, 'count', 'out_of_range'],
    [{ price: 1.005 }, 'price', 'invalid_value'],
    [{ price: -1 }, 'price', 'out_of_range'],
    [{ isOpen: 'true' }, 'isOpen', 'invalid_type'],
    [{ kind: 'mnch' }, 'kind', 'invalid_value'],
    [{ at: '2026-01-02T03:04:05' }, 'at', 'invalid_value'],
    [{ at: '2026-02-31T03:04:05Z' }, 'at', 'invalid_value'],
    [{ date: '2026-02-30' }, 'date', 'invalid_value'],
    [{ phone: '12' }, 'phone', 'invalid_phone'],
    [{ zone: 'Mars/Base' }, 'zone', 'invalid_value'],
    [{ cities: [] }, 'cities', 'too_short'],
    [{ cities: ['a', 1] }, 'cities.1', 'invalid_type'],
    [{ force: { reason: 'x', more: 1 } }, 'force.more', 'unknown_field'],
    [{ force: {} }, 'force.reason', 'required'],
    [{ force: 'x' }, 'force', 'invalid_type'],
    [{ lines: [{ sku: 'a', qty: 0 }] }, 'lines.0.qty', 'out_of_range'],
    [{ lines: [{ sku: 'a', qty: 1, price: 0 }] }, 'lines.0.price', 'unknown_field'],
    [{ limit: null }, 'limit', 'invalid_type'],
    [{ admin: true }, 'admin', 'unknown_field'],
  ])('%j is refused and names the field', async (wrong, field, code) => {
    const response = await patch({ ...VALID, ...wrong });
    expect(response.status).toBe(422);
    expect(errorsOf(response)).toMatchObject({ [field]: code });
  });

  test('keys that would change prototypes are unknown fields like any other', async () => {
    for (const key of ['__proto__', 'constructor', 'hasOwnProperty']) {
      const response = await request(app)
        .patch('/things/7')
        .type('json')
        .send(`{"text":"abc","count":3,"kind":"kp","${key}":{"isAdmin":true}}`);
      expect(errorsOf(response)).toEqual({ [key]: 'unknown_field' });
    }
  });

  test('what cannot be read, is too deep, too large, compressed or no JSON has its own answer', async () => {
    const send = (body: string, type = 'application/json') =>
      request(app).patch('/things/7').set('Content-Type', type).send(body);
    expect((await send('{"text":')).body).toMatchObject({ status: 400, code: 'invalid_request' });
    expect((await send('[1]')).body).toMatchObject({ status: 400, code: 'invalid_request' });
    expect((await send(`{"json":${'['.repeat(60)}${']'.repeat(60)}}`)).body).toMatchObject({
      status: 400,
      code: 'invalid_request',
    });
    expect((await send(JSON.stringify({ text: 'x'.repeat(110_000) }))).body).toMatchObject({
      status: 413,
      code: 'payload_too_large',
    });
    expect((await send('<a/>', 'application/xml')).body).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    });
    expect((await send('{}', 'application/json; charset=utf-7')).body).toMatchObject({ status: 415 });
    expect(
      (await request(app).patch('/things/7').set('Content-Encoding', 'gzip').type('json').send('{}')).body,
    ).toMatchObject({
      status: 415,
    });
  });

  test('a depth that would exhaust a recursive walk is refused', async () => {
    const response = await request(app)
      .patch('/things/7')
      .type('json')
      .send(`${'['.repeat(49_000)}${']'.repeat(49_000)}`);
    expect(response.status).toBe(400);
  });
});

describe('a query', () => {
  test('is text on the wire and typed in the handler', async () => {
    const response = await request(app).get('/things?limit=5&mine=false&from=2026-03-01&kind=bt');
    expect(response.body).toMatchObject({
      data: { limit: 5, mine: false, from: { day: '2026-03-01' }, kind: 'bt' },
    });
  });

  test.each([
    'limit=5&limit=6',
    'limit=101',
    'limit=abc',
    'limit=1e2',
    'limit=',
    'nope=1',
    'kind=x',
    'from=yesterday',
    'mine=1',
    'limit[$gt]=1',
  ])('%s is refused', async (query) => {
    expect((await request(app).get(`/things?${query}`)).status).toBe(422);
  });

  test('a path that is no identifier is refused by name', async () => {
    for (const path of ['abc', '0', '99999999999', '1.5', '%00']) {
      expect(errorsOf(await request(app).patch(`/things/${path}`).send(VALID))).toHaveProperty('thingId');
    }
    expect((await request(app).patch('/things/%E0%A4%A').send(VALID)).status).toBe(400);
  });
});

describe('the document', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  // The document says these in words; here they are held against the same functions.
  ajv.addFormat('phone', (value) => normalisePhone(value) !== null);
  ajv.addFormat('iana-time-zone', isTimeZone);
  ajv.addKeyword({ keyword: 'roubles', validate: () => true });
  const accepts = ajv.compile(fieldsToJsonSchema(FIELDS, new Map()));

  const scalar = fc.oneof(
    fc.constantFrom(
      'abc',
      'kp',
      'a',
      '',
      '2026-01-02T03:04:05Z',
      '2026-01-02',
      '+79271154820',
      'Europe/Moscow',
      '3',
    ),
    fc.integer({ min: -5, max: 120 }),
    fc.constantFrom(1.25, 0.1, 3.5),
    fc.boolean(),
    fc.constant(null),
  );
  const value = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 4 }),
    fc.record({ reason: scalar, level: scalar, sku: scalar, qty: scalar }, { requiredKeys: [] }),
    fc.array(fc.record({ sku: scalar, qty: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
  );

  test('says the same of a body as the chains do', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...Object.keys(FIELDS), 'stranger'), value, { maxKeys: 4, minKeys: 1 }),
        async (wrong) => {
          const body: Record<string, unknown> = { ...VALID, ...wrong };
          const response = await patch(body);
          expect(response.status === 200, JSON.stringify([body, response.body, accepts.errors])).toBe(
            accepts(body),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  test('declares parameters, body, answer and problem of each operation', () => {
    const document = toOpenApi({ title: 't', version: '1', description: 'd' }, [read, write] as never);
    expect(document).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/api/things': {
          get: {
            operationId: 'read',
            parameters: [{ name: 'limit', in: 'query', required: false }, {}, {}, {}],
          },
        },
        '/api/things/{thingId}': { patch: { parameters: [{ name: 'thingId', in: 'path', required: true }] } },
      },
    });
  });
});
