import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { startTestApi } from './api.js';
import { createSender, type RawRequest } from './hostile/send-raw.js';
import { storedRows } from './hostile/stored-rows.js';

const api = await startTestApi();
const sender = createSender(api.url);
const authorization = `Bearer ${await api.tokenOf(api.owner)}`;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const CITY = JSON.stringify({ name: 'Пенза', timezone: 'Europe/Moscow' });

afterAll(async () => {
  sender.close();
  await api.close();
});

const asOwner = (request: Omit<RawRequest, 'method' | 'path'> & Partial<RawRequest>): RawRequest => ({
  method: 'POST',
  path: '/api/cities',
  ...request,
  headers: { Authorization: authorization, ...JSON_TYPE, ...request.headers },
});

const body = (text: string | Buffer, headers: Readonly<Record<string, string>> = {}): RawRequest =>
  asOwner({ body: text, headers });
const get = (path: string, headers: Readonly<Record<string, string>> = {}): RawRequest =>
  asOwner({ method: 'GET', path, headers });

const REFUSED: readonly (readonly [string, RawRequest, number])[] = [
  ['JSON that breaks off', body('{"name":'), 400],
  ['JSON with a comment', body('{/* */}'), 400],
  ['text instead of JSON', body('name=Penza'), 400],
  ['broken UTF-8', body(Buffer.from([0x7b, 0x22, 0xff, 0xfe])), 400],
  ['a body of null', body('null'), 400],
  ['a list', body(`[${CITY}]`), 400],
  ['a bare text', body('"Penza"'), 400],
  ['a bare number', body('1e999'), 400],
  ['nesting of 40 levels', body(`{"name":${'['.repeat(40)}${']'.repeat(40)}}`), 400],
  ['nesting of 45,000 levels', body(`{"name":${'['.repeat(45_000)}${']'.repeat(45_000)}}`), 400],
  ['50,000 brackets that never close', body('['.repeat(50_000)), 400],
  [
    'a number of 90,000 digits',
    body(`{"slotCapacity":${'9'.repeat(90_000)},"name":"Пенза","timezone":"Europe/Moscow"}`),
    422,
  ],
  [
    '9,000 unknown fields',
    body(`{${Array.from({ length: 9000 }, (_, index) => `"k${String(index)}":1`).join(',')}}`),
    422,
  ],
  ['an empty object', body('{}'), 422],
  ['no body', asOwner({}), 422],
  ['an empty body of JSON', body(''), 422],
  ['a body over 100 kB', body(JSON.stringify({ name: 'a'.repeat(110_000) })), 413],
  ['a body of 2 MB', body('a'.repeat(2_000_000)), 413],
  ['plain text', body(CITY, { 'Content-Type': 'text/plain' }), 415],
  ['XML', body('<city/>', { 'Content-Type': 'application/xml' }), 415],
  ['a form', body('name=a', { 'Content-Type': 'application/x-www-form-urlencoded' }), 415],
  ['multipart', body('--a--', { 'Content-Type': 'multipart/form-data; boundary=a' }), 415],
  ['a media type that is none', body(CITY, { 'Content-Type': 'json' }), 415],
  ['UTF-7', body(CITY, { 'Content-Type': 'application/json; charset=utf-7' }), 415],
  ['UTF-16', body(CITY, { 'Content-Type': 'application/json; charset=utf-16le' }), 415],
  ['gzip', body(gzipSync(CITY), { 'Content-Encoding': 'gzip' }), 415],
  ['a gzip bomb', body(gzipSync(Buffer.alloc(50_000_000)), { 'Content-Encoding': 'gzip' }), 415],
  ['an encoding nobody knows', body(CITY, { 'Content-Encoding': 'br, gzip' }), 415],
  ['a broken escape in the path', get('/api/calls/%E0%A4%A'), 400],
  ['a lone percent sign', get('/api/orders/%'), 400],
  ['a double slash', get('/api//cities'), 404],
  ['dots that climb', get('/api/cities/../../../etc/passwd'), 404],
  ['escaped dots that climb', get('/api/%2e%2e/%2e%2e/etc/passwd'), 404],
  ['a path nobody serves', get('/api/nothing'), 404],
  ['a path nobody serves, posted', asOwner({ path: '/api/nothing', body: '{}' }), 404],
  ['a query of 3,000 parameters', get(`/api/cities?${'a=1&'.repeat(3000)}`), 422],
  [
    'a method by header',
    asOwner({ path: '/api/cities/1', headers: { 'X-HTTP-Method-Override': 'DELETE' } }),
    405,
  ],
  ['an idempotency key with spaces', body(CITY, { 'Idempotency-Key': 'a b' }), 422],
  ['an idempotency key of 300 characters', body(CITY, { 'Idempotency-Key': 'a'.repeat(300) }), 422],
  ['a token of rubbish', get('/api/cities', { Authorization: 'Bearer rubbish.of.someone' }), 401],
  [
    'a token of 10,000 characters',
    get('/api/cities', { Authorization: `Bearer ${'a'.repeat(10_000)}` }),
    401,
  ],
  ['basic authorization', get('/api/cities', { Authorization: 'Basic YWRtaW46YWRtaW4=' }), 401],
];

test.each(REFUSED)('%s is refused as a problem and stores nothing', async (_, request, status) => {
  const before = await storedRows(api.database.sql);
  const answer = await sender.send(request);
  expect({ status: answer.status, json: answer.json }, answer.text).toMatchObject({
    status,
    json: { success: false, status },
  });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  expect(answer.headers['x-powered-by']).toBeUndefined();
  expect(answer.text).not.toMatch(/node_modules|\.[jt]s:\d|SELECT|Prisma/);
  expect(await storedRows(api.database.sql)).toEqual(before);
});

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const operations = api.container.modules.flatMap((module) => module.operations);
const paths = [...new Set(operations.map(({ path }) => path))].filter(
  (path) => !path.startsWith('/webhooks'),
);

/** Methods that an address answers; one of a literal name may also be read as one with a parameter. */
function methodsAt(path: string): string[] {
  const own = operations.filter((other) =>
    new RegExp(`^${other.path.replaceAll(/[:*]\w+/g, '[^/]+')}$`).test(path),
  );
  return own.flatMap(({ method }) => (method === 'patch' ? ['PATCH', 'PUT'] : [method.toUpperCase()]));
}

test.each(paths)('%s answers 405 with Allow to every method it does not have', async (path) => {
  const has = methodsAt(path);
  for (const method of [...METHODS, 'PROPFIND', 'TRACE'].filter((name) => !has.includes(name))) {
    const target = `/api${path.replaceAll(/:\w+/g, '1')}`;
    const answer = await sender.send({ method, path: target, headers: { Authorization: authorization } });
    const { code } = answer.json ?? {};
    expect({ method, status: answer.status, code }).toEqual({
      method,
      status: 405,
      code: 'method_not_allowed',
    });
    const allowed = (answer.headers.allow ?? '').split(', ');
    expect(allowed.length).toBeGreaterThan(0);
    expect(has).toEqual(expect.arrayContaining(allowed));
  }
});

test('the same operations answer under /api and /api/v1', async () => {
  const [plain, versioned] = await Promise.all(
    ['/api/cities?limit=3', '/api/v1/cities?limit=3'].map((path) => sender.send(get(path))),
  );
  expect(plain?.status).toBe(200);
  expect(versioned?.json).toEqual(plain?.json);
  expect((await sender.send(get('/api/v1/cities/0'))).status).toBe(422);
  expect((await sender.send(get('/api/v2/cities'))).status).toBe(404);
  expect((await sender.send({ method: 'GET', path: '/api/v1/cities' })).status).toBe(401);
});

test('HEAD answers as GET without a body, OPTIONS without work', async () => {
  const head = await sender.send(asOwner({ method: 'HEAD', path: '/api/cities' }));
  expect({ status: head.status, text: head.text }).toEqual({ status: 200, text: '' });
  expect((await sender.send({ method: 'HEAD', path: '/api/cities' })).status).toBe(401);
  const preflight = await sender.send({
    method: 'OPTIONS',
    path: '/api/cities',
    headers: { Origin: 'https://evil.test', 'Access-Control-Request-Method': 'POST' },
  });
  expect(preflight.status).toBeLessThan(300);
  expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
});

test('keys that every object has change nothing for anybody', async () => {
  const polluted =
    '{"__proto__":{"isAdmin":true,"role":"owner"},"constructor":{"prototype":{"isAdmin":true}},"name":"Пенза","timezone":"Europe/Moscow"}';
  expect((await sender.send(body(polluted))).status).toBe(422);
  expect(
    (await sender.send(get('/api/cities?__proto__[isAdmin]=1&constructor[prototype][isAdmin]=1'))).status,
  ).toBe(422);
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  expect((await sender.send(get('/api/auth/profile'))).text).not.toContain('isAdmin');
});

/** What a server answers to bytes that are no proper request; it must end the connection. */
function sendBytes(bytes: string): Promise<string> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = net.connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString('latin1'));
    });
    socket.on('error', reject);
  });
}

const HOST = 'Host: localhost\r\n';
test.each([
  [
    'a length and chunks',
    `POST /api/cities HTTP/1.1\r\n${HOST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ['two lengths', `POST /api/cities HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`],
  [
    'a coding nobody knows',
    `POST /api/cities HTTP/1.1\r\n${HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  ],
  ['a space before the colon', `POST /api/cities HTTP/1.1\r\n${HOST}Content-Length : 5\r\n\r\nabcde`],
  ['a folded header', `GET /api/cities HTTP/1.1\r\n${HOST}X-A: b\r\n c\r\n\tAuthorization: d\r\nE f\r\n\r\n`],
  [
    '200 kB of headers',
    `GET /api/cities HTTP/1.1\r\n${HOST}X-A: ${randomBytes(100_000).toString('hex')}\r\n\r\n`,
  ],
])('a request with %s is refused and its connection ended', async (_, bytes) => {
  expect(await sendBytes(bytes)).toMatch(/^HTTP\/1\.1 4(00|31) /);
});
