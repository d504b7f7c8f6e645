import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import request from 'supertest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { createPasswords } from './index.js';

const PASSWORD = 'a long enough password';
let api: TestApi;
let passwordHash: string;

beforeAll(async () => {
  api = await startTestApi();
  passwordHash = await createPasswords({ cost: 4 }).hash(PASSWORD);
});
afterAll(() => api.close());

const signIn = (login: string, password = PASSWORD) =>
  request(api.url).post('/api/auth/login').send({ login, password });
const cookieOf = (response: request.Response): string => {
  const cookies = (response.headers['set-cookie'] as unknown as string[] | undefined) ?? [];
  const cookie = cookies.find((text) => text.startsWith('crm_rt='));
  return cookie?.split(';')[0] ?? '';
};
const refreshWith = (cookie: string) => request(api.url).post('/api/auth/refresh').set('Cookie', cookie);
const profileWith = (token: string) =>
  request(api.url).get('/api/auth/profile').set('Authorization', `Bearer ${token}`);
const tokenOf = (response: request.Response): string =>
  (response.body as { accessToken: string }).accessToken;

describe('signing in', () => {
  test('login without case and password give a token, a cookie out of reach of scripts, and the person', async () => {
    const operator = await api.build.operator({ passwordHash });
    const response = await signIn(operator.login.toUpperCase());

    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({
      success: true,
      expiresIn: 900,
      user: { id: operator.id, login: operator.login, role: 'operator', name: operator.name },
    });
    expect(String(response.headers['set-cookie'])).toMatch(/\bcrm_rt=[^,]*, [^,]*HttpOnly; SameSite=Strict$/);
    expect((await profileWith(tokenOf(response))).status).toBe(200);
  });

  test('a wrong login, a wrong password and an inactive person are told the same', async () => {
    const operator = await api.build.operator({ passwordHash });
    const inactive = await api.build.operator({ passwordHash, status: 'inactive' });
    const answers = await Promise.all([
      signIn('nobody-here'),
      signIn(operator.login, 'wrong'),
      signIn(inactive.login),
    ]);

    for (const answer of answers) expectProblem(answer, 401, 'invalid_credentials');
    const bodies = answers.map(({ body }) => ({ ...(body as object), requestId: null }));
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
  });

  test('every field is judged and named', async () => {
    const bad = await request(api.url)
      .post('/api/auth/login')
      .send({ login: ['a'], password: null, admin: true });
    expectProblem(bad, 422, 'invalid_fields', {
      login: 'invalid_type',
      password: 'invalid_type',
      admin: 'unknown_field',
    });
    expectProblem(await request(api.url).post('/api/auth/login').send({}), 422, 'invalid_fields', {
      login: 'required',
      password: 'required',
    });
    const broken = await request(api.url).post('/api/auth/login').type('json').send('{"login":');
    expectProblem(broken, 400, 'invalid_request');
    expectProblem(
      await request(api.url).post('/api/auth/login').type('text').send('login=a'),
      415,
      'unsupported_media_type',
    );
  });

  test('a page of another site is refused', async () => {
    const operator = await api.build.operator({ passwordHash });
    const response = await signIn(operator.login).set('Origin', 'https://evil.test');
    expectProblem(response, 403, 'forbidden');
  });
});

describe('refreshing', () => {
  test('fifty requests at once with one token all get the one successor', async () => {
    const operator = await api.build.operator({ passwordHash });
    const cookie = cookieOf(await signIn(operator.login));
    const answers = await Promise.all(Array.from({ length: 50 }, () => refreshWith(cookie)));

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    const successors = new Set(answers.map(cookieOf));
    expect(successors.size).toBe(1);
    expect(successors.has(cookie)).toBe(false);
  });

  test('an old token ends the whole session', async () => {
    const operator = await api.build.operator({ passwordHash });
    const first = await signIn(operator.login);
    const second = await refreshWith(cookieOf(first));
    const third = await refreshWith(cookieOf(second));

    expectProblem(await refreshWith(cookieOf(first)), 401, 'token_reuse');
    expectProblem(await refreshWith(cookieOf(third)), 401, 'session_expired');
    await expect.poll(async () => (await profileWith(tokenOf(third))).status).toBe(401);
  });

  test('a forged or missing token is no session', async () => {
    const operator = await api.build.operator({ passwordHash });
    const cookie = cookieOf(await signIn(operator.login));
    const other = `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`;
    expectProblem(await refreshWith(other.replace(/\.1\./, '.2.')), 401, 'session_expired');
    expectProblem(await request(api.url).post('/api/auth/refresh'), 401, 'session_expired');
  });
});

describe('leaving and changing', () => {
  test('signing out ends the session at once', async () => {
    const operator = await api.build.operator({ passwordHash });
    const signedIn = await signIn(operator.login);
    const out = await request(api.url)
      .post('/api/auth/logout')
      .set('Authorization', `Bearer ${tokenOf(signedIn)}`);

    expect(out.status).toBe(204);
    expectProblem(await refreshWith(cookieOf(signedIn)), 401, 'session_expired');
    await expect.poll(async () => (await profileWith(tokenOf(signedIn))).status).toBe(401);
  });

  test('a new password ends the other sessions, keeps this one, and is the one that works', async () => {
    const operator = await api.build.operator({ passwordHash });
    const here = await signIn(operator.login);
    const there = await signIn(operator.login);
    const next = 'another long password';
    const change = (body: object) =>
      request(api.url)
        .put('/api/auth/password')
        .set('Authorization', `Bearer ${tokenOf(here)}`)
        .send(body);

    expectProblem(await change({ currentPassword: 'wrong', newPassword: next }), 422, 'invalid_fields', {
      currentPassword: 'invalid_value',
    });
    expectProblem(await change({ currentPassword: PASSWORD, newPassword: 'short' }), 422, 'invalid_fields', {
      newPassword: 'too_short',
    });
    expect((await change({ currentPassword: PASSWORD, newPassword: next })).status).toBe(204);

    expectProblem(await refreshWith(cookieOf(there)), 401, 'session_expired');
    expect((await refreshWith(cookieOf(here))).status).toBe(200);
    expectProblem(await signIn(operator.login), 401, 'invalid_credentials');
    expect((await signIn(operator.login, next)).status).toBe(200);
  });

  test('a profile tells rights and scope, and takes name, e-mail, language and zone', async () => {
    const operator = await api.build.operator({ cities: ['Саратов'], role: 'manager' });
    const client = api.as(operator);
    const profile = await client.get('/api/auth/profile');
    expect(profile.body).toMatchObject({
      data: { id: operator.id, role: 'manager', cities: ['Саратов'], locale: 'ru' },
    });

    const changed = await client
      .patch('/api/auth/profile')
      .send({ name: 'Анна Власова', locale: 'en', timezone: 'Asia/Omsk', email: null });
    expect(changed.body).toMatchObject({
      data: { name: 'Анна Власова', locale: 'en', timezone: 'Asia/Omsk' },
    });
    expectProblem(await client.patch('/api/auth/profile').send({ role: 'owner' }), 422, 'invalid_fields', {
      role: 'unknown_field',
    });
    expectProblem(
      await client.patch('/api/auth/profile').send({ timezone: 'Mars/Base' }),
      422,
      'invalid_fields',
      { timezone: 'invalid_value' },
    );
  });
});

describe('who may call', () => {
  test('no token, a foreign token and an expired one are told apart', async () => {
    expectProblem(await request(api.url).get('/api/auth/profile'), 401, 'not_signed_in');
    expectProblem(await profileWith('eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'), 401, 'not_signed_in');
  });

  test('the address exists, the method does not: 405 with what is allowed', async () => {
    const response = await request(api.url).delete('/api/auth/login');
    expectProblem(response, 405, 'method_not_allowed');
    expect(response.headers['allow']).toBe('POST');
  });

  test('nothing else is served', async () => {
    for (const path of ['/api/nothing', '/.git/HEAD', '/.env', '/assets/nothing.js', '/backup.sql']) {
      expectProblem(await request(api.url).get(path), 404, 'not_found');
    }
  });
});
