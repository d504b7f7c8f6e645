import { randomUUID } from 'node:crypto';
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
import { codeOfStep, stepAt } from './totp.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const MINUTE_MS = 60_000;
const pass = stopClockAtStep(() => api);
const seedOf = (otpauthUrl: string): string => new URL(otpauthUrl).searchParams.get('secret') ?? '';
const setUpOf = ({ body }: request.Response) => body as { otpauthUrl: string; qr: string };
const codesOf = ({ body }: request.Response) => (body as { recoveryCodes: string[] }).recoveryCodes;
const asBearer = (token: string) => clientWith(api.url, token);
const auditOf = async (accountId: number) => {
  const rows = await api.database.prisma.audit.findMany({
    where: { actorAccountId: accountId },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ action, outcome }) => `${action} ${outcome}`);
};

describe('setting up', () => {
  test('a seed comes as address and picture, is in force after its first code, and brings ten codes', async () => {
    const person = await personWhoSignsIn(api);
    const there = accessTokenOf(await openBrowser(api).signIn(person.login));
    const here = asBearer(accessTokenOf(await openBrowser(api).signIn(person.login)));
    const { otpauthUrl, qr } = setUpOf(await here.post('/api/auth/2fa/setup'));
    const seed = seedOf(otpauthUrl);

    expect(new URL(otpauthUrl).pathname).toContain(person.login);
    expect(qr).toMatch(/^data:image\/png;base64,/);
    expect((await here.get('/api/auth/2fa')).body).toMatchObject({
      data: { enabledAt: null, recoveryCodesLeft: 0 },
    });
    expect((await openBrowser(api).signIn(person.login)).body).not.toHaveProperty('mfaToken');
    const code = codeOfStep(seed, stepAt(api.clock.now()));
    expectProblem(
      await here.post('/api/auth/2fa/enable').send({ code: otherCode(code) }),
      422,
      'invalid_fields',
      {
        code: 'invalid_value',
      },
    );

    const enabled = await here.post('/api/auth/2fa/enable').send({ code });
    expect(enabled.status).toBe(200);
    expect(new Set(codesOf(enabled)).size).toBe(10);
    expect((await here.get('/api/auth/2fa')).body).toMatchObject({
      data: { enabledAt: api.clock.now().toISOString(), recoveryCodesLeft: 10 },
    });
    await expect.poll(async () => (await asBearer(there).get('/api/auth/profile')).status).toBe(401);
    expect((await here.get('/api/auth/profile')).status).toBe(200);
    expect(String(enabled.headers['set-cookie'])).toContain('crm_rt=');
    expectProblem(await here.post('/api/auth/2fa/setup'), 409, 'illegal_transition');
    expect((await auditOf(person.userAccountId)).filter((line) => line.startsWith('second_factor'))).toEqual([
      'second_factor.set_up success',
      'second_factor.enable success',
    ]);
    const notices = await api.database.prisma.notice.findMany({
      where: { userAccountId: person.userAccountId },
    });
    expect(notices.map(({ type }) => type)).toContain('second_factor_enabled');
  });

  test('seed and codes are nowhere to be read in the database', async () => {
    const person = await personWhoSignsIn(api);
    const token = await api.tokenOf(person);
    const again = () => asBearer(token).post('/api/auth/2fa/setup').set('Idempotency-Key', randomUUID());
    const seed = seedOf(setUpOf(await again()).otpauthUrl);
    expect(seedOf(setUpOf(await again()).otpauthUrl)).not.toBe(seed);
    const current = seedOf(setUpOf(await again()).otpauthUrl);
    const enabled = await asBearer(token)
      .post('/api/auth/2fa/enable')
      .send({
        code: codeOfStep(current, stepAt(api.clock.now())),
      });
    const { prisma } = api.database;
    const dump = JSON.stringify([
      await prisma.userAccount.findMany({ omit: { totpLastStep: true } }),
      await prisma.recoveryCode.findMany(),
      await prisma.idempotencyKey.findMany(),
      await prisma.oneTimeToken.findMany(),
    ]);
    for (const secret of [
      current,
      ...codesOf(enabled),
      ...codesOf(enabled).map((code) => code.replaceAll('-', '')),
    ])
      expect(dump).not.toContain(secret);
  });

  test('a proof that is too old is not enough, and one given in another process is seen at once', async () => {
    const person = await personWhoSignsIn(api);
    const client = asBearer(accessTokenOf(await openBrowser(api).signIn(person.login)));
    pass(11 * MINUTE_MS);
    expectProblem(await client.post('/api/auth/2fa/setup'), 403, 'step_up_required');
    expectProblem(
      await client.post('/api/auth/step-up').send({ password: 'not it' }),
      422,
      'invalid_fields',
      {
        password: 'invalid_value',
      },
    );
    expect((await client.post('/api/auth/step-up').send({ password: GOOD_PASSWORD })).status).toBe(204);
    expect((await client.post('/api/auth/2fa/setup')).status).toBe(200);
  });
});

describe('turning off and anew', () => {
  test('password and code turn it off; trust and other sessions end and the person is told', async () => {
    const person = await personWithFactor(api);
    const there = await api.tokenOf(person);
    const client = asBearer(await api.tokenOf(person));
    const off = (body: object) => client.post('/api/auth/2fa/disable').send(body);
    expectProblem(await off({ password: 'not it', code: person.code() }), 422, 'invalid_fields', {
      password: 'invalid_value',
    });
    expectProblem(
      await off({ password: GOOD_PASSWORD, code: otherCode(person.code()) }),
      422,
      'invalid_fields',
      {
        code: 'invalid_value',
      },
    );
    expect((await off({ password: GOOD_PASSWORD, code: person.recoveryCodes[3] })).status).toBe(204);

    expect((await openBrowser(api).signIn(person.login)).body).toHaveProperty('accessToken');
    await expect.poll(async () => (await asBearer(there).get('/api/auth/profile')).status).toBe(401);
    const account = await api.database.prisma.userAccount.findUniqueOrThrow({
      where: { id: person.userAccountId },
      include: { recoveryCodes: true, notices: true },
    });
    expect(account).toMatchObject({ totpSecretSealed: null, totpEnabledAt: null, recoveryCodes: [] });
    expect(account.notices.map(({ type }) => type)).toContain('second_factor_disabled');
    expectProblem(await off({ password: GOOD_PASSWORD, code: '000000' }), 409, 'illegal_transition');
  });

  test('new recovery codes replace the old ones', async () => {
    const person = await personWithFactor(api);
    const client = asBearer(await api.tokenOf(person));
    const codes = codesOf(await client.post('/api/auth/2fa/recovery-codes'));
    const browser = openBrowser(api);
    const mfaToken = mfaTokenOf(await browser.signIn(person.login));
    expectProblem(await browser.answer(mfaToken, person.recoveryCodes[0] ?? ''), 401, 'invalid_code');
    expect((await browser.answer(mfaToken, codes[0] ?? '')).status).toBe(200);
    const without = asBearer(await api.tokenOf(await personWhoSignsIn(api)));
    expectProblem(await without.post('/api/auth/2fa/recovery-codes'), 409, 'illegal_transition');
  });

  test('with a second factor a proof needs password and code', async () => {
    const person = await personWithFactor(api);
    const client = asBearer(await api.tokenOf(person));
    expectProblem(
      await client.post('/api/auth/step-up').send({ password: GOOD_PASSWORD }),
      422,
      'invalid_fields',
      {
        code: 'required',
      },
    );
    expect(
      (await client.post('/api/auth/step-up').send({ password: GOOD_PASSWORD, code: person.code() })).status,
    ).toBe(204);
    expect(await auditOf(person.userAccountId)).toContain('session.step_up success');
  });
});

describe('required by role', () => {
  test('a person of such a role may but set it up, and then all is open', async () => {
    const organization = await api.build.organization();
    await api.database.prisma.organization.update({
      where: { id: organization.id },
      data: { secondFactorRoles: ['manager'] },
    });
    const manager = await personWhoSignsIn(api, { organizationId: organization.id, role: 'manager' });
    const operator = await personWhoSignsIn(api, { organizationId: organization.id });
    expect((await asBearer(await api.tokenOf(operator)).get('/api/calls')).status).toBe(200);

    const signedIn = await openBrowser(api).signIn(manager.login);
    const client = asBearer(accessTokenOf(signedIn));
    const open = new Set([
      'logout',
      'changePassword',
      'getProfile',
      'getSecondFactor',
      'setUpSecondFactor',
      'enableSecondFactor',
      'stepUp',
      'listOwnOrganizations',
      'switchOrganization',
    ]);
    const closed = api.container.modules
      .flatMap(({ operations }) => operations)
      .filter(({ id, access }) => access !== 'public' && !open.has(id));
    const ask = request(api.url);
    for (const { method, path } of closed) {
      const address = `/api${path.replaceAll(/:\w+/g, '1')}`;
      const answer = await ask[method](address).set('Authorization', `Bearer ${accessTokenOf(signedIn)}`);
      expect({ address, code: (answer.body as { code: string }).code }).toEqual({
        address,
        code: 'second_factor_required',
      });
    }
    expect((await client.get('/api/auth/profile')).body).toMatchObject({
      data: { mustSetUpSecondFactor: true },
    });
    const seed = seedOf(setUpOf(await client.post('/api/auth/2fa/setup')).otpauthUrl);
    await client.post('/api/auth/2fa/enable').send({ code: codeOfStep(seed, stepAt(api.clock.now())) });

    expect((await client.get('/api/calls')).status).toBe(200);
    expect((await client.get('/api/auth/profile')).body).toMatchObject({
      data: { mustSetUpSecondFactor: false },
    });
  });
});
