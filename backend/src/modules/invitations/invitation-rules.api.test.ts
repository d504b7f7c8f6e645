import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import { freshLogin, invitationDraft as draft, invitationsOf } from '../../../test/factories/invitation.js';

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
