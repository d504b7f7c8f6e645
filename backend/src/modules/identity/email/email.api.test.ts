import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { personWithEmail, runJobs, tokenIn } from '../../../../test/factories/mail.js';
import { operatorDraft, operatorOf } from '../../../../test/factories/operators.js';
import { startMailbox, type Mailbox } from '../../../../test/providers/mailbox.js';

let mailbox: Mailbox;
let api: TestApi;

beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startTestApi({
    env: { SMTP_URL: `smtp://127.0.0.1:${String(mailbox.port)}`, MAIL_FROM: 'crm@crm.example' },
  });
});
beforeEach(() => {
  mailbox.clear();
  api.clock.set(new Date());
});
afterAll(async () => {
  await api.close();
  await mailbox.close();
});

const verify = (token: string) => api.anonymous.post('/api/auth/email/verify').send({ token });
const accountOf = ({ userAccountId }: { userAccountId: number }) =>
  api.database.prisma.userAccount.findUniqueOrThrow({ where: { id: userAccountId } });
const freshEmail = (): string => `${crypto.randomUUID().slice(0, 8)}@example.org`;
const later = (minutes: number): void => {
  api.clock.set(new Date(api.clock.now().getTime() + minutes * 60_000));
};

describe('an address given by somebody else', () => {
  test('is written to when a person is made, and is verified by the link, once', async () => {
    const email = freshEmail();
    const made = operatorOf(await api.as(api.owner).post('/api/operators').send(operatorDraft({ email })));
    await runJobs(api);
    expect(mailbox.letters.map(({ to, subject }) => [to[0], subject])).toEqual([
      [email, 'Подтвердите адрес почты'],
    ]);
    const operator = await api.database.prisma.operator.findUniqueOrThrow({ where: { id: made.id } });
    expect((await accountOf(operator)).emailVerifiedAt).toBeNull();
    const token = tokenIn(mailbox.letters[0]);
    expect((await verify(token)).status).toBe(204);
    expect((await accountOf(operator)).emailVerifiedAt).not.toBeNull();
    expectProblem(await verify(token), 410, 'token_used');
  });

  test('in place of a verified one is unverified again, and the old one is told', async () => {
    const person = await personWithEmail(api);
    const email = freshEmail();
    const answer = await api
      .as(api.owner)
      .patch(`/api/operators/${String(person.id)}`)
      .send({ version: 1, email });
    expect(answer.status, answer.text).toBe(200);
    expect(await accountOf(person)).toMatchObject({ email, emailVerifiedAt: null });
    await runJobs(api);
    const subjects = Object.fromEntries(mailbox.letters.map(({ to, subject }) => [to[0], subject]));
    expect(subjects).toEqual({ [person.email]: 'Адрес почты изменён', [email]: 'Подтвердите адрес почты' });
    expect(mailbox.letters.find(({ to }) => to[0] === person.email)?.text).not.toContain(email);
  });

  test('that stays the same stays verified', async () => {
    const person = await personWithEmail(api);
    await api
      .as(api.owner)
      .patch(`/api/operators/${String(person.id)}`)
      .send({ version: 1, email: person.email });
    expect((await accountOf(person)).emailVerifiedAt).not.toBeNull();
    await runJobs(api);
    expect(mailbox.letters).toEqual([]);
  });
});

describe('changing one’s own address', () => {
  test('takes effect with the verification of the new one, of which the old one is told', async () => {
    const person = await personWithEmail(api);
    const client = api.as(person);
    const email = freshEmail();
    const answer = await client.patch('/api/auth/profile').send({ email });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toMatchObject({ data: { email: person.email, emailVerified: true } });
    expect((await client.get('/api/auth/email')).body).toMatchObject({
      data: { email: person.email, isVerified: true, pendingEmail: email },
    });
    await runJobs(api);
    expect(mailbox.letters.map(({ to }) => to[0])).toEqual([email]);
    expect((await verify(tokenIn(mailbox.letters[0]))).status).toBe(204);
    expect((await client.get('/api/auth/email')).body).toMatchObject({
      data: { email, isVerified: true, pendingEmail: null, letterSentUntil: null },
    });
    mailbox.clear();
    await runJobs(api);
    expect(mailbox.letters.map(({ to, subject }) => [to[0], subject])).toEqual([
      [person.email, 'Адрес почты изменён'],
    ]);
  });

  test('needs a recent proof; other fields do not', async () => {
    const person = await personWithEmail(api);
    const client = api.as(person);
    await client.get('/api/auth/profile');
    later(11);
    expectProblem(
      await client.patch('/api/auth/profile').send({ email: freshEmail() }),
      403,
      'step_up_required',
    );
    expectProblem(await client.patch('/api/auth/profile').send({ email: null }), 403, 'step_up_required');
    expect(
      (await client.patch('/api/auth/profile').send({ name: 'Другое Имя', email: person.email })).status,
    ).toBe(200);
    expect((await accountOf(person)).email).toBe(person.email);
  });

  test('is dropped by naming the present one again, and the link is void', async () => {
    const person = await personWithEmail(api);
    const client = api.as(person);
    await client.patch('/api/auth/profile').send({ email: freshEmail() });
    await runJobs(api);
    await client.patch('/api/auth/profile').send({ email: person.email });
    expect((await client.get('/api/auth/email')).body).toMatchObject({ data: { pendingEmail: null } });
    expectProblem(await verify(tokenIn(mailbox.letters[0])), 410, 'token_used');
    expect((await accountOf(person)).email).toBe(person.email);
  });

  test('to none takes effect at once', async () => {
    const person = await personWithEmail(api);
    await api.as(person).patch('/api/auth/profile').send({ email: null });
    expect(await accountOf(person)).toMatchObject({ email: null, emailVerifiedAt: null });
    await runJobs(api);
    expect(mailbox.letters.map(({ to, subject }) => [to[0], subject])).toEqual([
      [person.email, 'Адрес почты изменён'],
    ]);
  });

  test('to an address that is another person’s by then is refused, and tells nothing before', async () => {
    const other = await personWithEmail(api);
    const person = await personWithEmail(api);
    const taken = await api.as(person).patch('/api/auth/profile').send({ email: other.email });
    const free = await api.as(person).patch('/api/auth/profile').send({ email: freshEmail() });
    expect([taken.status, free.status]).toEqual([200, 200]);
    await api.as(person).patch('/api/auth/profile').send({ email: other.email });
    mailbox.clear();
    await runJobs(api);
    const token = tokenIn(mailbox.letters.findLast(({ to }) => to[0] === other.email));
    expectProblem(await verify(token), 409, 'already_exists', { email: 'invalid_value' });
    expect((await accountOf(person)).email).toBe(person.email);
  });
});

describe('sending the letter again', () => {
  test('voids the link before, and is limited', async () => {
    const person = await personWithEmail(api, { isVerified: false });
    const client = api.as(person);
    const send = () => client.post('/api/auth/email/verification');
    await send();
    await runJobs(api);
    await send();
    await runJobs(api);
    const [first, second] = mailbox.letters;
    expectProblem(await verify(tokenIn(first)), 410, 'token_used');
    for (let count = 0; count < 3; count += 1) expect((await send()).status).toBe(200);
    expectProblem(await send(), 429, 'too_many_requests');
    expectProblem(await verify(tokenIn(second)), 410, 'token_used');
    later(61);
    expect((await send()).status).toBe(200);
  });

  test('has nothing to do for a verified address or none', async () => {
    for (const person of [await personWithEmail(api), await api.build.operator()])
      expectProblem(await api.as(person).post('/api/auth/email/verification'), 409, 'illegal_transition');
  });

  test('gives a link that works for a day', async () => {
    const person = await personWithEmail(api, { isVerified: false });
    await api.as(person).post('/api/auth/email/verification');
    await runJobs(api);
    later(24 * 60);
    expectProblem(
      await verify(tokenIn(mailbox.letters.findLast(({ to }) => to[0] === person.email))),
      410,
      'token_expired',
    );
  });
});
