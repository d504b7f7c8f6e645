import { randomInt, randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';
import { personWithFactor } from '../../../../test/factories/second-factor.js';
import {
  browserSecretOf,
  GENERIC_ISSUER,
  linkOf,
  locationOf,
  openBrowser,
  personIn,
  personWithEmail,
  redirectUriOf,
  startOauthApi,
} from '../../../../test/oauth-stage.js';
import { startFakeOauth, type FakePerson } from '../../../../test/providers/fake-oauth.js';
import { GITHUB, MAIL_RU, ODNOKLASSNIKI, VK, YANDEX } from '../../../../test/providers/oauth-shapes.js';
import { startOpenIdProvider } from '../../../../test/providers/openid-provider.js';

interface Stand {
  readonly url: string;
  approve(address: string, person: FakePerson): URL | Promise<URL>;
  close(): Promise<void>;
}

const google = await startOpenIdProvider({
  issuer: 'https://accounts.google.com',
  redirectUri: redirectUriOf('google'),
  emailInIdToken: true,
});
const oidc = await startOpenIdProvider({
  issuer: GENERIC_ISSUER,
  redirectUri: redirectUriOf('oidc'),
  emailInIdToken: false,
});
const shapes = { github: GITHUB, vk: VK, ok: ODNOKLASSNIKI, mailru: MAIL_RU, yandex: YANDEX };
const fakes = new Map(
  await Promise.all(
    Object.entries(shapes).map(async ([id, shape]): Promise<[string, Stand]> => [
      id,
      await startFakeOauth(shape, redirectUriOf(id)),
    ]),
  ),
);
const providers = new Map<string, Stand>([...fakes, ['google', google], ['oidc', oidc]]);
const api = await startOauthApi(Object.fromEntries([...providers].map(([id, { url }]) => [id, url])));

afterAll(async () => {
  await api.close();
  await Promise.all([...providers.values()].map((provider) => provider.close()));
});

const uniqueId = (): string => String(randomInt(1_000_000, 1_000_000_000));
const uniqueEmail = (domain: string): string => `person-${randomUUID().slice(0, 8)}@${domain}`;
/** As the product names a person of a provider that speaks OpenID Connect. */
const SUBJECT_PREFIX: Readonly<Record<string, string>> = {
  google: 'https://accounts.google.com/ ',
  oidc: `${GENERIC_ISSUER}/ `,
};

/** Presses the button, agrees at the provider, comes back. */
async function signIn(provider: string, person: FakePerson, returnTo?: string) {
  const browser = openBrowser(api);
  const address = await browser.start(provider, returnTo);
  const back = await providers.get(provider)?.approve(address, person);
  if (!back) throw new Error(`No stand-in of ${provider}`);
  return { browser, response: await browser.follow(back) };
}
const REFUSED = (provider: string): string => `/login?oauth=refused&provider=${provider}`;

describe.each([...providers.keys()])('%s', (provider) => {
  test('signs in whom a link names, and leads to the page asked for', async () => {
    const operator = await api.build.operator();
    const id = uniqueId();
    const link = await linkOf(api, operator, provider, `${SUBJECT_PREFIX[provider] ?? ''}${id}`);
    const { browser, response } = await signIn(provider, { id }, '/orders?status=new');

    expect(locationOf(response)).toBe('/orders?status=new');
    expect(String(response.headers['set-cookie'])).toMatch(
      /__Host-crm_rt=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict/,
    );
    expect(await personIn(api, browser)).toBe(operator.id);
    const used = await api.database.prisma.oauthIdentity.findUniqueOrThrow({ where: { id: link.id } });
    expect(used.lastUsedAt).not.toBeNull();
    const session = await api.database.prisma.session.findFirstOrThrow({
      where: { operatorId: operator.id },
    });
    expect(session.authMethods).toEqual(['oauth']);
  });

  test('makes no account and tells nothing when it knows somebody whom the product does not', async () => {
    const before = await api.database.prisma.userAccount.count();
    const { browser, response } = await signIn(provider, {
      id: uniqueId(),
      email: uniqueEmail('gmail.com'),
      isVerified: true,
    });
    expect(locationOf(response)).toBe(REFUSED(provider));
    expect(await personIn(api, browser)).toBeNull();
    expect(await api.database.prisma.userAccount.count()).toBe(before);
  });

  test('signs in nobody who is not active any more, in the same words', async () => {
    const operator = await api.build.operator({ status: 'inactive' });
    const id = uniqueId();
    await linkOf(api, operator, provider, `${SUBJECT_PREFIX[provider] ?? ''}${id}`);
    const { browser, response } = await signIn(provider, { id });
    expect(locationOf(response)).toBe(REFUSED(provider));
    expect(await personIn(api, browser)).toBeNull();
    const { userAccountId } = operator;
    const tried = await api.database.prisma.signInEvent.findFirst({ where: { userAccountId } });
    expect(tried).toMatchObject({ method: 'oauth', outcome: 'inactive' });
  });
});

test('at a first sign-in the browser is given a secret that nobody could have planted before', async () => {
  const operator = await api.build.operator();
  const id = uniqueId();
  await linkOf(api, operator, 'github', id);
  const browser = openBrowser(api);
  const address = await browser.start('github');
  const before = browserSecretOf(browser);
  const back = await providers.get('github')?.approve(address, { id });
  if (back) await browser.follow(back);
  expect(await personIn(api, browser)).toBe(operator.id);
  expect(browserSecretOf(browser)).not.toBe(before);
});

test('whoever has a second factor is asked for its code by the product, whatever the provider says', async () => {
  const operator = await personWithFactor(api);
  const id = uniqueId();
  await linkOf(api, operator, 'github', id);
  const { browser, response } = await signIn('github', { id }, '/orders?status=new');

  const [page, token] = locationOf(response).split('#code=');
  expect(page).toBe('/login?returnTo=%2Forders%3Fstatus%3Dnew');
  expect(await personIn(api, browser)).toBeNull();
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = (code: string) =>
    request(api.url).post('/api/auth/login/mfa').set('Cookie', cookie).send({ mfaToken: token, code });
  expect((await answer('000000')).status).toBe(401);
  expect((await answer(operator.code())).status).toBe(200);
  const session = await api.database.prisma.session.findFirstOrThrow({ where: { operatorId: operator.id } });
  expect(session.authMethods).toEqual(['oauth', 'totp']);
});

describe('at the first time', () => {
  test.each([
    ['google', 'gmail.com'],
    ['oidc', 'company.test'],
    ['github', 'company.test'],
    ['yandex', 'yandex.ru'],
    ['mailru', 'bk.ru'],
  ])(
    '%s links the one account whose verified address it vouches for, and its owner is told',
    async (provider, domain) => {
      const email = uniqueEmail(domain);
      const operator = await personWithEmail(api, email.toUpperCase());
      const { browser } = await signIn(provider, { id: uniqueId(), email, isVerified: true });

      expect(await personIn(api, browser)).toBe(operator.id);
      const { prisma } = api.database;
      const notice = await prisma.notice.findFirstOrThrow({
        where: { userAccountId: operator.userAccountId, type: 'oauth_linked' },
      });
      expect(notice).toMatchObject({ type: 'oauth_linked', data: { provider } });
      const letters = await prisma.mailMessage.findMany({ where: { userAccountId: operator.userAccountId } });
      expect(letters.map(({ template }) => template)).toContain('oauth_linked');
      const audit = await prisma.audit.findFirst({
        where: { action: 'oauth.link', actorAccountId: operator.userAccountId },
      });
      expect(audit).toMatchObject({
        objectId: String(operator.userAccountId),
        organizationId: operator.organizationId,
      });
    },
  );

  test.each([
    ['google', 'gmail.com', { isVerified: false }, 'which it has not verified'],
    ['google', 'company.test', { isVerified: true }, 'for which it does not speak'],
    ['oidc', 'company.test', { isVerified: false }, 'which it has not verified'],
    ['github', 'company.test', { isVerified: false }, 'which it has not verified'],
    ['yandex', 'company.test', { isVerified: true }, 'whose mailbox is elsewhere'],
    ['mailru', 'company.test', { isVerified: true }, 'whose mailbox is elsewhere'],
    ['vk', 'vk.com', { isVerified: true }, 'of which it vouches for none'],
    ['ok', 'ok.ru', { isVerified: true }, 'of which it vouches for none'],
  ])('%s links no account by an address of %s %o, %s', async (provider, domain, said) => {
    const email = uniqueEmail(domain);
    const operator = await personWithEmail(api, email);
    const { browser, response } = await signIn(provider, { id: uniqueId(), email, ...said });
    expect(locationOf(response)).toBe(REFUSED(provider));
    expect(await personIn(api, browser)).toBeNull();
    expect(
      await api.database.prisma.oauthIdentity.count({ where: { userAccountId: operator.userAccountId } }),
    ).toBe(0);
  });

  test('an address that the product itself has not verified links nobody', async () => {
    const email = uniqueEmail('gmail.com');
    await personWithEmail(api, email, { isVerified: false });
    const { response } = await signIn('google', { id: uniqueId(), email, isVerified: true });
    expect(locationOf(response)).toBe(REFUSED('google'));
  });

  test('an account that has a link is not given another by an address that wandered', async () => {
    const email = uniqueEmail('gmail.com');
    const operator = await personWithEmail(api, email);
    await linkOf(api, operator, 'google', 'its first owner');
    const { browser, response } = await signIn('google', { id: uniqueId(), email, isVerified: true });
    expect(locationOf(response)).toBe(REFUSED('google'));
    expect(await personIn(api, browser)).toBeNull();
  });

  test('two browsers at once make one link and two sessions', async () => {
    const email = uniqueEmail('gmail.com');
    const operator = await personWithEmail(api, email);
    const id = uniqueId();
    const person = { id, email, isVerified: true };
    const both = await Promise.all([signIn('google', person), signIn('google', person)]);
    const people = await Promise.all(both.map(({ browser }) => personIn(api, browser)));
    expect(people).toEqual([operator.id, operator.id]);
    const links = await api.database.prisma.oauthIdentity.findMany({
      where: { userAccountId: operator.userAccountId },
    });
    expect(links).toHaveLength(1);
  });
});

test('the sign-in page is told which providers are on, and what they are called where nobody would know', async () => {
  const response = await api.anonymous.get('/api/auth/oauth/providers');
  expect((response.body as { data: unknown }).data).toEqual([
    ...['google', 'yandex', 'vk', 'mailru', 'ok', 'github'].map((id) => ({ id, name: null })),
    { id: 'oidc', name: 'Вход компании' },
  ]);
});
