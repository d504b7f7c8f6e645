import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientWith, expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { GOOD_PASSWORD } from '../../../../test/factories/operators.js';
import { accessTokenOf, personWhoSignsIn } from '../../../../test/browser.js';
import {
  mfaTokenOf,
  openBrowser,
  otherCode,
  personWithFactor,
} from '../../../../test/factories/second-factor.js';
import { stopClockAtStep } from '../../../../test/step-clock.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const MINUTE_MS = 60_000;
const pass = stopClockAtStep(() => api);
const asBearer = (token: string) => clientWith(api.url, token);

type Browser = ReturnType<typeof openBrowser>;
/** One after the other: passwords shown at once would wait for each other. */
async function askedOf(browsers: readonly Browser[], login: string): Promise<string[]> {
  const tokens: string[] = [];
  for (const browser of browsers) tokens.push(mfaTokenOf(await browser.signIn(login)));
  return tokens;
}

describe('signing in with a code', () => {
  test('the password alone gives no session; the code of the app does', async () => {
    const person = await personWithFactor(api);
    const browser = openBrowser(api);
    const asked = await browser.signIn(person.login);
    expect(asked.body).toEqual({ success: true, mfaRequired: true, mfaToken: mfaTokenOf(asked) });
    expect(String(asked.headers['set-cookie'])).not.toContain('crm_rt=');

    const answered = await browser.answer(mfaTokenOf(asked), person.code());
    expect(answered.body).toMatchObject({
      success: true,
      expiresIn: 900,
      user: { id: person.id, login: person.login },
    });
    expect((await asBearer(accessTokenOf(answered)).get('/api/auth/profile')).status).toBe(200);
    const session = await api.database.prisma.session.findFirst({ where: { operatorId: person.id } });
    expect(session?.authMethods).toEqual(['password', 'totp']);
    const events = await api.database.prisma.signInEvent.findMany({
      where: { userAccountId: person.userAccountId },
    });
    expect(events.map(({ outcome }) => outcome)).toContain('second_factor_asked');
  });

  test('a wrong password is refused as anybody’s, whatever the second factor', async () => {
    const person = await personWithFactor(api);
    const refusals = [
      await openBrowser(api).signIn(person.login, 'wrong'),
      await openBrowser(api).signIn('nobody'),
    ];
    for (const refusal of refusals) expectProblem(refusal, 401, 'invalid_credentials');
    const [one, other] = refusals.map(({ body }) => ({ ...(body as object), requestId: null }));
    expect(one).toEqual(other);
  });

  test('no code works twice, also of twenty who show it at once, and none of before it', async () => {
    const person = await personWithFactor(api);
    const browsers = Array.from({ length: 8 }, () => openBrowser(api));
    const tokens = await askedOf(browsers, person.login);
    const answers = await Promise.all(
      browsers.map((browser, index) => browser.answer(tokens[index] ?? '', person.code())),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 7 }, () => 401),
    ]);

    const again = openBrowser(api);
    const mfaToken = mfaTokenOf(await again.signIn(person.login));
    expectProblem(await again.answer(mfaToken, person.code()), 401, 'invalid_code');
    expectProblem(await again.answer(mfaToken, person.code(-1)), 401, 'invalid_code');
    expect((await again.answer(mfaToken, person.code(1))).status).toBe(200);
  });

  test.each([
    [-2, 401],
    [-1, 200],
    [1, 200],
    [2, 401],
  ])('the code of %i steps away answers %i', async (distance, status) => {
    const person = await personWithFactor(api);
    const browser = openBrowser(api);
    const mfaToken = mfaTokenOf(await browser.signIn(person.login));
    expect((await browser.answer(mfaToken, person.code(distance))).status).toBe(status);
  });

  test('of twenty who use one recovery code at once one is let in, and it is used', async () => {
    const person = await personWithFactor(api);
    const [code = ''] = person.recoveryCodes;
    // Ten guesses in half an hour: the twenty come in two of them.
    const answers: request.Response[] = [];
    for (const half of [0, 1]) {
      pass(half * 31 * MINUTE_MS);
      const browsers = Array.from({ length: 10 }, () => openBrowser(api));
      const tokens = await askedOf(browsers, person.login);
      answers.push(
        ...(await Promise.all(
          browsers.map((browser, at) => browser.answer(tokens[at] ?? '', code.toLowerCase())),
        )),
      );
    }
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 401]));
    const token = await api.tokenOf(person);
    expect((await asBearer(token).get('/api/auth/2fa')).body).toMatchObject({
      data: { recoveryCodesLeft: 9 },
    });
  });

  test('the question is another browser’s, too old or answered: nothing but a new sign-in helps', async () => {
    const person = await personWithFactor(api);
    const browser = openBrowser(api);
    const mfaToken = mfaTokenOf(await browser.signIn(person.login));
    expectProblem(await openBrowser(api).answer(mfaToken, person.code()), 401, 'session_expired');
    expectProblem(await browser.answer('x'.repeat(43), person.code()), 401, 'session_expired');
    pass(5 * MINUTE_MS);
    expectProblem(await browser.answer(mfaToken, person.code()), 401, 'session_expired');

    const fresh = mfaTokenOf(await browser.signIn(person.login));
    expect((await browser.answer(fresh, person.code())).status).toBe(200);
    expectProblem(await browser.answer(fresh, person.code(1)), 401, 'session_expired');
  });

  test('who is dismissed between the two steps does not come in', async () => {
    const person = await personWithFactor(api);
    const browser = openBrowser(api);
    const mfaToken = mfaTokenOf(await browser.signIn(person.login));
    await api.database.prisma.operator.update({ where: { id: person.id }, data: { status: 'inactive' } });
    expectProblem(await browser.answer(mfaToken, person.code()), 401, 'session_expired');
  });

  test('a trusted browser is not asked for thirty days, another one is, and a changed password ends the trust', async () => {
    const person = await personWithFactor(api);
    const browser = openBrowser(api);
    const first = mfaTokenOf(await browser.signIn(person.login));
    const answered = await browser.answer(first, person.code(), { rememberDevice: true });
    expect((await browser.signIn(person.login)).body).toHaveProperty('accessToken');
    expect((await openBrowser(api).signIn(person.login)).body).toHaveProperty('mfaToken');

    const next = 'another correct horse';
    const changed = await request(api.url)
      .put('/api/auth/password')
      .set('Authorization', `Bearer ${accessTokenOf(answered)}`)
      .send({ currentPassword: GOOD_PASSWORD, newPassword: next });
    expect(changed.status).toBe(204);
    const second = mfaTokenOf(await browser.signIn(person.login, next));
    await browser.answer(second, person.code(1), { rememberDevice: true });
    expect((await browser.signIn(person.login, next)).body).toHaveProperty('accessToken');
    pass(30 * 86_400_000);
    expect((await browser.signIn(person.login, next)).body).toHaveProperty('mfaToken');
  });
});

describe('guessing', () => {
  test('five wrong codes end the question, counted exactly also when fifty come at once', async () => {
    const person = await personWithFactor(api);
    const browser = openBrowser(api);
    const mfaToken = mfaTokenOf(await browser.signIn(person.login));
    const guesses = await Promise.all(
      Array.from({ length: 50 }, (_, at) => browser.answer(mfaToken, otherCode(person.code(), at + 5))),
    );
    const codes = guesses.map(({ body }) => (body as { code: string }).code);
    expect(codes.filter((code) => code === 'invalid_code')).toHaveLength(5);
    expect(codes.filter((code) => code === 'session_expired')).toHaveLength(45);
    const left = guesses.map(({ body }) => (body as { attemptsLeft?: number }).attemptsLeft);
    expect(left.filter((count) => count !== undefined).sort()).toEqual([0, 1, 2, 3, 4]);
    expectProblem(await browser.answer(mfaToken, person.code()), 401, 'session_expired');
  });

  test('an account has ten guesses in half an hour however many questions are asked, and at most thirty in an hour', async () => {
    const person = await personWithFactor(api);
    const guessAll = async (): Promise<number> => {
      const asked: { browser: ReturnType<typeof openBrowser>; mfaToken: string }[] = [];
      for (let count = 0; count < 6; count += 1) {
        const browser = openBrowser(api);
        asked.push({ browser, mfaToken: mfaTokenOf(await browser.signIn(person.login)) });
      }
      const guesses = [5, 6, 7, 8, 9].flatMap((by) =>
        asked.map(({ browser, mfaToken }) => browser.answer(mfaToken, otherCode(person.code(), by))),
      );
      const answers = await Promise.all(guesses);
      const refused = answers.filter(({ status }) => status === 429);
      for (const { headers } of refused) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(new Set(answers.map(({ status }) => status))).not.toContain(200);
      return answers.filter(({ body }) => (body as { code: string }).code === 'invalid_code').length;
    };
    const counts = [];
    for (const minutes of [0, 15, 15, 30]) {
      pass(minutes * MINUTE_MS);
      counts.push(await guessAll());
    }
    expect(counts).toEqual([10, 0, 10, 10]);
  });

  test('a password is guessed ten times by somebody who has the session, then not even the right one is heard', async () => {
    const person = await personWhoSignsIn(api);
    const client = asBearer(await api.tokenOf(person));
    const guesses = await Promise.all(
      Array.from({ length: 20 }, () => client.post('/api/auth/step-up').send({ password: 'not it' })),
    );
    expect(guesses.filter(({ status }) => status === 422).length).toBeLessThanOrEqual(10);
    expectProblem(
      await client.post('/api/auth/step-up').send({ password: GOOD_PASSWORD }),
      429,
      'too_many_requests',
    );
    pass(31 * MINUTE_MS);
    expect((await client.post('/api/auth/step-up').send({ password: GOOD_PASSWORD })).status).toBe(204);
  });
});

describe('a half-open door', () => {
  test('the token of the question opens nothing but its own operation', async () => {
    const person = await personWithFactor(api);
    const mfaToken = mfaTokenOf(await openBrowser(api).signIn(person.login));
    const closed = api.container.modules
      .flatMap(({ operations }) => operations)
      .filter(({ access }) => access !== 'public');
    expect(closed.length).toBeGreaterThan(50);
    const ask = request(api.url);
    for (const { method, path } of closed) {
      const address = `/api${path.replaceAll(/:\w+/g, '1')}`;
      const answer = await ask[method](address)
        .set('Authorization', `Bearer ${mfaToken}`)
        .set('Cookie', `crm_rt=${mfaToken}`);
      expect({ address, status: answer.status }).toEqual({ address, status: 401 });
    }
    const refreshed = await request(api.url).post('/api/auth/refresh').set('Cookie', `crm_rt=${mfaToken}`);
    expectProblem(refreshed, 401, 'session_expired');
  });
});
