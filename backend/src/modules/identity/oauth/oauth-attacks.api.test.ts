import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  GENERIC_ISSUER,
  linkOf,
  locationOf,
  openBrowser,
  personIn,
  redirectUriOf,
  startOauthApi,
} from '../../../../test/oauth-stage.js';
import { startFakeOauth } from '../../../../test/providers/fake-oauth.js';
import { startFakeOpenId, type Lie } from '../../../../test/providers/fake-openid.js';
import { GITHUB, YANDEX } from '../../../../test/providers/oauth-shapes.js';

const github = await startFakeOauth(GITHUB, redirectUriOf('github'));
const yandex = await startFakeOauth(YANDEX, redirectUriOf('yandex'));
const oidc = await startFakeOpenId(GENERIC_ISSUER);
const api = await startOauthApi({ github: github.url, yandex: yandex.url, oidc: oidc.url });
const fakes = [github, yandex];

afterEach(() => {
  for (const fake of fakes) fake.misbehave('none');
});
afterAll(async () => {
  await api.close();
  await Promise.all([github, yandex, oidc].map((fake) => fake.close()));
});

const uniqueId = (): string => String(randomInt(1_000_000, 1_000_000_000));
const word = (code: string, provider = 'github'): string => `/login?oauth=${code}&provider=${provider}`;
/** Somebody with a link, whom a sound sign-in would let in. */
async function linkedPerson(provider = 'github') {
  const operator = await api.build.operator();
  const id = uniqueId();
  await linkOf(api, operator, provider, id);
  return { operator, person: { id } };
}
const flows = () => api.database.prisma.oauthFlow.count();

describe('the state', () => {
  test('begun in one browser lets nobody in by another, and stays good for its own', async () => {
    const { operator, person } = await linkedPerson();
    const own = openBrowser(api);
    const back = github.approve(await own.start('github'), person);
    const thief = openBrowser(api);
    await thief.start('github');

    expect(locationOf(await thief.follow(back))).toBe(word('expired'));
    expect(await personIn(api, thief)).toBeNull();
    expect(locationOf(await openBrowser(api).follow(back))).toBe(word('expired'));
    expect(locationOf(await own.follow(back))).toBe('/');
    expect(await personIn(api, own)).toBe(operator.id);
  });

  test('works once', async () => {
    const { person } = await linkedPerson();
    const browser = openBrowser(api);
    const back = github.approve(await browser.start('github'), person);
    const answers = await Promise.all([browser.follow(back), browser.follow(back), browser.follow(back)]);
    expect(answers.map(locationOf).sort()).toEqual(['/', word('expired'), word('expired')]);
    expect(locationOf(await browser.follow(back))).toBe(word('expired'));
  });

  test('is worth nothing after ten minutes', async () => {
    const { person } = await linkedPerson();
    const browser = openBrowser(api);
    const back = github.approve(await browser.start('github'), person);
    api.clock.set(new Date(Date.now() + 10 * 60_000 + 1000));
    expect(locationOf(await browser.follow(back))).toBe(word('expired'));
    api.clock.set(new Date());
  });

  test('of one provider is worth nothing with another', async () => {
    const { person } = await linkedPerson();
    const browser = openBrowser(api);
    const back = github.approve(await browser.start('github'), person);
    expect(locationOf(await browser.callback('yandex', back.searchParams))).toBe(word('expired', 'yandex'));
    expect(await personIn(api, browser)).toBeNull();
  });

  test.each([
    '',
    'state=made-up&code=made-up',
    'state=a&state=b&code=c',
    `state=${'a'.repeat(5000)}`,
    'state=%00&code=%00',
  ])('that nobody gave out ends at the sign-in page: %s', async (query) => {
    const browser = openBrowser(api);
    await browser.start('github');
    expect(locationOf(await browser.callback('github', query))).toBe(word('expired'));
    expect(await personIn(api, browser)).toBeNull();
  });

  test('and verifier and browser are nowhere in the database as they are', async () => {
    const browser = openBrowser(api);
    const address = new URL(await browser.start('github'));
    const [row] = await api.database.sql.query<{ text: string }>({
      text: 'SELECT row_to_json(f)::text AS text FROM oauth_flow f ORDER BY created_at DESC LIMIT 1',
    });
    const state = address.searchParams.get('state') ?? '';
    const secrets = [state, Buffer.from(state).toString('hex'), ...browser.cookies.values()];
    expect(secrets.filter((secret) => row?.text.includes(secret))).toEqual([]);
    expect(address.searchParams.has('code_verifier')).toBe(false);
  });
});

describe('a code', () => {
  test('of somebody else put into one’s own way back proves nobody', async () => {
    const { person } = await linkedPerson();
    const victim = openBrowser(api);
    const stolen = github.approve(await victim.start('github'), person).searchParams.get('code') ?? '';
    const thief = openBrowser(api);
    const back = github.approve(await thief.start('github'), { id: uniqueId() });
    back.searchParams.set('code', stolen);

    expect(locationOf(await thief.follow(back))).toBe(word('refused'));
    expect(await personIn(api, thief)).toBeNull();
  });

  test.each([
    ['access_denied', 'cancelled'],
    ['server_error', 'refused'],
  ])('that a person did not want to give, %s, leads back with a word', async (error, code) => {
    const browser = openBrowser(api);
    const state = new URL(await browser.start('github', '/orders')).searchParams.get('state') ?? '';
    const response = await browser.callback('github', new URLSearchParams({ error, state }));
    expect(locationOf(response)).toBe(`/login?returnTo=%2Forders&oauth=${code}&provider=github`);
  });
});

describe('a provider that', () => {
  test.each(['silent', 'garbage', 'broken'] as const)(
    'is %s ends the waiting with a word',
    async (trouble) => {
      const { person } = await linkedPerson();
      const browser = openBrowser(api);
      const back = github.approve(await browser.start('github'), person);
      github.misbehave(trouble);
      expect(locationOf(await browser.follow(back))).toBe(word('unavailable'));
      expect(await personIn(api, browser)).toBeNull();
    },
  );

  test('is off sends back to the sign-in page, from the start and from the way back', async () => {
    const browser = openBrowser(api);
    expect(await browser.start('vk')).toBe(word('off', 'vk'));
    expect(locationOf(await browser.callback('vk', 'code=a&state=b'))).toBe(word('off', 'vk'));
  });

  test('is away when it is to be discovered is asked again the next time', async () => {
    const away = await startFakeOpenId(GENERIC_ISSUER);
    const { url } = away;
    await away.close();
    const other = await startOauthApi({ oidc: url });
    const before = await other.database.prisma.oauthFlow.count();
    expect(await openBrowser(other).start('oidc', '/orders')).toBe(
      '/login?returnTo=%2Forders&oauth=unavailable&provider=oidc',
    );
    expect(await other.database.prisma.oauthFlow.count()).toBe(before);
    await other.close();
  });
});

describe('an ID token', () => {
  const lies: [string, Lie][] = [
    ['of another issuer', { claims: { iss: 'https://evil.test' } }],
    ['for another client', { claims: { aud: 'another-client' } }],
    ['for several clients, given to another', { claims: { aud: ['crm-client', 'other'], azp: 'other' } }],
    ['with another nonce', { claims: { nonce: randomUUID() } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['that has expired', { claims: { exp: Math.floor(Date.now() / 1000) - 120 } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['with a number for a subject', { claims: { sub: 7 } }],
    ['that nobody signed', { algorithm: 'none' }],
    ['signed with the client’s secret', { algorithm: 'HS256' }],
    ['signed with a foreign key', { hasForeignKey: true }],
  ];

  test('that is sound signs in', async () => {
    const operator = await api.build.operator();
    await linkOf(api, operator, 'oidc', `${GENERIC_ISSUER}/ subject`);
    const browser = openBrowser(api);
    expect(locationOf(await browser.follow(oidc.approve(await browser.start('oidc'), {})))).toBe('/');
    expect(await personIn(api, browser)).toBe(operator.id);
  });

  test.each(lies)('%s proves nobody', async (_, lie) => {
    const browser = openBrowser(api);
    const back = oidc.approve(await browser.start('oidc'), lie);
    expect(locationOf(await browser.follow(back))).toBe(word('refused', 'oidc'));
    expect(await personIn(api, browser)).toBeNull();
  });

  test('is not asked for with the issuer of another provider in the address', async () => {
    const browser = openBrowser(api);
    const back = oidc.approve(await browser.start('oidc'), {});
    back.searchParams.set('iss', 'https://evil.test');
    expect(locationOf(await browser.follow(back))).toBe(word('refused', 'oidc'));
  });
});

describe('addresses', () => {
  test.each(['https://evil.test/', '//evil.test', '/\\evil.test', '/.//evil.test', '/api/auth/logout'])(
    'a way back to %s is not gone',
    async (returnTo) => {
      const { person } = await linkedPerson();
      const browser = openBrowser(api);
      const back = github.approve(await browser.start('github', returnTo), person);
      expect(locationOf(await browser.follow(back))).toBe('/');
    },
  );

  test('no header of a request has a say in where the code is sent', async () => {
    const response = await api.anonymous
      .get('/api/auth/oauth/github/start')
      .set({ Host: '[::1]:9', 'X-Forwarded-Host': 'evil.test', Forwarded: 'host=evil.test' })
      .redirects(0);
    expect(new URL(locationOf(response)).searchParams.get('redirect_uri')).toBe(redirectUriOf('github'));
  });

  test('a page of another site cannot send a person to a provider', async () => {
    const before = await flows();
    const response = await api.anonymous
      .get('/api/auth/oauth/github/start')
      .set('Sec-Fetch-Site', 'cross-site')
      .redirects(0);
    expect(response.status).toBe(403);
    expect(await flows()).toBe(before);
  });
});
