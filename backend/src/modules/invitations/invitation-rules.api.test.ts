import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import {
  freshEmail,
  freshLogin,
  invitationDraft as draft,
  invitationsOf,
  issuedOf,
} from '../../../test/factories/invitation.js';

let api: TestApi;
let owner: Client;
let admin: Client;
let invitations: ReturnType<typeof invitationsOf>;

beforeAll(async () => {
  api = await startTestApi();
  owner = api.as(api.owner);
  admin = api.as(await api.build.operator({ role: 'admin' }));
  invitations = invitationsOf(api);
});
afterAll(() => api.close());

describe('who may be invited as what', () => {
  test('nobody but an owner invites an owner', async () => {
    expectProblem(await admin.post('/api/invitations').send(draft({ role: 'owner' })), 403, 'forbidden');
    const { id } = await invitations.inviteByLink({ role: 'owner' });
    expectProblem(await admin.post(`/api/invitations/${String(id)}/resend`).send({}), 403, 'forbidden');
  });

  test.each([
    [{ role: 'manager', cities: [] }, { cities: 'required' }],
    [{ city: 'Нигде' }, { city: 'invalid_value' }],
    [{ cities: ['Омск', 'Нигде'] }, { 'cities.1': 'invalid_value' }],
    [{ sipAddress: 'not an address' }, { sipAddress: 'invalid_value' }],
  ])('%j is refused', async (wrong, fields) => {
    expectProblem(await owner.post('/api/invitations').send(draft(wrong)), 422, 'invalid_fields', fields);
  });

  test('an extension in use is refused, now and when the link is accepted', async () => {
    await api.build.operator({ extension: '801' });
    const answer = await owner.post('/api/invitations').send(draft({ extension: '801' }));
    expectProblem(answer, 409, 'already_exists', { extension: 'invalid_value' });
    const { token } = await invitations.inviteByLink({ extension: '802' });
    await api.build.operator({ extension: '802' });
    expectProblem(await invitations.accept(token), 409, 'already_exists', { extension: 'invalid_value' });
  });

  test('a master gets his master row', async () => {
    const { token } = await invitations.inviteByLink({ role: 'master' });
    const login = freshLogin();
    expect((await invitations.accept(token, login)).status).toBe(200);
    const { id } = await invitations.personBehind(login);
    expect(await api.database.prisma.master.count({ where: { operatorId: id } })).toBe(1);
  });

  test('a link ends with its inviter, and with his right to employ', async () => {
    const inviter = await api.build.operator({ role: 'admin' });
    const { token } = await invitations.inviteByLink({}, api.as(inviter));
    await api.database.prisma.operator.update({ where: { id: inviter.id }, data: { role: 'manager' } });
    expectProblem(await invitations.look(token), 410, 'token_used');
    await api.database.prisma.operator.update({ where: { id: inviter.id }, data: { role: 'admin' } });
    expect((await invitations.look(token)).status).toBe(200);
    await api.database.prisma.operator.update({ where: { id: inviter.id }, data: { status: 'inactive' } });
    expectProblem(await invitations.accept(token), 410, 'token_used');
  });

  test('a link ends while the organisation is suspended', async () => {
    const { token } = await invitations.inviteByLink();
    const suspend = (suspendedAt: Date | null) =>
      api.database.prisma.organization.update({ where: { id: api.organization.id }, data: { suspendedAt } });
    await suspend(new Date());
    expectProblem(await invitations.look(token), 410, 'token_used');
    await suspend(null);
  });
});

describe('how a link reaches a person', () => {
  const deliveries = async () =>
    (await owner.get('/api/invitations/deliveries')).body as { data: readonly string[] };
  const setServer = () =>
    api.database.prisma.mailAccount.create({
      data: {
        ...{ organizationId: api.organization.id, host: 'smtp.example.org', port: 587 },
        ...{ security: 'starttls', fromAddress: 'crm@crm.example' },
      },
    });
  afterEach(() => api.database.prisma.mailAccount.deleteMany());

  test('is by link alone where no mail server is set, and the server says so', async () => {
    expect((await deliveries()).data).toEqual(['link']);
    const byLetter = draft({ email: freshEmail(), delivery: 'email' });
    expectProblem(await owner.post('/api/invitations').send(byLetter), 422, 'invalid_fields', {
      delivery: 'invalid_value',
    });
    const unsaid = issuedOf(await owner.post('/api/invitations').send(draft({ email: freshEmail() })));
    expect(unsaid.link).toContain('#token=');
  });

  test('may be by letter where there is one', async () => {
    await setServer();
    expect((await deliveries()).data).toEqual(['email', 'link']);
    const sent = issuedOf(await owner.post('/api/invitations').send(draft({ email: freshEmail() })));
    expect(sent.link).toBeNull();
  });

  test('turns from a letter into a link when the server is gone', async () => {
    await setServer();
    const { id } = issuedOf(await owner.post('/api/invitations').send(draft({ email: freshEmail() })));
    await api.database.prisma.mailAccount.deleteMany();
    const resend = `/api/invitations/${String(id)}/resend`;
    expectProblem(await owner.post(resend).send({ delivery: 'email' }), 422, 'invalid_fields', {
      delivery: 'invalid_value',
    });
    expect(issuedOf(await owner.post(resend).send({})).link).toContain('#token=');
  });
});
