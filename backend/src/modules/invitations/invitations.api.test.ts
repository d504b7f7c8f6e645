import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import { createBuild } from '../../../test/factories/build.js';
import {
  freshEmail,
  freshLogin,
  invitationDraft as draft,
  invitationsOf,
  issuedOf,
  type Issued,
} from '../../../test/factories/invitation.js';
import { personWithEmail, runJobs, tokenIn } from '../../../test/factories/mail.js';
import { GOOD_PASSWORD } from '../../../test/factories/operators.js';
import { startMailbox, type Mailbox } from '../../../test/providers/mailbox.js';

const HOUR_MS = 3_600_000;

let mailbox: Mailbox;
let api: TestApi;
let owner: Client;
let admin: Client;
let invitations: ReturnType<typeof invitationsOf>;

beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startTestApi({
    env: {
      SMTP_URL: `smtp://127.0.0.1:${String(mailbox.port)}`,
      MAIL_FROM: 'crm@crm.example',
      PUBLIC_URL: 'https://crm.example',
    },
  });
  owner = api.as(api.owner);
  invitations = invitationsOf(api);
  admin = api.as(await api.build.operator({ role: 'admin' }));
});
beforeEach(() => {
  mailbox.clear();
  api.clock.set(new Date());
});
afterAll(async () => {
  await api.close();
  await mailbox.close();
});

const later = (ms: number): void => {
  api.clock.set(new Date(api.clock.now().getTime() + ms));
};

describe('an invitation by link', () => {
  test('shows the link once, and whoever holds it makes an account of his own', async () => {
    const made = await owner
      .post('/api/invitations')
      .send(draft({ extension: '707', cities: ['Саратов', 'Омск'] }));
    expect(made.status).toBe(201);
    expect(made.text).not.toMatch(/password/i);
    const issued = issuedOf(made);
    expect(issued.link).toMatch(/^https:\/\/crm\.example\/invitation#token=[\w-]{43}$/);
    const token = tokenIn({ text: issued.link ?? '' });
    expect((await owner.get('/api/invitations')).text).not.toContain(token);
    const stored = await api.database.prisma.invitation.findUniqueOrThrow({ where: { id: issued.id } });
    expect(Buffer.from(stored.secretHash).toString('base64url')).not.toContain(token);

    const seen = await invitations.look(token);
    expect((seen.body as { data: object }).data).toEqual({
      organization: expect.any(String),
      role: 'operator',
      name: 'Новый Человек',
    });
    const login = freshLogin();
    const accepted = await invitations.accept(token, login);
    expect(accepted.status, accepted.text).toBe(200);
    expect(accepted.headers['set-cookie']).toBeUndefined();
    expect(accepted.text).not.toContain(GOOD_PASSWORD);
    const person = await invitations.personBehind(login);
    expect(person).toMatchObject({ role: 'operator', status: 'active', extension: '707', city: 'Саратов' });
    expect(person.cities.map(({ city }) => city.name).sort()).toEqual(['Омск', 'Саратов']);
    expect(
      (await api.anonymous.post('/api/auth/login').send({ login, password: GOOD_PASSWORD })).status,
    ).toBe(200);

    for (const used of [await invitations.look(token), await invitations.accept(token)])
      expectProblem(used, 410, 'token_used');
    const listed = await owner.get('/api/invitations?status=accepted');
    expect((listed.body as { data: Issued[] }).data).toMatchObject([
      { id: issued.id, operatorId: person.id },
    ]);
    const actions = await api.database.prisma.audit.findMany({
      where: { objectType: 'invitation', objectId: String(issued.id) },
      orderBy: { id: 'asc' },
    });
    expect(actions.map(({ action }) => action)).toEqual(['invitation.create', 'invitation.accept']);
    expect(JSON.stringify(actions.map(({ diffFields }) => diffFields))).not.toContain('Новый Человек');
  });

  test('is accepted by one of several at once', async () => {
    const { token } = await invitations.inviteByLink();
    const answers = await Promise.all(Array.from({ length: 6 }, () => invitations.accept(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410, 410]);
  });

  test('works for 72 hours', async () => {
    const { id, token } = await invitations.inviteByLink();
    later(72 * HOUR_MS - 1000);
    expect((await invitations.look(token)).status).toBe(200);
    later(1000);
    for (const late of [await invitations.look(token), await invitations.accept(token)])
      expectProblem(late, 410, 'token_expired');
    const fresh = api.as(api.owner);
    api.clock.set(new Date());
    const listed = await fresh.get('/api/invitations?status=open');
    expect((listed.body as { data: Issued[] }).data.map((row) => row.id)).toContain(id);
  });

  test('holds the rules of passwords and logins, and is not used up by a mistake', async () => {
    const { login: taken } = await api.build.operator();
    const { token } = await invitations.inviteByLink();
    expectProblem(await invitations.accept(token, freshLogin(), 'short'), 422, 'invalid_fields', {
      password: 'too_short',
    });
    expectProblem(await invitations.accept(token, taken.toUpperCase()), 409, 'already_exists', {
      login: 'invalid_value',
    });
    expect((await invitations.accept(token)).status).toBe(200);
  });

  test('of a link nobody gave out is not there', async () => {
    for (const answer of [await invitations.look('A'.repeat(43)), await invitations.accept('A'.repeat(43))])
      expectProblem(answer, 404, 'not_found');
  });
});

describe('an invitation by e-mail', () => {
  test('goes to the address alone, which counts as verified', async () => {
    const email = freshEmail();
    const made = await admin.post('/api/invitations').send(draft({ email, locale: 'en' }));
    expect(made.status, made.text).toBe(201);
    expect(issuedOf(made).link).toBeNull();
    await runJobs(api);
    const [letter] = mailbox.letters;
    expect(letter?.to).toEqual([email]);
    expect(letter?.subject).toMatch(/^Invitation to Test /);
    const login = freshLogin();
    expect((await invitations.accept(tokenIn(letter), login)).status).toBe(200);
    const { userAccount } = await invitations.personBehind(login);
    expect(userAccount).toMatchObject({ email, locale: 'en' });
    expect(userAccount.emailVerifiedAt).not.toBeNull();
  });

  test('handed over as a link proves no address: its owner is asked by letter', async () => {
    const email = freshEmail();
    const { token } = await invitations.inviteByLink({ email, delivery: 'link' });
    const login = freshLogin();
    expect((await invitations.accept(token, login)).status).toBe(200);
    expect((await invitations.personBehind(login)).userAccount).toMatchObject({
      email,
      emailVerifiedAt: null,
    });
    await runJobs(api);
    expect(mailbox.letters.map(({ to, subject }) => [to[0], subject])).toEqual([
      [email, 'Подтвердите адрес почты'],
    ]);
  });

  test('does not tell whether the address has an account elsewhere', async () => {
    const other = await api.build.organization();
    const stranger = await personWithEmail(api, { organizationId: other.id });
    const answers = [];
    for (const email of [stranger.email, freshEmail()])
      answers.push(await owner.post('/api/invitations').send(draft({ email })));
    const shapes = answers.map(({ status, body }) => [status, Object.keys((body as { data: object }).data)]);
    expect(shapes[0]).toEqual(shapes[1]);
  });

  test('is one at a time, and not for who works here already', async () => {
    const email = freshEmail();
    await owner.post('/api/invitations').send(draft({ email }));
    const second = await owner.post('/api/invitations').send(draft({ email: email.toUpperCase() }));
    expectProblem(second, 409, 'already_exists', { email: 'invalid_value' });
    const colleague = await personWithEmail(api);
    const invited = await owner.post('/api/invitations').send(draft({ email: colleague.email }));
    expectProblem(invited, 409, 'already_exists', { email: 'invalid_value' });
    later(73 * HOUR_MS);
    // A session lives half a day.
    const token = await api.tokenOf(api.owner);
    await api.database.prisma.session.updateMany({
      data: { expiresAt: new Date(Date.now() + 100 * HOUR_MS) },
    });
    const again = await api.anonymous
      .post('/api/invitations')
      .set('Authorization', `Bearer ${token}`)
      .send(draft({ email }));
    expect(again.status, again.text).toBe(201);
  });

  test('needs an address', async () => {
    const answer = await owner.post('/api/invitations').send(draft({ delivery: 'email' }));
    expectProblem(answer, 422, 'invalid_fields', { email: 'required' });
  });
});

describe('taking back and sending again', () => {
  test('a link that was taken back is void', async () => {
    const { id, token } = await invitations.inviteByLink();
    expect((await owner.delete(`/api/invitations/${String(id)}`)).status).toBe(204);
    expectProblem(await invitations.accept(token), 410, 'token_used');
    expectProblem(
      await owner.post(`/api/invitations/${String(id)}/resend`).send({}),
      409,
      'illegal_transition',
    );
  });

  test('an accepted one cannot be taken back', async () => {
    const { id, token } = await invitations.inviteByLink();
    await invitations.accept(token);
    expectProblem(await owner.delete(`/api/invitations/${String(id)}`), 409, 'illegal_transition');
  });

  test('a new link voids the one before and lives 72 hours anew; five an hour', async () => {
    const email = freshEmail();
    const { id, token } = await invitations.inviteByLink({ email, delivery: 'link' });
    const again = await owner.post(`/api/invitations/${String(id)}/resend`).send({ delivery: 'email' });
    expect(issuedOf(again)).toMatchObject({ link: null, delivery: 'email' });
    expectProblem(await invitations.look(token), 404, 'not_found');
    await runJobs(api);
    expect((await invitations.look(tokenIn(mailbox.letters[0]))).status).toBe(200);
    for (let count = 0; count < 4; count += 1)
      expect((await owner.post(`/api/invitations/${String(id)}/resend`).send({})).status).toBe(200);
    expectProblem(
      await owner.post(`/api/invitations/${String(id)}/resend`).send({}),
      429,
      'too_many_requests',
    );
  });

  test('of another organisation is not there', async () => {
    const other = await api.build.organization();
    const theirs = api.as(await createBuild(api.database, other.id).operator({ role: 'owner' }));
    const { id } = await invitations.inviteByLink();
    expectProblem(await theirs.delete(`/api/invitations/${String(id)}`), 404, 'not_found');
    expectProblem(await theirs.post(`/api/invitations/${String(id)}/resend`).send({}), 404, 'not_found');
    expect(((await theirs.get('/api/invitations')).body as { data: unknown[] }).data).toEqual([]);
  });
});

describe('joining with one’s own account', () => {
  test('employs it in the second organisation too, and proves the address the link went to', async () => {
    const other = await api.build.organization();
    const person = await personWithEmail(api, { organizationId: other.id, isVerified: false });
    await owner.post('/api/invitations').send(draft({ email: person.email, role: 'viewer' }));
    await runJobs(api);
    const token = tokenIn(mailbox.letters.findLast(({ to }) => to[0] === person.email));
    expectProblem(await invitations.accept(token), 409, 'already_exists', { email: 'invalid_value' });
    const joined = await api.as(person).post('/api/invitations/join').send({ token });
    expect(joined.status, joined.text).toBe(200);
    expect(joined.body).toMatchObject({ data: { organization: { id: api.organization.id } } });
    const employments = await api.database.prisma.operator.findMany({
      where: { userAccountId: person.userAccountId },
      orderBy: { id: 'asc' },
    });
    expect(employments.map(({ organizationId, role }) => [organizationId, role])).toEqual([
      [other.id, 'operator'],
      [api.organization.id, 'viewer'],
    ]);
    const account = await api.database.prisma.userAccount.findUniqueOrThrow({
      where: { id: person.userAccountId },
    });
    expect(account.emailVerifiedAt).not.toBeNull();
    expectProblem(await api.as(person).post('/api/invitations/join').send({ token }), 410, 'token_used');
  });

  test('needs a recent proof, and is not for who works there already', async () => {
    const { token } = await invitations.inviteByLink();
    const colleague = api.as(await api.build.operator());
    expectProblem(await colleague.post('/api/invitations/join').send({ token }), 409, 'already_exists');
    later(11 * 60_000);
    expectProblem(await colleague.post('/api/invitations/join').send({ token }), 403, 'step_up_required');
    expect((await invitations.look(token)).status).toBe(200);
  });
});
