import type { Response } from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientWith, expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { failToSignIn, openBrowser, personWhoSignsIn } from '../../../../test/browser.js';
import { GOOD_PASSWORD } from '../../../../test/factories/operators.js';
import {
  mfaTokenOf,
  openBrowser as openCodeBrowser,
  personWithFactor,
} from '../../../../test/factories/second-factor.js';
import { REDIS_PASSWORD, type TestRedis } from '../../../../test/redis-server.js';
import { startSecondApi } from '../../../../test/second-api.js';
import type { Logger } from '../../../platform/logging/logger.js';

let api: TestApi;
const lines: string[] = [];
const note = (message: string, fields?: object): void => {
  lines.push(
    `${message} ${JSON.stringify(fields, (_, value: unknown) => (value instanceof Error ? value.stack : value))}`,
  );
};

beforeAll(async () => {
  api = await startTestApi({
    logger: { error: note, warn: note, info: note, debug: note } as unknown as Logger,
  });
});
afterAll(() => api.close());

const redisOf = ({ redis }: TestApi): TestRedis => {
  if (!redis) throw new Error('This test belongs to `npm run test:redis`');
  return redis;
};
const stranger = () => openBrowser({ url: api.url });
const ready = async (): Promise<Response> => api.anonymous.get('/api/health/ready');
const isBack = () =>
  expect
    .poll(async () => (await ready()).body as unknown, { timeout: 10_000 })
    .toMatchObject({ redis: 'up' });
/** The problem and the milliseconds until it came. */
async function timed(ask: () => PromiseLike<Response>): Promise<{ response: Response; ms: number }> {
  const startedAt = performance.now();
  const response = await ask();
  return { response, ms: performance.now() - startedAt };
}

// A frozen one is noticed after a second; the second number leaves room for a machine that does much else.
describe.each([
  ['killed', 1500],
  ['frozen', 2500],
] as const)('while Redis is %s', (fault, longestMs) => {
  const begin = async (): Promise<void> => {
    if (fault === 'killed') await redisOf(api).kill();
    else redisOf(api).freeze();
  };
  const end = async (): Promise<void> => {
    if (fault === 'killed') await redisOf(api).start();
    else redisOf(api).thaw();
    await isBack();
  };
  let isFaulty = false;
  afterEach(async () => {
    if (isFaulty) await end();
    isFaulty = false;
  });

  test('nobody gets in, in time and with a time to come back, whoever is in works on, and it heals by itself', async () => {
    const person = await personWithFactor(api);
    const known = openBrowser({ url: api.url });
    const colleague = await personWhoSignsIn(api);
    expect((await known.signIn(colleague.login)).status).toBe(200);
    const asking = openCodeBrowser(api);
    const mfaToken = mfaTokenOf(await asking.signIn(person.login));
    const client = clientWith(api.url, await api.tokenOf(colleague));
    isFaulty = true;
    await begin();

    for (const round of [1, 2, 3]) {
      const attempts = await Promise.all(
        [
          () => stranger().signIn(colleague.login),
          () => stranger().signIn('nobody-at-all'),
          () => known.signIn(colleague.login),
          () => asking.answer(mfaToken, person.code()),
          () => client.post('/api/auth/step-up').send({ password: GOOD_PASSWORD }),
          () => stranger().post('/api/auth/unlock/request', { login: colleague.login }),
        ].map(timed),
      );
      for (const { response, ms } of attempts) {
        expectProblem(response, 503, 'not_ready');
        expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
        expect({ round, isInTime: ms < longestMs, ms }).toMatchObject({ isInTime: true });
      }
    }
    expect((await client.get('/api/calls')).status).toBe(200);
    expect((await known.refresh()).status).toBe(200);
    expect((await client.get('/api/auth/export')).status).toBe(200);
    const { status, body } = await ready();
    expect({ status, body: body as unknown }).toEqual({
      status: 200,
      body: { success: true, status: 'ok', redis: 'down' },
    });
    expect((await api.anonymous.get('/metrics')).text).toMatch(/^redis_up\{process="test"\} 0$/m);

    await end();
    isFaulty = false;
    expect((await known.signIn(colleague.login)).status).toBe(200);
    expect((await asking.answer(mfaToken, person.code())).status).toBe(200);
    expect((await api.anonymous.get('/metrics')).text).toMatch(/^redis_up\{process="test"\} 1$/m);
  });

  test('failures of before are counted on afterwards, for another process too', async () => {
    const { login } = await personWhoSignsIn(api);
    api.clock.set(new Date());
    await failToSignIn(stranger(), login, 5);
    isFaulty = true;
    await begin();
    const other = await startSecondApi(api);
    expectProblem(await openBrowser({ url: other.url }).signIn(login), 503, 'not_ready');
    await end();
    isFaulty = false;
    expectProblem(await stranger().signIn(login), 429, 'too_many_requests');
    const late = await startSecondApi(api);
    expectProblem(await openBrowser({ url: late.url }).signIn(login), 429, 'too_many_requests');
    await late.close();
    await other.close();
  });
});

test('the log tells of each fault once, and that it is over, and never the password', () => {
  const told = lines
    .filter((line) => line.startsWith('redis is'))
    .map((line) => line.startsWith('redis is back'));
  expect(told.length).toBeGreaterThanOrEqual(4);
  expect(told).toEqual(told.map((_, at) => at % 2 === 1));
  expect(lines.filter((line) => line.includes(REDIS_PASSWORD))).toEqual([]);
});
