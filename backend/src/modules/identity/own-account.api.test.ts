import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import request from 'supertest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import {
  accessTokenOf,
  failToSignIn,
  IPHONE,
  openBrowser,
  personWhoSignsIn,
  type TestBrowser,
} from '../../../test/browser.js';
import { buildCall } from '../../../test/factories/call.js';
import { openLive, type LiveClient } from '../../../test/live-client.js';

let api: TestApi;
const streams: LiveClient[] = [];

beforeAll(async () => {
  api = await startTestApi();
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(() => api.close());

const enter = async (login: string, browser: TestBrowser = openBrowser({ url: api.url })) => {
  const response = await browser.signIn(login);
  expect(response.status).toBe(200);
  return { browser, token: accessTokenOf(response) };
};
const listen = async (token: string): Promise<LiveClient> => {
  const stream = await openLive({ url: api.url, token });
  streams.push(stream);
  return stream;
};
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
interface Row {
  readonly id: number;
  readonly [field: string]: unknown;
}
interface Answer {
  readonly data: Row[];
  readonly pagination: { readonly total: number; readonly nextCursor: string | null };
}
const listOf = async (path: string, token: string): Promise<Answer> =>
  (await request(api.url).get(path).set(bearer(token))).body as Answer;

describe('the history of sign-ins', () => {
  test('tells what succeeded, failed and was delayed, with device and address, newest first', async () => {
    const { login } = await personWhoSignsIn(api);
    const attacker = openBrowser({ url: api.url, userAgent: IPHONE });
    const start = Date.now();
    api.clock.set(new Date(start));
    await failToSignIn(attacker, login, 5);
    for (let count = 0; count < 3; count += 1)
      expectProblem(await attacker.signIn(login, 'guess'), 429, 'too_many_requests');
    api.clock.set(new Date(start + 2000));
    const { token, browser } = await enter(login);

    const { data, pagination } = await listOf('/api/auth/sign-ins', token);
    expect(data.map(({ outcome }) => outcome)).toEqual([
      'success',
      'delayed',
      ...Array.from({ length: 5 }, () => 'wrong_password'),
    ]);
    expect(data[0]).toMatchObject({ method: 'password', ip: browser.ip, device: 'Chrome 130, Windows' });
    expect(data[2]).toMatchObject({ ip: attacker.ip, device: 'Safari 18, iOS', deviceKind: 'mobile' });
    expect(pagination.total).toBe(7);
  });

  test('is one’s own alone, and a cursor reads it through without gap or copy', async () => {
    const { login } = await personWhoSignsIn(api);
    const { token, browser } = await enter(login);
    await failToSignIn(browser, login, 6);
    await failToSignIn(openBrowser({ url: api.url }), (await personWhoSignsIn(api)).login, 1);

    const all = await listOf('/api/auth/sign-ins?limit=100', token);
    const read: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { data, pagination } = await listOf(`/api/auth/sign-ins?limit=3${more}`, token);
      read.push(...data.map(({ id }) => id));
      cursor = pagination.nextCursor;
    }
    expect(read).toEqual(all.data.map(({ id }) => id));
    expect(read).toHaveLength(7);
    const forged = await request(api.url).get('/api/auth/sign-ins?cursor=abc').set(bearer(token));
    expectProblem(forged, 422, 'invalid_fields', { cursor: 'invalid_value' });
  });
});

const toldOn = ({ messages }: LiveClient): unknown[] =>
  messages.filter(({ type }) => type === 'notices.changed').map(({ data }) => data['id']);

describe('a new device', () => {
  test('is told of once: in the product, by letter, and at once on open pages of that person alone', async () => {
    const person = await personWhoSignsIn(api, { email: 'anna@example.ru' });
    await api.database.prisma.userAccount.update({
      where: { id: person.userAccountId },
      data: { emailVerifiedAt: new Date() },
    });
    const colleague = await personWhoSignsIn(api);
    const desk = await enter(person.login);
    const own = await listen(desk.token);
    const foreign = await listen((await enter(colleague.login)).token);

    const phone = openBrowser({ url: api.url, userAgent: IPHONE });
    await enter(person.login, phone);
    await enter(person.login, phone);

    const { data } = await listOf('/api/auth/notices', desk.token);
    expect(data.filter(({ type }) => type === 'new_device')).toHaveLength(2);
    expect(data[0]?.['data']).toMatchObject({ device: 'Safari 18, iOS', ip: phone.ip });
    const letters = { userAccountId: person.userAccountId, template: 'new_device' };
    expect(await api.database.prisma.mailMessage.count({ where: letters })).toBe(2);
    // A stream may begin with the notice of the very sign-in that opened it: events come when what began before them has ended.
    const [ofPhone, ofDesk] = data.map(({ id }) => id);
    await expect.poll(() => toldOn(own)).toContain(ofPhone);
    expect(toldOn(own).filter((id) => id !== ofDesk)).toEqual([ofPhone]);
    const { token } = await enter(colleague.login, openBrowser({ url: api.url, userAgent: IPHONE }));
    const [ofColleague, before] = (await listOf('/api/auth/notices', token)).data.map(({ id }) => id);
    await expect.poll(() => toldOn(foreign)).toContain(ofColleague);
    expect(toldOn(foreign).filter((id) => id !== before)).toEqual([ofColleague]);
  });

  test('is forgotten when asked, and is new again', async () => {
    const { login } = await personWhoSignsIn(api);
    const { browser, token } = await enter(login);
    const stranger = await enter((await personWhoSignsIn(api)).login);
    const devices = async () =>
      ((await browser.get('/api/auth/devices', token)).body as { data: { id: string; current: boolean }[] })
        .data;
    const [device] = await devices();
    expect(device?.current).toBe(true);
    const path = `/api/auth/devices/${device?.id ?? ''}`;

    expectProblem(await stranger.browser.delete(path, stranger.token), 404, 'not_found');
    expect((await browser.delete(path, token)).status).toBe(204);
    expect(await devices()).toEqual([]);
    const again = await enter(login, browser);
    const { data } = await listOf('/api/auth/notices', again.token);
    expect(data.filter(({ type }) => type === 'new_device')).toHaveLength(2);
  });
});

describe('notices', () => {
  test('are counted until they are read, one by one or all', async () => {
    const { login } = await personWhoSignsIn(api);
    await enter(login);
    await enter(login);
    const { token } = await enter(login);
    const unread = async () =>
      ((await request(api.url).get('/api/auth/notices/unread').set(bearer(token))).body as { count: number })
        .count;
    const post = (path: string) => request(api.url).post(path).set(bearer(token));
    expect(await unread()).toBe(3);
    const { data } = await listOf('/api/auth/notices', token);

    const read = await post(`/api/auth/notices/${String(data[1]?.id)}/read`);
    expect(read.body).toMatchObject({ data: { id: data[1]?.id } });
    expect((read.body as { data: Row }).data['readAt']).not.toBeNull();
    expect(await unread()).toBe(2);
    expect((await listOf('/api/auth/notices?unread=true', token)).data.map(({ id }) => id)).toEqual([
      data[0]?.id,
      data[2]?.id,
    ]);
    expect((await post('/api/auth/notices/read')).status).toBe(204);
    expect(await unread()).toBe(0);

    const other = await enter((await personWhoSignsIn(api)).login);
    const path = `/api/auth/notices/${String(data[0]?.id)}/read`;
    expectProblem(await request(api.url).post(path).set(bearer(other.token)), 404, 'not_found');
  });
});

describe('the export of own data', () => {
  const exportOf = (token: string) => request(api.url).get('/api/auth/export').set(bearer(token));

  test('holds everything about the person as a file, and no secret', async () => {
    const person = await personWhoSignsIn(api, { email: 'export@example.ru', cities: ['Саратов'] });
    await buildCall(api, { operatorId: person.id });
    const { token } = await enter(person.login);
    const response = await exportOf(token);

    expect(response.status).toBe(200);
    expect(response.headers['content-disposition']).toMatch(
      /^attachment; filename="my-data-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(response.body).toMatchObject({
      account: { login: person.login, email: 'export@example.ru' },
      employments: [{ id: person.id, role: 'operator', cities: ['Саратов'], calls: 1, orders: 0 }],
      sessions: [{ authMethods: ['password'] }],
      devices: [{ userAgent: expect.stringContaining('Chrome') as string }],
      signIns: [{ outcome: 'success' }],
      notices: [{ type: 'new_device' }],
      apiKeys: [],
      linkedAccounts: [],
      audit: { total: 1, newest: [{ action: 'session.open' }] },
    });
    expect(response.text).not.toMatch(/hash|secret|sealed|\$2b\$/i);
    const audit = { action: 'account.export', actorAccountId: person.userAccountId };
    expect(await api.database.prisma.audit.count({ where: audit })).toBe(1);
  });

  test('asks for a recent proof, and is given five times a day', async () => {
    const { login } = await personWhoSignsIn(api);
    const start = Date.now();
    api.clock.set(new Date(start));
    const { token } = await enter(login);
    for (let count = 0; count < 5; count += 1) expect((await exportOf(token)).status).toBe(200);
    expectProblem(await exportOf(token), 429, 'too_many_requests');
    api.clock.set(new Date(start + 11 * 60_000));
    expectProblem(await exportOf(token), 403, 'step_up_required');
  });
});

test('what has served its time is removed by the worker, and nothing else', async () => {
  const { userAccountId, id: operatorId, organizationId } = await personWhoSignsIn(api);
  const { prisma } = api.database;
  const now = new Date('2026-06-01T00:00:00Z');
  const days = (count: number) => new Date(now.getTime() - count * 86_400_000);
  const own = { userAccountId };
  for (const [old, young] of [[32, 28]] as const)
    for (const revokedAt of [days(old), days(young)])
      await prisma.session.create({
        data: { ...own, organizationId, operatorId, expiresAt: revokedAt, revokedAt },
      });
  for (const at of [days(370), days(360)]) {
    await prisma.signInEvent.create({ data: { ...own, at, method: 'password', outcome: 'success' } });
    await prisma.notice.create({ data: { ...own, type: 'token_reuse', createdAt: at } });
    const secretHash = new Uint8Array(Buffer.from(at.toISOString()));
    await prisma.device.create({ data: { ...own, secretHash, lastSeenAt: at } });
  }
  for (const expiresAt of [days(8), days(6)]) {
    const secretHash = new Uint8Array(Buffer.from(`token ${expiresAt.toISOString()}`));
    await prisma.oneTimeToken.create({ data: { ...own, purpose: 'unlock', secretHash, expiresAt } });
  }
  for (const lastAt of [days(3), days(1)])
    await prisma.signInThrottle.create({
      data: { key: `old ${lastAt.toISOString()}`, firstAt: lastAt, lastAt },
    });

  api.clock.set(now);
  await api.container.worker.jobs['upkeep:identity']();

  const where = own;
  expect(await prisma.session.findMany({ where, select: { revokedAt: true } })).toEqual([
    { revokedAt: days(28) },
  ]);
  expect(await prisma.signInEvent.findMany({ where, select: { at: true } })).toEqual([{ at: days(360) }]);
  expect(await prisma.notice.findMany({ where, select: { createdAt: true } })).toEqual([
    { createdAt: days(360) },
  ]);
  expect(await prisma.device.findMany({ where, select: { lastSeenAt: true } })).toEqual([
    { lastSeenAt: days(360) },
  ]);
  expect(await prisma.oneTimeToken.findMany({ where, select: { expiresAt: true } })).toEqual([
    { expiresAt: days(6) },
  ]);
  const throttles = await prisma.signInThrottle.findMany({ where: { key: { startsWith: 'old ' } } });
  expect(throttles.map(({ lastAt }) => lastAt)).toEqual([days(1)]);
});
