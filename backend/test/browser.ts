import request, { type Response, type Test } from 'supertest';
import { createPasswords } from '../src/modules/identity/index.js';
import { expectProblem, type TestApi } from './api.js';
import type { OperatorOverrides, TestOperator } from './factories/build.js';
import { GOOD_PASSWORD } from './factories/operators.js';

/** A browser: keeps its cookies, comes from one address, and says what it is. */
export interface TestBrowser {
  readonly ip: string;
  /** Cookies by name. */
  readonly cookies: Map<string, string>;
  post(path: string, body?: object): Promise<Response>;
  get(path: string, token?: string): Promise<Response>;
  delete(path: string, token: string): Promise<Response>;
  signIn(login: string, password?: string, more?: object): Promise<Response>;
  refresh(body?: object): Promise<Response>;
}

export interface TestBrowserOptions {
  readonly url: string;
  readonly userAgent?: string;
  readonly ip?: string;
}

export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
export const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

let addresses = 0;
/** An address nobody has used yet. */
export const freshIp = (): string => {
  addresses += 1;
  return `203.0.${String(113 + Math.floor(addresses / 250))}.${String((addresses % 250) + 1)}`;
};

/** The proxy in front adds the peer's address, as Nginx does. */
export function openBrowser({ url, userAgent = CHROME, ip = freshIp() }: TestBrowserOptions): TestBrowser {
  const cookies = new Map<string, string>();
  const send = async (test: Test): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    void test.set('X-Forwarded-For', ip).set('User-Agent', userAgent);
    if (cookie) void test.set('Cookie', cookie);
    const response = await test;
    for (const text of (response.headers['set-cookie'] as unknown as string[] | undefined) ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const bearer = (test: Test, token: string | undefined): Test =>
    token === undefined ? test : test.set('Authorization', `Bearer ${token}`);
  const post = (path: string, body?: object) => send(request(url).post(path).send(body));
  return {
    ip,
    cookies,
    post,
    get: (path, token) => send(bearer(request(url).get(path), token)),
    delete: (path, token) => send(bearer(request(url).delete(path), token)),
    signIn: (login, password = GOOD_PASSWORD, more = {}) =>
      post('/api/auth/login', { login, password, ...more }),
    refresh: (body) => post('/api/auth/refresh', body),
  };
}

export const accessTokenOf = (response: Response): string =>
  (response.body as { accessToken?: string }).accessToken ?? '';

let passwordHash: Promise<string> | null = null;

/** A person who signs in with {@link GOOD_PASSWORD}. */
export async function personWhoSignsIn(
  api: TestApi,
  overrides: OperatorOverrides = {},
): Promise<TestOperator> {
  passwordHash ??= createPasswords({ cost: 4 }).hash(GOOD_PASSWORD);
  return api.build.operator({ passwordHash: await passwordHash, ...overrides });
}

/** Wrong passwords that are looked at and refused. */
export async function failToSignIn(browser: TestBrowser, login: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1)
    expectProblem(await browser.signIn(login, `wrong ${String(count)}`), 401, 'invalid_credentials');
}
