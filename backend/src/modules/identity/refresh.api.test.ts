import type { Response } from 'supertest';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { accessTokenOf, openBrowser, personWhoSignsIn, type TestBrowser } from '../../../test/browser.js';
import { startSecondApi, type SecondApi } from '../../../test/second-api.js';

let api: TestApi;
let other: SecondApi;
let deaf: SecondApi;

beforeAll(async () => {
  api = await startTestApi();
  other = await startSecondApi(api);
  deaf = await startSecondApi(api, { isDeaf: true });
});
afterAll(async () => {
  await deaf.close();
  await other.close();
  await api.close();
});

const T0 = Date.now();
const at = (seconds: number): void => {
  api.clock.set(new Date(T0 + seconds * 1000));
};
const signedIn = async (): Promise<{ browser: TestBrowser; token: string; accountId: number }> => {
  const { login, userAccountId: accountId } = await personWhoSignsIn(api);
  const browser = openBrowser({ url: api.url });
  const response = await browser.signIn(login);
  expect(response.status).toBe(200);
  return { browser, token: accessTokenOf(response), accountId };
};
const refreshAt = (url: string, cookie: string, body?: object) =>
  request(url).post('/api/auth/refresh').set('Cookie', `crm_rt=${cookie}`).send(body);
/** Over connections that stay open, as browsers have them. */
const race = async (url: string, cookie: string): Promise<{ status: number; cookie: string }> => {
  const answer = await fetch(`${url}/api/auth/refresh`, {
    method: 'POST',
    headers: { Cookie: `crm_rt=${cookie}` },
  });
  await answer.arrayBuffer();
  return {
    status: answer.status,
    cookie: /crm_rt=([^;]*)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '',
  };
};
const cookieIn = (response: Response): string =>
  /crm_rt=([^;]*)/.exec(String(response.headers['set-cookie']))?.[1] ?? '';
const statusAt = async (url: string, token: string): Promise<number> =>
  (await request(url).get('/api/auth/profile').set('Authorization', `Bearer ${token}`)).status;
const cookieOf = (browser: TestBrowser): string => browser.cookies.get('crm_rt') ?? '';

/** `REFRESH_ROUNDS=100` is the full measurement. */
const ROUNDS = Number(process.env['REFRESH_ROUNDS'] ?? 20);

describe('the refresh race', () => {
  test('rounds of fifty at once over two processes: one successor each', async () => {
    at(0);
    const { browser } = await signedIn();
    const sessionId = cookieOf(browser).split('.')[1] ?? '';
    let cookie = cookieOf(browser);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const shown = cookie;
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) => race(index % 2 === 0 ? api.url : other.url, shown)),
      );
      const successors = new Set(answers.map((answer) => answer.cookie));
      const failed = answers.filter(({ status }) => status !== 200).length;
      expect({ round, successors: successors.size, failed }).toEqual({ round, successors: 1, failed: 0 });
      [cookie = ''] = successors;
      expect(cookie).not.toBe(shown);
    }
    const { counter } = await api.database.prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(counter).toBe(ROUNDS + 1);
  }, 120_000);
});

describe('an old token', () => {
  test('of an answer lost two seconds ago gets the same successor, of fifteen seconds ago is reuse', async () => {
    at(0);
    const { browser } = await signedIn();
    const shown = cookieOf(browser);
    const lost = await refreshAt(api.url, shown);
    at(2);
    const again = await refreshAt(other.url, shown);
    expect(again.status).toBe(200);
    expect(cookieIn(again)).toBe(cookieIn(lost));
    at(15);
    expectProblem(await refreshAt(api.url, shown), 401, 'token_reuse');
  });

  test('ends the whole family at once in every process, is on record and told to the person', async () => {
    at(0);
    const { browser, accountId } = await signedIn();
    const first = cookieOf(browser);
    const second = cookieIn(await refreshAt(api.url, first));
    const latest = await refreshAt(other.url, second);
    const token = accessTokenOf(latest);
    for (const url of [api.url, other.url, deaf.url]) expect(await statusAt(url, token)).toBe(200);

    expectProblem(await refreshAt(api.url, first), 401, 'token_reuse');
    expectProblem(await refreshAt(other.url, cookieIn(latest)), 401, 'session_expired');
    await expect.poll(() => statusAt(api.url, token), { timeout: 1000 }).toBe(401);
    await expect.poll(() => statusAt(other.url, token), { timeout: 1000 }).toBe(401);
    await expect.poll(() => statusAt(deaf.url, token), { timeout: 6000, interval: 250 }).toBe(401);

    const { prisma } = api.database;
    const audit = { action: 'session.reuse', actorAccountId: accountId, outcome: 'failure' };
    expect(await prisma.audit.count({ where: audit })).toBe(1);
    const notices = await prisma.notice.findMany({
      where: { userAccountId: accountId, type: 'token_reuse' },
    });
    expect(notices).toHaveLength(1);
  });
});

describe('a session', () => {
  const MINUTE = 60;

  test('that nobody touches for thirty minutes ends, however often the page refreshes by itself', async () => {
    at(0);
    const { browser } = await signedIn();
    for (const minutes of [12, 24, 29]) {
      at(minutes * MINUTE);
      expect((await browser.refresh({ idleSeconds: minutes * MINUTE })).status).toBe(200);
    }
    at(31 * MINUTE);
    expectProblem(await browser.refresh({ idleSeconds: 31 * MINUTE }), 401, 'session_expired');
    // The first key after the end is too late.
    expectProblem(await browser.refresh({ idleSeconds: 0 }), 401, 'session_expired');
  });

  test('that is used lasts twelve hours and no longer', async () => {
    at(0);
    const { browser } = await signedIn();
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      at(minutes * MINUTE);
      expect((await browser.refresh({ idleSeconds: 60 })).status).toBe(200);
    }
    at(12 * 60 * MINUTE + 60);
    expectProblem(await browser.refresh({ idleSeconds: 0 }), 401, 'session_expired');
  });

  test('takes a client that does not tell of use by its word: the call is use', async () => {
    at(0);
    const { browser } = await signedIn();
    for (const minutes of [29, 58]) {
      at(minutes * MINUTE);
      expect((await browser.refresh()).status).toBe(200);
    }
  });

  test('is not kept alive by requests and streams, and its access token ends with it', async () => {
    at(0);
    const { token, browser } = await signedIn();
    const id = cookieOf(browser).split('.')[1] ?? '';
    const { prisma, sql } = api.database;
    const before = await prisma.session.findUniqueOrThrow({ where: { id } });
    for (let count = 0; count < 3; count += 1) expect(await statusAt(api.url, token)).toBe(200);
    const after = await prisma.session.findUniqueOrThrow({ where: { id } });
    expect(after.lastSeenAt).toEqual(before.lastSeenAt);

    await sql.query({
      text: `UPDATE session SET last_seen_at = now() - interval '31 minutes' WHERE id = $1`,
      values: [id],
    });
    await expect.poll(() => statusAt(api.url, token), { timeout: 6000, interval: 250 }).toBe(401);
  });
});

describe('pages of other sites', () => {
  const FOREIGN: readonly [string, Readonly<Record<string, string>>, number][] = [
    ['another origin', { Origin: 'https://evil.test' }, 403],
    ['no origin at all', { Origin: 'null' }, 403],
    ['another site without an origin', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a neighbour on the same site', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['a form', { 'Content-Type': 'text/plain' }, 415],
    ['an encoded form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
  ];

  test.each(FOREIGN)('cannot refresh or sign out: %s', async (_, headers, status) => {
    at(0);
    const { browser, token } = await signedIn();
    const cookie = `crm_rt=${cookieOf(browser)}`;
    const send = (path: string) =>
      request(api.url)
        .post(path)
        .set({ Cookie: cookie, ...headers });
    expect((await send('/api/auth/refresh')).status).toBe(status);
    const out = await send('/api/auth/logout').set('Authorization', `Bearer ${token}`);
    expect(out.status).toBe(status);

    // Nothing was rotated and nobody signed out.
    const id = cookie.split('.')[1] ?? '';
    const session = await api.database.prisma.session.findUniqueOrThrow({ where: { id } });
    expect(session).toMatchObject({ counter: 1, revokedAt: null });
  });

  test('cannot do it by an address alone either', async () => {
    const { browser } = await signedIn();
    expectProblem(await browser.get('/api/auth/refresh'), 405, 'method_not_allowed');
    expectProblem(await browser.get('/api/auth/logout'), 405, 'method_not_allowed');
  });

  test('while our own page may', async () => {
    const { browser } = await signedIn();
    const own = await request(api.url)
      .post('/api/auth/refresh')
      .set({ Cookie: `crm_rt=${cookieOf(browser)}`, Origin: api.url, 'Sec-Fetch-Site': 'same-origin' })
      .send({ idleSeconds: 1 });
    expect(own.status).toBe(200);
  });
});
