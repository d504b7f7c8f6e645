import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import request from 'supertest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import {
  accessTokenOf,
  CHROME,
  IPHONE,
  openBrowser,
  personWhoSignsIn,
  type TestBrowser,
} from '../../../test/browser.js';
import { startSecondApi, type SecondApi } from '../../../test/second-api.js';

let api: TestApi;
let deaf: SecondApi;

beforeAll(async () => {
  api = await startTestApi();
  deaf = await startSecondApi(api, { isDeaf: true });
});
afterAll(async () => {
  await deaf.close();
  await api.close();
});

interface SessionView {
  readonly id: string;
  readonly current: boolean;
  readonly device: string;
  readonly deviceKind: string | null;
  readonly ip: string | null;
  readonly methods: string[];
}

const enter = async (login: string, browser: TestBrowser = openBrowser({ url: api.url })) => {
  const response = await browser.signIn(login);
  expect(response.status).toBe(200);
  return { browser, token: accessTokenOf(response) };
};
const sessionsOf = async (browser: TestBrowser, token: string): Promise<SessionView[]> =>
  ((await browser.get('/api/auth/sessions', token)).body as { data: SessionView[] }).data;
const statusAt = async (url: string, token: string): Promise<number> =>
  (await request(url).get('/api/auth/profile').set('Authorization', `Bearer ${token}`)).status;
/** Also where no notification arrives. */
const endsEverywhere = async (token: string): Promise<void> => {
  for (const url of [api.url, deaf.url])
    await expect.poll(() => statusAt(url, token), { timeout: 6000, interval: 250 }).toBe(401);
};

describe('own sessions', () => {
  test('are told with device, address and how one signed in; the asking one is marked', async () => {
    const { login } = await personWhoSignsIn(api);
    const phone = await enter(login, openBrowser({ url: api.url, userAgent: IPHONE, ip: '203.0.113.77' }));
    const desk = await enter(login, openBrowser({ url: api.url, userAgent: CHROME }));

    const sessions = await sessionsOf(desk.browser, desk.token);
    expect(sessions).toHaveLength(2);
    expect(sessions.find(({ current }) => current)).toMatchObject({
      ...{ device: 'Chrome 130, Windows', deviceKind: 'desktop', methods: ['password'], ip: desk.browser.ip },
    });
    expect(sessions.find(({ current }) => !current)).toMatchObject({
      ...{ device: 'Safari 18, iOS', deviceKind: 'mobile', ip: '203.0.113.77' },
    });
    expect((await sessionsOf(phone.browser, phone.token)).find(({ current }) => current)?.device).toBe(
      'Safari 18, iOS',
    );
  });

  test('one is ended from another, in every process, and nobody’s but one’s own', async () => {
    const { login } = await personWhoSignsIn(api);
    const stranger = await enter((await personWhoSignsIn(api)).login);
    const here = await enter(login);
    const there = await enter(login);
    for (const url of [api.url, deaf.url]) expect(await statusAt(url, there.token)).toBe(200);
    const [other] = (await sessionsOf(here.browser, here.token)).filter(({ current }) => !current);
    const path = `/api/auth/sessions/${other?.id ?? ''}`;

    expectProblem(await stranger.browser.delete(path, stranger.token), 404, 'not_found');
    expect((await here.browser.delete(path, here.token)).status).toBe(204);
    await endsEverywhere(there.token);
    expectProblem(await there.browser.refresh(), 401, 'session_expired');
    expectProblem(await here.browser.delete(path, here.token), 404, 'not_found');
    expect(await statusAt(api.url, here.token)).toBe(200);
    const audit = { action: 'session.close', objectId: other?.id ?? '' };
    expect(await api.database.prisma.audit.count({ where: audit })).toBe(1);
  });

  test('all others are ended at once', async () => {
    const { login } = await personWhoSignsIn(api);
    const others = [await enter(login), await enter(login)];
    const here = await enter(login);
    for (const { token } of others) expect(await statusAt(deaf.url, token)).toBe(200);

    expect((await here.browser.delete('/api/auth/sessions', here.token)).status).toBe(204);
    for (const { token } of others) await endsEverywhere(token);
    expect(await sessionsOf(here.browser, here.token)).toHaveLength(1);
  });

  test('a sign-out ends the access token too, where no notification arrives within five seconds', async () => {
    const { login } = await personWhoSignsIn(api);
    const { browser, token } = await enter(login);
    expect(await statusAt(deaf.url, token)).toBe(200);
    const out = await request(api.url).post('/api/auth/logout').set('Authorization', `Bearer ${token}`);
    expect(out.status).toBe(204);
    await endsEverywhere(token);
    expectProblem(await browser.refresh(), 401, 'session_expired');
  });

  test('of a person who is deactivated end within five seconds everywhere', async () => {
    const person = await personWhoSignsIn(api);
    const { token } = await enter(person.login);
    expect(await statusAt(deaf.url, token)).toBe(200);
    const { version } = await api.database.prisma.operator.findUniqueOrThrow({ where: { id: person.id } });
    const change = { version, status: 'inactive' };
    const done = await api
      .as(api.owner)
      .patch(`/api/operators/${String(person.id)}`)
      .send(change);
    expect(done.status).toBe(200);
    await endsEverywhere(token);
  });
});

describe('ten sessions', () => {
  test('are the most: the eleventh ends the oldest, and the person is told', async () => {
    const { login, userAccountId } = await personWhoSignsIn(api);
    const entered = [];
    for (let count = 0; count < 11; count += 1) entered.push(await enter(login));
    const [oldest, second] = entered;
    expectProblem(await (oldest?.browser ?? openBrowser(api)).refresh(), 401, 'session_expired');
    expect((await second?.browser.refresh())?.status).toBe(200);
    const notices = await api.database.prisma.notice.findMany({
      where: { userAccountId, type: 'session_ended' },
    });
    expect(notices.map(({ data }) => data)).toMatchObject([{ device: 'Chrome 130, Windows' }]);
  });

  test('are the most even when many sign in at once', async () => {
    const person = await personWhoSignsIn(api);
    const known = openBrowser({ url: api.url });
    await known.signIn(person.login);
    let left = 15;
    const enterOnce = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const { status } = await known.signIn(person.login);
        if (status === 503) left += 1;
      }
    };
    await Promise.all(Array.from({ length: 8 }, enterOnce));
    const live = { userAccountId: person.userAccountId, revokedAt: null };
    expect(await api.database.prisma.session.count({ where: live })).toBe(10);
  });
});

test('cookies that somebody planted before a sign-in are not kept', async () => {
  const victim = await personWhoSignsIn(api);
  const attacker = await personWhoSignsIn(api);
  const own = await enter(attacker.login);
  const browser = openBrowser({ url: api.url });
  const planted = new Map(own.browser.cookies);
  for (const [name, value] of planted) browser.cookies.set(name, value);

  await enter(victim.login, browser);
  for (const [name, value] of planted) expect(browser.cookies.get(name)).not.toBe(value);
  // What he planted makes no known browser of his, and his own session is still his.
  const { prisma } = api.database;
  const devices = await prisma.device.findMany({ where: { userAccountId: victim.userAccountId } });
  expect(devices).toHaveLength(1);
  expect((await own.browser.refresh()).status).toBe(200);
});

test('colleagues who share a browser stay known there', async () => {
  const people = [await personWhoSignsIn(api), await personWhoSignsIn(api)];
  const shared = openBrowser({ url: api.url });
  for (const { login } of [...people, ...people]) await enter(login, shared);
  for (const { userAccountId } of people) {
    expect(await api.database.prisma.device.count({ where: { userAccountId } })).toBe(1);
    const notices = { userAccountId, type: 'new_device' };
    expect(await api.database.prisma.notice.count({ where: notices })).toBe(1);
  }
});

test('sessions left alone are ended by the worker, and who has left altogether is signed off from work', async () => {
  const person = await personWhoSignsIn(api);
  const { browser, token } = await enter(person.login);
  const online = await request(api.url)
    .patch('/api/operators/me/status-work')
    .set('Authorization', `Bearer ${token}`)
    .send({ statusWork: 'online' });
  expect(online.status).toBe(200);
  await api.database.sql.query({
    text: `UPDATE session SET last_seen_at = now() - interval '31 minutes' WHERE user_account_id = $1`,
    values: [person.userAccountId],
  });
  await api.container.worker.jobs['identity:end_sessions']();

  const session = await api.database.prisma.session.findFirstOrThrow({
    where: { userAccountId: person.userAccountId },
  });
  expect(session.revokedReason).toBe('idle');
  const after = await api.database.prisma.operator.findUniqueOrThrow({ where: { id: person.id } });
  expect(after.statusWork).toBe('offline');
  expectProblem(await browser.refresh(), 401, 'session_expired');
});
