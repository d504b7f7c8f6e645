import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientWith, expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { PATIENCE } from '../../../../test/factories/call-figures.js';
import { GOOD_PASSWORD, operatorDraft } from '../../../../test/factories/operators.js';
import { buildEmployment } from '../../../../test/factories/organizations.js';
import { startSecondApi, type SecondApi } from '../../../../test/second-api.js';
import type { TestOperator } from '../../../../test/factories/build.js';
import type { MemberSessionView } from './member-access.contract.js';

let api: TestApi;
let second: SecondApi;
beforeAll(async () => {
  api = await startTestApi();
  second = await startSecondApi(api);
});
afterAll(async () => {
  await second.close();
  await api.close();
});

const pathOf = ({ id }: { id: number }, rest = '') => `/api/operators/${String(id)}${rest}`;
const change = async (by: { id: number }, person: { id: number }, body: object) => {
  const { version } = await api.database.prisma.operator.findUniqueOrThrow({ where: { id: person.id } });
  return api
    .as(by)
    .patch(pathOf(person))
    .send({ version, ...body });
};
const withSecondFactor = async (person: TestOperator): Promise<TestOperator> => {
  const where = { id: person.userAccountId };
  await api.database.prisma.userAccount.update({
    where,
    data: { totpSecretSealed: 'sealed', totpEnabledAt: new Date(), totpLastStep: 5n },
  });
  const userAccountId = person.userAccountId;
  await api.database.prisma.recoveryCode.create({ data: { userAccountId, codeHash: 'hash' } });
  const secretHash = Buffer.from(`browser ${String(userAccountId)}`);
  const trustedUntil = new Date(Date.now() + 86_400_000);
  await api.database.prisma.device.create({ data: { userAccountId, secretHash, trustedUntil } });
  return person;
};
const auditsOf = (action: string, { id }: { id: number }) =>
  api.database.prisma.audit.findMany({ where: { action, objectId: String(id) } });

describe('sessions of a person', () => {
  test('are listed with where they are and ended together', async () => {
    const person = await api.build.operator();
    const agent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
    const tokens = [await api.tokenOf(person), await api.tokenOf(person)];
    await api.database.prisma.session.updateMany({
      where: { operatorId: person.id },
      data: { ip: '203.0.113.9', userAgent: agent },
    });
    const list = async () =>
      ((await api.as(api.owner).get(pathOf(person, '/sessions'))).body as { data: MemberSessionView[] }).data;
    expect(await list()).toHaveLength(2);
    expect((await list())[0]).toMatchObject({ device: 'Chrome 131, Windows', ip: '203.0.113.9' });

    expect((await api.as(api.owner).delete(pathOf(person, '/sessions'))).status).toBe(204);
    for (const token of tokens)
      for (const url of [api.url, second.url])
        await vi.waitFor(async () => {
          expectProblem(await clientWith(url, token).get('/api/auth/profile'), 401, 'session_expired');
        }, PATIENCE);
    expect(await list()).toEqual([]);
    expect(await auditsOf('session.end_all', person)).toHaveLength(1);
  });

  test('here are not those of the same person elsewhere', async () => {
    const person = await api.build.operator();
    const { id: organizationId } = await api.build.organization();
    const elsewhere = await buildEmployment(api, { userAccountId: person.userAccountId, organizationId });
    const token = await api.tokenOf(elsewhere);
    await api.tokenOf(person);
    expect((await api.as(api.owner).delete(pathOf(person, '/sessions'))).status).toBe(204);
    expect((await clientWith(api.url, token).get('/api/auth/profile')).status).toBe(200);
    expectProblem(await api.as(api.owner).delete(pathOf(elsewhere, '/sessions')), 404, 'not_found');
    expectProblem(await api.as(api.owner).get(pathOf(elsewhere, '/sessions')), 404, 'not_found');
  });
});

describe('the second factor of another', () => {
  test('is taken off with codes, trusted browsers and sessions, and he is told', async () => {
    const person = await withSecondFactor(await api.build.operator());
    const token = await api.tokenOf(person);
    expect((await api.as(api.owner).delete(pathOf(person, '/second-factor'))).status).toBe(204);
    const account = await api.database.prisma.userAccount.findUniqueOrThrow({
      where: { id: person.userAccountId },
      include: { recoveryCodes: true, devices: true, notices: true },
    });
    expect(account).toMatchObject({
      ...{ totpSecretSealed: null, totpEnabledAt: null, totpLastStep: null, recoveryCodes: [] },
      devices: [{ trustedUntil: null }],
      notices: [{ type: 'second_factor_disabled' }],
    });
    expectProblem(await clientWith(api.url, token).get('/api/auth/profile'), 401, 'session_expired');
    expect(await auditsOf('second_factor.reset', person)).toHaveLength(1);
    expectProblem(await api.as(api.owner).delete(pathOf(person, '/second-factor')), 409, 'in_use');
  });

  test('is not for an admin with an owner, for oneself, or of an account that serves elsewhere', async () => {
    const admin = await withSecondFactor(await api.build.operator({ role: 'admin' }));
    const owner = await withSecondFactor(await api.build.operator({ role: 'owner' }));
    const shared = await withSecondFactor(await api.build.operator());
    const { id: organizationId } = await api.build.organization();
    await buildEmployment(api, { userAccountId: shared.userAccountId, organizationId });
    for (const person of [owner, admin, shared])
      expectProblem(await api.as(admin).delete(pathOf(person, '/second-factor')), 403, 'forbidden');
    const left = await api.database.prisma.userAccount.count({ where: { totpEnabledAt: { not: null } } });
    expect(left).toBe(3);
  });

  test('asks for a recent proof', async () => {
    const person = await withSecondFactor(await api.build.operator());
    const client = api.as(api.owner);
    await client.get('/api/auth/profile');
    api.clock.set(new Date(Date.now() + 11 * 60_000));
    const answer = await client.delete(pathOf(person, '/second-factor'));
    api.clock.set(new Date());
    expectProblem(answer, 403, 'step_up_required');
  });
});

describe('who may do what to whom', () => {
  test('nobody changes his own role, up or down', async () => {
    const admin = await api.build.operator({ role: 'admin' });
    const owner = await api.build.operator({ role: 'owner' });
    expectProblem(await change(admin, admin, { role: 'owner' }), 403, 'forbidden');
    expectProblem(await change(admin, admin, { role: 'manager', cities: ['Саратов'] }), 403, 'forbidden');
    expectProblem(await change(owner, owner, { role: 'admin' }), 403, 'forbidden');
    expect((await change(admin, admin, { role: 'admin', name: 'Новое Имя' })).status).toBe(200);
  });

  test('an admin touches no owner in any way, nor makes one', async () => {
    const admin = await api.build.operator({ role: 'admin' });
    const owner = await api.build.operator({ role: 'owner' });
    const answers = [
      change(admin, owner, { name: 'Другое Имя' }),
      change(admin, await api.build.operator(), { role: 'owner' }),
      api
        .as(admin)
        .post('/api/operators')
        .send(operatorDraft({ role: 'owner' })),
      ...[api.as(admin).delete(pathOf(owner)), api.as(admin).get(pathOf(owner, '/sessions'))],
      api.as(admin).delete(pathOf(owner, '/sessions')),
    ];
    for (const answer of await Promise.all(answers)) expectProblem(answer, 403, 'forbidden');
  });

  test('roles and passwords of others, and new admins, ask for a recent proof; the rest does not', async () => {
    const person = await api.build.operator();
    const { version } = await api.database.prisma.operator.findUniqueOrThrow({ where: { id: person.id } });
    const client = api.as(api.owner);
    await client.get('/api/auth/profile');
    api.clock.set(new Date(Date.now() + 11 * 60_000));
    const send = (body: object) => client.patch(pathOf(person)).send({ version, ...body });
    const answers = [
      await send({ role: 'admin' }),
      await send({ password: GOOD_PASSWORD }),
      await client.post('/api/operators').send(operatorDraft({ role: 'admin' })),
    ];
    const allowed = [
      await send({ name: 'Новое Имя' }),
      await client.post('/api/operators').send(operatorDraft()),
    ];
    api.clock.set(new Date());
    for (const answer of answers) expectProblem(answer, 403, 'step_up_required');
    expect(allowed.map(({ status }) => status)).toEqual([200, 201]);
  });

  test('login, e-mail and password of an account that serves elsewhere are for its person alone', async () => {
    const { id: organizationId } = await api.build.organization();
    const shared = await api.build.operator();
    await buildEmployment(api, { userAccountId: shared.userAccountId, organizationId });
    const keeper = await api.build.operator();
    await api.database.prisma.userAccount.update({
      where: { id: keeper.userAccountId },
      data: { isSuperAdmin: true },
    });
    for (const person of [shared, keeper]) {
      for (const body of [
        { login: 'taken-over' },
        { email: 'evil@example.org' },
        { password: GOOD_PASSWORD },
      ])
        expectProblem(await change(api.owner, person, body), 403, 'forbidden');
      expect((await change(api.owner, person, { name: 'Новое Имя' })).status).toBe(200);
    }
  });

  test('a login that is somebody’s elsewhere is answered as one that is somebody’s here', async () => {
    const { id: organizationId } = await api.build.organization();
    const theirs = await api.build.operator({ organizationId, name: 'Чужой Человек' });
    const ours = await api.build.operator();
    const answers = [];
    for (const { login } of [ours, theirs]) {
      const answer = await api.as(api.owner).post('/api/operators').send(operatorDraft({ login }));
      expectProblem(answer, 409, 'already_exists', { login: 'invalid_value' });
      const { requestId: _, ...body } = answer.body as { requestId: string };
      answers.push(body);
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('a change of a signed-in person bites in every process', () => {
  const seen = async (url: string, token: string) => {
    const { status, body } = await clientWith(url, token).get('/api/auth/profile');
    return { status, profile: (body as { data?: { role: string; cities: string[] } }).data };
  };
  test.each([
    [
      'role',
      { role: 'viewer' },
      { status: 200, profile: expect.objectContaining({ role: 'viewer' }) as unknown },
    ],
    [
      'cities',
      { cities: ['Омск'] },
      { status: 200, profile: expect.objectContaining({ cities: ['Омск'] }) as unknown },
    ],
    ['status', { status: 'inactive' }, { status: 401, profile: undefined }],
  ])('%s', async (_, body, expected) => {
    const person = await api.build.operator({ cities: ['Саратов'] });
    const token = await api.tokenOf(person);
    for (const url of [api.url, second.url]) expect((await seen(url, token)).status).toBe(200);
    expect((await change(api.owner, person, body)).status).toBe(200);
    for (const url of [api.url, second.url])
      await vi.waitFor(async () => {
        expect(await seen(url, token)).toEqual(expected);
      }, PATIENCE);
  });
});
