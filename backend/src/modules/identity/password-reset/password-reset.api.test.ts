import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { personWithEmail, runJobs, tokenIn } from '../../../../test/factories/mail.js';
import { GOOD_PASSWORD } from '../../../../test/factories/operators.js';
import {
  mfaTokenOf,
  openBrowser,
  otherCode,
  personWithFactor,
} from '../../../../test/factories/second-factor.js';
import { startMailbox, type Mailbox } from '../../../../test/providers/mailbox.js';

const NEXT_PASSWORD = 'another horse altogether';
const FORGOT = '/api/auth/password/forgot';
const RESET = '/api/auth/password/reset';

let mailbox: Mailbox;
let api: TestApi;

beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startTestApi({
    env: {
      SMTP_URL: `smtp://127.0.0.1:${String(mailbox.port)}`,
      MAIL_FROM: 'crm@crm.example',
      PUBLIC_URL: 'https://crm.example',
    },
  });
});
beforeEach(async () => {
  mailbox.clear();
  api.clock.set(new Date());
  await api.database.prisma.$executeRaw`DELETE FROM rate_limit`;
});
afterAll(async () => {
  await api.close();
  await mailbox.close();
});

const forgot = (login: string, headers: Record<string, string> = {}) =>
  api.anonymous.post(FORGOT).set(headers).send({ login });
const reset = (token: string, newPassword = NEXT_PASSWORD) =>
  api.anonymous.post(RESET).send({ token, newPassword });
const later = (minutes: number): void => {
  api.clock.set(new Date(api.clock.now().getTime() + minutes * 60_000));
};
const signIn = (login: string, password: string) =>
  api.anonymous.post('/api/auth/login').send({ login, password });

/** Asks and returns the secret that came by letter. */
async function tokenFor(login: string): Promise<string> {
  mailbox.clear();
  await forgot(login);
  await runJobs(api);
  return tokenIn(mailbox.letters.findLast(({ subject }) => subject === 'Сброс пароля'));
}

describe('asking for a letter', () => {
  test('answers the same bytes for everybody, and by login or e-mail in any case a letter comes', async () => {
    const person = await personWithEmail(api);
    const inactive = await personWithEmail(api, { status: 'inactive' });
    const unverified = await personWithEmail(api, { isVerified: false });
    const bare = await api.build.operator();
    const asked = [
      'nobody-of-this-name',
      person.login,
      person.email.toUpperCase(),
      inactive.login,
      unverified.email,
      bare.login,
    ];
    const answers = [];
    for (const login of asked) answers.push(await forgot(login));
    const VARIABLE = new Set(['date', 'x-request-id']);
    const shapes = answers.map(({ status, text, headers }) => ({
      status,
      text,
      headers: Object.fromEntries(Object.entries(headers as object).filter(([name]) => !VARIABLE.has(name))),
    }));
    for (const shape of shapes) expect(shape).toEqual(shapes[0]);
    expect(shapes[0]).toMatchObject({ status: 202, text: '' });
    await runJobs(api);
    expect(mailbox.letters.map(({ to, subject }) => [to[0], subject])).toEqual([
      [person.email, 'Сброс пароля'],
      [person.email, 'Сброс пароля'],
    ]);
  });

  test('runs the same statements whoever is asked for', async () => {
    const { login } = await personWithEmail(api);
    const statementsOf = async (asked: string): Promise<string> => {
      const before = await tableCounts();
      await forgot(asked);
      const after = await tableCounts();
      return JSON.stringify(
        Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]),
      );
    };
    expect(await statementsOf(login)).toBe(await statementsOf('nobody-of-this-name'));
    const jobs = await api.database.sql.query<{ payload: unknown }>({
      text: `SELECT payload FROM graphile_worker._private_jobs`,
    });
    expect(JSON.stringify(jobs)).not.toContain(login);
    await runJobs(api);
  });

  test('is limited by address, and a person gets three letters an hour of which the last one works', async () => {
    const { login } = await personWithEmail(api);
    for (let count = 0; count < 10; count += 1) expect((await forgot(login)).status).toBe(202);
    const refused = await forgot('somebody-else');
    expectProblem(refused, 429, 'too_many_requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await runJobs(api);
    expect(mailbox.letters).toHaveLength(3);
    const tokens = mailbox.letters.map(tokenIn);
    const works = [];
    for (const token of tokens)
      works.push((await api.anonymous.post(`${RESET}/check`).send({ token })).status);
    expect(works.sort()).toEqual([204, 410, 410]);
  });

  test('leads to the configured address, whatever the request calls us', async () => {
    const { login } = await personWithEmail(api);
    const evil = {
      'X-Forwarded-Host': 'evil.test',
      Forwarded: 'host=evil.test',
      Origin: 'https://evil.test',
    };
    expectProblem(await forgot(login, { Host: 'evil.test', ...evil }), 421, 'misdirected_request');
    await runJobs(api);
    expect(mailbox.letters).toEqual([]);
    expect((await forgot(login, { Host: 'localhost:9', ...evil })).status).toBe(202);
    await runJobs(api);
    const [letter] = mailbox.letters;
    expect(letter?.text).toContain('https://crm.example/reset-password#token=');
    const written = `${letter?.text ?? ''}${letter?.html ?? ''}`;
    const hosts = [...written.matchAll(/https?:\/\/([^\s/"<]+)/g)].map(([, host]) => host);
    expect(new Set(hosts)).toEqual(new Set(['crm.example']));
  });
});

async function tableCounts(): Promise<Record<string, number>> {
  const [row] = await api.database.sql.query<Record<string, number>>({
    text: `SELECT (SELECT count(*) FROM audit) AS audit, (SELECT count(*) FROM one_time_token) AS token,
      (SELECT count(*) FROM mail_message) AS letter, (SELECT count(*) FROM graphile_worker._private_jobs) AS job`,
  });
  return row ?? {};
}

describe('setting the password', () => {
  test('works once, ends all sessions, signs nobody in, and the person is told', async () => {
    const person = await personWithEmail(api);
    const client = api.as(person);
    expect((await client.get('/api/auth/profile')).status).toBe(200);
    const token = await tokenFor(person.login);
    expect((await api.anonymous.post(`${RESET}/check`).send({ token })).status).toBe(204);
    const answer = await reset(token);
    expect(answer.status, answer.text).toBe(204);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expectProblem(await reset(token), 410, 'token_used');
    expectProblem(await api.anonymous.post(`${RESET}/check`).send({ token }), 410, 'token_used');
    await expect.poll(async () => (await client.get('/api/auth/profile')).status).toBe(401);
    expectProblem(await signIn(person.login, GOOD_PASSWORD), 401, 'invalid_credentials');
    expect((await signIn(person.login, NEXT_PASSWORD)).status).toBe(200);
    await runJobs(api);
    expect(mailbox.letters.map(({ subject }) => subject)).toContain('Пароль изменён');
    const notices = await api.database.prisma.notice.findMany({
      where: { userAccountId: person.userAccountId },
    });
    expect(notices.map(({ type }) => type)).toContain('password_changed');
    const audit = await api.database.prisma.audit.findFirst({
      where: { action: 'password.reset', actorAccountId: person.userAccountId },
    });
    expect(audit).not.toBeNull();
  });

  test('of several at once the database lets one through', async () => {
    const token = await tokenFor((await personWithEmail(api)).login);
    const answers = await Promise.all(Array.from({ length: 6 }, () => reset(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410, 410, 410]);
  });

  test('is over after 30 minutes, and after a newer request', async () => {
    const { login } = await personWithEmail(api);
    const first = await tokenFor(login);
    const second = await tokenFor(login);
    expectProblem(await reset(first), 410, 'token_used');
    later(29);
    expect((await api.anonymous.post(`${RESET}/check`).send({ token: second })).status).toBe(204);
    later(1);
    expectProblem(await reset(second), 410, 'token_expired');
  });

  test('holds the rules of passwords, and the link is not used up by a weak one', async () => {
    const token = await tokenFor((await personWithEmail(api)).login);
    expectProblem(await reset(token, 'short'), 422, 'invalid_fields', { newPassword: 'too_short' });
    expect((await reset(token)).status).toBe(204);
  });

  test('is not for a link that went to an address which is not the person’s any more', async () => {
    const person = await personWithEmail(api);
    const token = await tokenFor(person.login);
    await api.database.prisma.userAccount.update({
      where: { id: person.userAccountId },
      data: { email: `new-${person.email}` },
    });
    expectProblem(await reset(token), 410, 'token_used');
  });

  test('opens nothing without the second factor, not even in a browser that it was remembered in', async () => {
    const person = await personWithFactor(api, { email: `${crypto.randomUUID().slice(0, 8)}@example.org` });
    await api.database.prisma.userAccount.update({
      where: { id: person.userAccountId },
      data: { emailVerifiedAt: new Date() },
    });
    const browser = openBrowser(api);
    const first = mfaTokenOf(await browser.signIn(person.login));
    expect((await browser.answer(first, person.code(-1), { rememberDevice: true })).status).toBe(200);
    expect((await browser.signIn(person.login)).body).not.toHaveProperty('mfaRequired');

    const token = await tokenFor(person.login);
    const answer = await browser.post(RESET, { token, newPassword: NEXT_PASSWORD });
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await browser.refresh()).status).toBe(401);

    const asked = await browser.signIn(person.login, NEXT_PASSWORD);
    expect(asked.body).toEqual({ success: true, mfaRequired: true, mfaToken: mfaTokenOf(asked) });
    expectProblem(await browser.answer(mfaTokenOf(asked), otherCode(person.code())), 401, 'invalid_code');
    const answered = await browser.answer(mfaTokenOf(asked), person.code());
    expect(answered.body).toMatchObject({ success: true, user: { id: person.id } });
  });

  test('is not for an unknown link, nor is the link good for anything else', async () => {
    expectProblem(await reset('A'.repeat(43)), 404, 'not_found');
    const token = await tokenFor((await personWithEmail(api)).login);
    expectProblem(await api.anonymous.post('/api/auth/email/verify').send({ token }), 404, 'not_found');
    expectProblem(
      await api.anonymous.get('/api/auth/profile').set('Authorization', `Bearer ${token}`),
      401,
      'not_signed_in',
    );
  });
});
