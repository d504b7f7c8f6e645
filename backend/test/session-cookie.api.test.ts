import { afterAll, expect, test } from 'vitest';
import { startTestApi } from './api.js';
import { accessTokenOf, openBrowser, personWhoSignsIn } from './browser.js';

const api = await startTestApi({ env: { PUBLIC_URL: 'https://crm.example' } });
afterAll(() => api.close());

const COOKIE = /^__Host-crm_rt=([\w.~-]{40,}); Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/;
const cookiesOf = (headers: unknown): string[] =>
  ((headers as { 'set-cookie'?: string[] })['set-cookie'] ?? []).filter((text) =>
    text.startsWith('__Host-crm_rt='),
  );

test('the refresh token is in a cookie of this host alone, out of reach of scripts and other sites, and nowhere else', async () => {
  const { login } = await personWhoSignsIn(api);
  const browser = openBrowser({ url: api.url });
  const signedIn = await browser.signIn(login);
  const refreshed = await browser.refresh();
  for (const answer of [signedIn, refreshed]) {
    expect(answer.status).toBe(200);
    const [cookie = '', ...more] = cookiesOf(answer.headers);
    expect(more).toEqual([]);
    expect(cookie).toMatch(COOKIE);
    expect(answer.text).not.toContain(COOKIE.exec(cookie)?.[1]);
    expect(answer.headers['cache-control']).toBe('no-store');
  }
});

test('a sign-out takes the cookie back with the very same attributes', async () => {
  const { login } = await personWhoSignsIn(api);
  const browser = openBrowser({ url: api.url });
  const token = accessTokenOf(await browser.signIn(login));
  const answer = await api.anonymous.post('/api/auth/logout').set('Authorization', `Bearer ${token}`);
  expect(cookiesOf(answer.headers)).toEqual([
    '__Host-crm_rt=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict',
  ]);
});

test('a token in an address, in a body or in a cookie signs nobody in', async () => {
  const { login } = await personWhoSignsIn(api);
  const token = accessTokenOf(await openBrowser({ url: api.url }).signIn(login));
  for (const name of ['access_token', 'accessToken', 'token'])
    expect({ name, status: (await api.anonymous.get(`/api/calls?${name}=${token}`)).status }).toEqual({
      name,
      status: 401,
    });
  const inBody = await api.anonymous.post('/api/orders').send({ access_token: token });
  const inCookie = await api.anonymous
    .get('/api/calls')
    .set('Cookie', `access_token=${token}; __Host-crm_rt=${token}`);
  expect([inBody.status, inCookie.status]).toEqual([401, 401]);
  const byHeader = await api.anonymous.get('/api/calls').set('Authorization', `Bearer ${token}`);
  expect(byHeader.status).toBe(200);
});
