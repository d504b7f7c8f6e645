import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createPasswords } from '../src/modules/identity/index.js';
import { startTestApi, type TestApi } from './api.js';
import { openDatabaseLine, type DatabaseLine, type LineState } from './database-line.js';
import { GOOD_PASSWORD } from './factories/operators.js';
import { buildOrder, orderBody } from './factories/order.js';
import { createSender, type RawAnswer, type RawRequest } from './hostile/send-raw.js';
import { openLive } from './live-client.js';
import { connectTelephony, type TestTelephony } from './telephony.js';

let line: DatabaseLine;
let api: TestApi;
let telephony: TestTelephony;
let sender: ReturnType<typeof createSender>;
let authorization: string;
let cookie: string;
let login: string;

beforeAll(async () => {
  api = await startTestApi({
    by: async (url) => {
      line = await openDatabaseLine(url);
      return line.url;
    },
  });
  sender = createSender(api.url);
  telephony = await connectTelephony(api);
  const passwordHash = await createPasswords({ cost: 4 }).hash(GOOD_PASSWORD);
  ({ login } = await api.build.operator({ role: 'admin', passwordHash }));
});

afterEach(async () => {
  await line.set('open');
  await expect.poll(async () => (await ready()).status, { timeout: 10_000 }).toBe(200);
});

afterAll(async () => {
  sender.close();
  await api.close();
  await line.close();
});

const ready = (): Promise<RawAnswer> => sender.send({ method: 'GET', path: '/api/health/ready' });

async function signIn(): Promise<void> {
  const body = JSON.stringify({ login, password: GOOD_PASSWORD });
  const answer = await sender.send(posted('/api/auth/login', body));
  authorization = `Bearer ${String(answer.json?.['accessToken'])}`;
  cookie = answer.headers['set-cookie']?.find((text) => text.startsWith('crm_rt='))?.split(';')[0] ?? '';
}

const posted = (path: string, body: string, headers: Readonly<Record<string, string>> = {}): RawRequest => ({
  method: 'POST',
  path,
  body,
  headers: { 'Content-Type': 'application/json', ...headers },
});

/** What people and pages ask for all day: lists, a card, figures, saves, signing in, staying signed in. */
async function usualRequests(): Promise<RawRequest[]> {
  const order = await buildOrder(api);
  const own = { Authorization: authorization };
  const save = JSON.stringify({ version: order.version, comment: 'Позвонить' });
  const lists = [
    'calls',
    'calls/counts',
    'calls/missed',
    'orders',
    `orders/${String(order.id)}`,
    'operators',
    'cities',
    'stats/overall',
    'admin/webhook-events',
    'auth/profile',
  ];
  return [
    ...lists.map((path) => ({ method: 'GET', path: `/api/${path}`, headers: own })),
    { ...posted(`/api/orders/${String(order.id)}`, save, own), method: 'PATCH' },
    posted('/api/orders', JSON.stringify(orderBody(api)), own),
    posted('/api/orders', JSON.stringify(orderBody(api)), { ...own, 'Idempotency-Key': randomUUID() }),
    posted('/api/auth/login', JSON.stringify({ login, password: GOOD_PASSWORD })),
    posted('/api/auth/refresh', '', { Cookie: cookie }),
    { method: 'GET', path: '/api/health/ready' },
  ];
}

const orders = (): Promise<number> => api.database.prisma.order.count();
const storedEvents = (): Promise<number> => api.database.prisma.inboxEvent.count();

async function timed(request: RawRequest): Promise<{ request: string; answer: RawAnswer; ms: number }> {
  const startedAt = performance.now();
  const answer = await sender.send(request);
  return { request: `${request.method} ${request.path}`, answer, ms: performance.now() - startedAt };
}

const eventJson = (): string =>
  JSON.stringify({
    entry_id: randomUUID(),
    call_id: randomUUID(),
    timestamp: 1_700_000_000,
    seq: 1,
    call_state: 'Appeared',
    location: 'abonent',
    from: { number: '79991234567' },
    to: { number: '74950000101', extension: '101' },
  });

// A hang is noticed within two seconds; the second number leaves room for a machine that does much else.
describe.each<[LineState, number]>([
  ['cut', 1500],
  ['mute', 4000],
])('while the line to the database is %s', (state, longestMs) => {
  test('everything answers 503 in time with a time to come back, nobody is signed out, and it heals by itself', async () => {
    await signIn();
    const requests = await usualRequests();
    const before = await orders();
    await line.set(state);

    // At the moment of the fault, while it is being noticed, and after.
    for (const round of [1, 2, 3]) {
      const answers = await Promise.all(requests.map(timed));
      for (const { request, answer, ms } of answers) {
        const retryAfter = Number(answer.headers['retry-after']);
        const { status, json } = answer;
        expect({ round, request, status, code: json?.['code'] }).toEqual({
          round,
          request,
          status: 503,
          code: 'not_ready',
        });
        expect(retryAfter).toBeGreaterThan(0);
        expect({ round, request, isInTime: ms <= longestMs, ms }).toMatchObject({ isInTime: true });
      }
    }
    expect((await sender.send({ method: 'GET', path: '/api/health/live' })).status).toBe(200);

    await line.set('open');
    await expect.poll(async () => (await ready()).status, { timeout: 5000 }).toBe(200);
    for (const { request, answer } of await Promise.all(requests.map(timed)))
      expect({ request, status: answer.status }, answer.text).toMatchObject({
        status: expect.toSatisfy((code: number) => code < 300) as number,
      });
    expect(await orders()).toBe(before + 2);
  });

  test('webhooks are taken all the same, and each is stored once afterwards', async () => {
    const before = await storedEvents();
    const texts = Array.from({ length: 40 }, eventJson);
    const post = async (json: string): Promise<{ status: number; ms: number }> => {
      const startedAt = performance.now();
      const { status } = await telephony.postJson('events/call', json);
      return { status, ms: performance.now() - startedAt };
    };
    await Promise.all(texts.slice(0, 5).map(post));
    await line.set(state);
    const answers = await Promise.all(texts.slice(5, 20).map(post));
    answers.push(...(await Promise.all(texts.slice(20, 40).map(post))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(1500);

    await line.set('open');
    await expect.poll(storedEvents, { timeout: 10_000 }).toBe(before + texts.length);
    await expect.poll(() => telephony.metric('crm_inbox_spool_bytes'), { timeout: 5000 }).toBe(0);
    await telephony.work();
    expect(await storedEvents()).toBe(before + texts.length);
  });

  test('the live stream stays and tells what comes after', async () => {
    const token = await api.tokenOf(api.owner);
    const live = await openLive({ url: api.url, token });
    await line.set(state);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await line.set('open');
    await expect.poll(async () => (await ready()).status, { timeout: 5000 }).toBe(200);
    const made = await api.as(api.owner).post('/api/orders').send(orderBody(api));
    expect(made.status).toBe(201);
    const { id } = (made.body as { data: { id: number } }).data;
    // Of this order alone: the stream may begin with what was saved while the fault before this one healed.
    const told = () =>
      live.messages.filter(({ type, data }) => type === 'order.created' && data['id'] === id);
    await expect.poll(() => told().length, { timeout: 10_000 }).toBe(1);
    expect(live.messages.filter(({ type }) => type === 'reload')).toEqual([]);
    live.close();
  });
});

test('a hang that begins in the middle of a transaction leaves no open one behind for the next caller', async () => {
  await signIn();
  const before = await orders();
  const save = (): Promise<RawAnswer> =>
    sender.send(posted('/api/orders', JSON.stringify(orderBody(api)), { Authorization: authorization }));
  const saves = Array.from({ length: 12 }, save);
  await new Promise((resolve) => setTimeout(resolve, 15));
  await line.set('mute');
  const statuses = (await Promise.all(saves)).map(({ status }) => status);
  await line.set('open');
  await expect.poll(async () => (await ready()).status, { timeout: 5000 }).toBe(200);

  const later = await Promise.all(Array.from({ length: 12 }, save));
  expect(later.map(({ status }) => status)).toEqual(later.map(() => 201));
  const told = statuses.filter((status) => status === 201).length + later.length;
  // One that was not answered may have been committed all the same; one that was answered is there.
  expect(await orders()).toBeGreaterThanOrEqual(before + told);
  expect(statuses.filter((status) => status !== 201 && status !== 503)).toEqual([]);
  const ids = later.map(({ json }) => (json?.['data'] as { id: number }).id);
  expect(await api.database.prisma.order.count({ where: { id: { in: ids } } })).toBe(later.length);
  const open = await api.database.sql.query({
    text: "SELECT 1 FROM pg_stat_activity WHERE application_name = 'test-process' AND state LIKE 'idle in transaction%'",
  });
  expect(open).toEqual([]);
});
