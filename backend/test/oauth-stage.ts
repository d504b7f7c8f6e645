import request, { type Response } from 'supertest';
import { startTestApi, type TestApi } from './api.js';
import type { OperatorOverrides, TestOperator } from './factories/build.js';
import { FAKE_CLIENT } from './providers/fake-oauth.js';

export const PUBLIC_URL = 'https://crm.test';
export const redirectUriOf = (provider: string): string =>
  `${PUBLIC_URL}/api/auth/oauth/${provider}/callback`;
export const GENERIC_ISSUER = 'https://id.company.test';
const BROWSER = '__Host-crm_browser';
const SESSION = '__Host-crm_rt';

/** The product behind TLS with these providers on; `standIns` are where each one's stand-in listens. */
export const startOauthApi = (standIns: Readonly<Record<string, string>>): Promise<TestApi> =>
  startTestApi({
    env: {
      PUBLIC_URL,
      OAUTH_TIMEOUT_SECONDS: '1',
      OAUTH_OK_PUBLIC_KEY: FAKE_CLIENT.publicKey,
      OAUTH_OIDC_ISSUER: GENERIC_ISSUER,
      OAUTH_OIDC_NAME: 'Вход компании',
      ...Object.fromEntries(Object.entries(standIns).flatMap(([id, url]) => keysOf(id.toUpperCase(), url))),
    },
  });

const keysOf = (provider: string, url: string): [string, string][] => [
  [`OAUTH_${provider}_CLIENT_ID`, FAKE_CLIENT.clientId],
  [`OAUTH_${provider}_CLIENT_SECRET`, FAKE_CLIENT.clientSecret],
  [`OAUTH_${provider}_BASE_URL`, url],
];

/** One person's browser: it keeps the cookies it is given and follows no redirect by itself. */
export interface Browser {
  /** Presses a provider's button on the sign-in page; returns the address it is sent to. */
  start(provider: string, returnTo?: string): Promise<string>;
  /** Comes back from a provider. */
  callback(provider: string, query: string | URLSearchParams): Promise<Response>;
  /** Comes back to exactly this address of the product. */
  follow(back: URL): Promise<Response>;
  readonly cookies: Map<string, string>;
}

export function openBrowser(api: TestApi): Browser {
  const cookies = new Map<string, string>();
  const get = async (path: string): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await request(api.url).get(path).set('Cookie', cookie).redirects(0);
    for (const text of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    start: async (provider, returnTo) => {
      const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`;
      return locationOf(await get(`/api/auth/oauth/${provider}/start${query}`));
    },
    callback: (provider, query) => get(`/api/auth/oauth/${provider}/callback?${query.toString()}`),
    follow: ({ origin, pathname, search }) => {
      if (origin !== PUBLIC_URL) throw new Error(`The browser is sent to ${origin}`);
      return get(`${pathname}${search}`);
    },
  };
}

export const locationOf = (response: Response): string => {
  if (response.status !== 303) throw new Error(`No redirect: ${String(response.status)} ${response.text}`);
  return response.headers['location'] ?? '';
};

/** Whose session a browser has now; null without one. */
export async function personIn(api: TestApi, browser: Browser): Promise<number | null> {
  const session = browser.cookies.get(SESSION);
  if (session === undefined) return null;
  const renewed = await request(api.url).post('/api/auth/refresh').set('Cookie', `${SESSION}=${session}`);
  const { accessToken } = renewed.body as { accessToken?: string };
  const profile = await request(api.url)
    .get('/api/auth/profile')
    .set('Authorization', `Bearer ${accessToken ?? ''}`);
  return (profile.body as { data?: { id: number } }).data?.id ?? null;
}

export const browserSecretOf = (browser: Browser): string => browser.cookies.get(BROWSER) ?? '';

/** A person with an e-mail that the product has verified. */
export async function personWithEmail(
  api: TestApi,
  email: string,
  { isVerified = true, ...overrides }: OperatorOverrides & { isVerified?: boolean } = {},
): Promise<TestOperator> {
  const person = await api.build.operator({ ...overrides, email });
  await api.database.prisma.userAccount.update({
    where: { id: person.userAccountId },
    data: { emailVerifiedAt: isVerified ? new Date() : null },
  });
  return person;
}

/** A link as the product keeps it. */
export const linkOf = (api: TestApi, { userAccountId }: TestOperator, provider: string, subject: string) =>
  api.database.prisma.oauthIdentity.create({ data: { userAccountId, provider, subject } });
