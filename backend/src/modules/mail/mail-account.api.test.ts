import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import { letterRow, queueLetter, runJobs } from '../../../test/factories/mail.js';
import { startMailbox, type Mailbox } from '../../../test/providers/mailbox.js';

const ACCOUNT = '/api/admin/mail/account';
const credentials = { user: 'crm', password: 'a-password-of-smtp' };

let starttls: Mailbox;
let tls: Mailbox;
let api: TestApi;
let owner: Client;

beforeAll(async () => {
  starttls = await startMailbox({ security: 'starttls', credentials });
  tls = await startMailbox({ security: 'tls', credentials });
  api = await startTestApi({
    env: { SMTP_ALLOWED_HOSTS: '127.0.0.1,localhost', SMTP_CA_FILE: tls.certificateFile },
  });
  owner = api.as(api.owner);
});
afterEach(async () => {
  await api.database.prisma.mailAccount.deleteMany();
  starttls.clear();
  tls.clear();
});
afterAll(async () => {
  await api.close();
  await starttls.close();
  await tls.close();
});

const draft = (overrides: object = {}) => ({
  ...{ host: 'localhost', port: tls.port, security: 'tls', username: credentials.user },
  ...{ password: credentials.password, fromAddress: 'crm@crm.example', fromName: 'Колл-центр' },
  ...overrides,
});

const viewOf = (response: { body: unknown }) =>
  (response.body as { data: { source: string; own: { version: number; hasPassword: boolean } | null } }).data;

describe('the account', () => {
  test('is stored sealed and given out without its password', async () => {
    const answer = await owner.put(ACCOUNT).send(draft());
    expect(answer.status, answer.text).toBe(200);
    expect(viewOf(answer)).toMatchObject({ source: 'organization', own: { hasPassword: true, version: 1 } });
    const read = await owner.get(ACCOUNT);
    expect(read.text).not.toContain(credentials.password);
    const row = await api.database.prisma.mailAccount.findFirstOrThrow();
    expect(row.passwordSealed).toMatch(/^v1\./);
    const audit = await api.database.prisma.audit.findFirstOrThrow({
      where: { action: 'mail_account.create' },
    });
    expect(JSON.stringify(audit.diffFields)).not.toContain(credentials.password);
    expect(audit.diffFields).toMatchObject({ password: {} });
  });

  test('is changed by owners alone, with a fresh proof', async () => {
    const admin = api.as(await api.build.operator({ role: 'admin' }));
    expect((await admin.get(ACCOUNT)).body).toMatchObject({ data: { mayChange: false } });
    expectProblem(await admin.put(ACCOUNT).send(draft()), 403, 'forbidden');
    expectProblem(await admin.post('/api/admin/mail/test').send({ to: 'a@example.org' }), 403, 'forbidden');
    await owner.get(ACCOUNT);
    api.clock.set(new Date(Date.now() + 11 * 60_000));
    expectProblem(await owner.put(ACCOUNT).send(draft()), 403, 'step_up_required');
    api.clock.set(new Date());
    expect(await api.database.prisma.mailAccount.count()).toBe(0);
  });

  test('keeps its password while the server stays the same, and shows it to no other', async () => {
    await owner.put(ACCOUNT).send(draft());
    const kept = await owner.put(ACCOUNT).send(draft({ version: 1, password: undefined, fromName: null }));
    expect(viewOf(kept)).toMatchObject({ own: { hasPassword: true, fromName: null, version: 2 } });
    const others = [
      { host: '127.0.0.1' },
      { port: starttls.port },
      { security: 'starttls' },
      { username: 'other' },
    ];
    for (const other of others) {
      const answer = await owner.put(ACCOUNT).send(draft({ version: 2, password: undefined, ...other }));
      expectProblem(answer, 422, 'invalid_fields', { password: 'required' });
    }
  });

  test('never sends a password in the clear', async () => {
    const answer = await owner.put(ACCOUNT).send(draft({ security: 'none' }));
    expectProblem(answer, 422, 'invalid_fields', { security: 'invalid_value' });
  });

  test('of a stale version is refused with the present one', async () => {
    await owner.put(ACCOUNT).send(draft());
    const answer = await owner.put(ACCOUNT).send(draft({ version: 7 }));
    expectProblem(answer, 412, 'stale_version');
    expect((answer.body as { current: unknown }).current).toMatchObject({ version: 1, hasPassword: true });
    expectProblem(await owner.put(ACCOUNT).send(draft()), 412, 'stale_version');
  });

  test('is removed once', async () => {
    await owner.put(ACCOUNT).send(draft());
    expect((await owner.delete(ACCOUNT)).status).toBe(204);
    expectProblem(await owner.delete(ACCOUNT), 404, 'not_found');
    expect(viewOf(await owner.get(ACCOUNT))).toMatchObject({ source: 'none', own: null });
  });
});

describe('a host inside the network of the installation', () => {
  const inside = [
    ...['127.0.0.2', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...[
      '::1',
      'fe80::1',
      'fc00::1',
      '::ffff:10.0.0.1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      '224.0.0.1',
      '255.255.255.255',
    ],
  ];
  test.each(inside)('%s is refused', async (host) => {
    const answer = await owner.put(ACCOUNT).send(draft({ host, port: 587 }));
    expectProblem(answer, 422, 'invalid_fields', { host: 'invalid_value' });
  });

  test.each([22, 80, 5432])('so is a public one at port %i', async (port) => {
    const answer = await owner.put(ACCOUNT).send(draft({ host: '8.8.8.8', port }));
    expectProblem(answer, 422, 'invalid_fields', { host: 'invalid_value' });
  });

  test('is not connected to either when it came into the row by another way', async () => {
    await owner.put(ACCOUNT).send(draft());
    await api.database.prisma.mailAccount.updateMany({ data: { host: '127.0.0.2', port: tls.port } });
    const answer = await owner.post('/api/admin/mail/test').send({ to: 'a@example.org' });
    expect(answer.body).toMatchObject({ data: { status: 'failed', error: 'EHOST: host is not allowed' } });
    expect(tls.letters).toEqual([]);
  });
});

describe('the test letter', () => {
  test.each(['tls', 'starttls'] as const)(
    'goes out by %s under the name of the account',
    async (security) => {
      const box = security === 'tls' ? tls : starttls;
      // Each has a certificate of its own; only that of `tls` is trusted.
      const set = await owner.put(ACCOUNT).send(draft({ security, port: box.port }));
      expect(set.status, set.text).toBe(200);
      const answer = await owner.post('/api/admin/mail/test').send({ to: 'boss@example.org' });
      if (security === 'starttls') {
        expect(answer.body).toMatchObject({
          data: { status: 'failed', error: expect.stringMatching(/self.signed/i) },
        });
        expect(box.letters).toEqual([]);
        return;
      }
      expect(answer.body).toMatchObject({ data: { status: 'sent', error: null } });
      expect(box.letters).toMatchObject([
        { to: ['boss@example.org'], isEncrypted: true, user: 'crm', subject: 'Проверочное письмо' },
      ]);
    },
  );

  test('is not sent by a server that offers no encryption where it is asked for', async () => {
    const plain = await startMailbox();
    await owner
      .put(ACCOUNT)
      .send(draft({ security: 'starttls', port: plain.port, username: null, password: undefined }));
    const answer = await owner.post('/api/admin/mail/test').send({ to: 'boss@example.org' });
    expect(answer.body).toMatchObject({ data: { status: 'failed' } });
    expect(plain.letters).toEqual([]);
    await plain.close();
  });

  test('tells of a wrong password, and is limited', async () => {
    await api.database.prisma.$executeRaw`DELETE FROM rate_limit`;
    await owner.put(ACCOUNT).send(draft({ password: 'a wrong one' }));
    const send = () => owner.post('/api/admin/mail/test').send({ to: 'boss@example.org' });
    for (let count = 0; count < 5; count += 1)
      expect((await send()).body).toMatchObject({
        data: { status: 'failed', error: expect.stringContaining('535') },
      });
    const sixth = await send();
    expectProblem(sixth, 429, 'too_many_requests');
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0);
    await api.database.prisma.$executeRaw`DELETE FROM rate_limit`;
  });
});

describe('without a server', () => {
  test('letters wait and say why, and leave as soon as there is one', async () => {
    const id = await queueLetter(api);
    await runJobs(api);
    expect(await letterRow(api, id)).toMatchObject({
      status: 'queued',
      attempts: 0,
      lastError: 'not_configured',
    });
    const set = await owner.put(ACCOUNT).send(draft());
    expect(set.status, set.text).toBe(200);
    await runJobs(api);
    expect(await letterRow(api, id)).toMatchObject({ status: 'sent', attempts: 1 });
  });

  test('letters of an account go by the server of its only employer, never by one of two', async () => {
    const set = await owner.put(ACCOUNT).send(draft());
    expect(set.status, set.text).toBe(200);
    const alone = await api.build.operator();
    const shared = await api.build.operator();
    const other = await api.build.organization();
    await api.database.prisma.operator.create({
      data: { organizationId: other.id, userAccountId: shared.userAccountId, name: 'Тот же', role: 'viewer' },
    });
    const admin = await api.build.operator();
    await api.database.prisma.userAccount.update({
      where: { id: admin.userAccountId },
      data: { isSuperAdmin: true },
    });
    const ids = [];
    for (const { userAccountId: accountId } of [alone, shared, admin])
      ids.push(await queueLetter(api, { organizationId: null, accountId }));
    await runJobs(api);
    const rows = await Promise.all(ids.map((id) => letterRow(api, id)));
    expect(rows.map(({ status, lastError }) => [status, lastError])).toEqual([
      ['sent', null],
      ['queued', 'not_configured'],
      ['queued', 'not_configured'],
    ]);
  });
});
