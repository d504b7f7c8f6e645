import { randomBytes } from 'node:crypto';
import request, { type Response } from 'supertest';
import { createPasswords } from '../../src/modules/identity/index.js';
import {
  hashOfRecoveryCode,
  newRecoveryCodes,
} from '../../src/modules/identity/second-factor/recovery-codes.js';
import { codeOfStep, newSeed, stepAt } from '../../src/modules/identity/second-factor/totp.js';
import { createSecretBox } from '../../src/platform/crypto/secret-box.js';
import type { TestApi } from '../api.js';
import type { OperatorOverrides, TestOperator } from './build.js';
import { GOOD_PASSWORD } from './operators.js';

export interface PersonWithFactor extends TestOperator {
  readonly seed: string;
  readonly recoveryCodes: readonly string[];
  /** The code of the step so many steps from now, by the clock of the API. */
  code(distance?: number): string;
}

/** A person who signs in with {@link GOOD_PASSWORD}. */
export async function personWithPassword(
  { build }: TestApi,
  overrides: OperatorOverrides = {},
): Promise<TestOperator> {
  const passwordHash = await createPasswords({ cost: 4 }).hash(GOOD_PASSWORD);
  return build.operator({ passwordHash, ...overrides });
}

/** The same with a second factor in force. */
export async function personWithFactor(
  api: TestApi,
  overrides: OperatorOverrides = {},
): Promise<PersonWithFactor> {
  const person = await personWithPassword(api, overrides);
  const { userAccountId } = person;
  const seed = newSeed();
  const recoveryCodes = newRecoveryCodes();
  await api.database.prisma.userAccount.update({
    where: { id: userAccountId },
    data: {
      totpSecretSealed: createSecretBox(api.environment.secretsKey).seal(seed),
      totpEnabledAt: api.clock.now(),
    },
  });
  await api.database.prisma.recoveryCode.createMany({
    data: recoveryCodes.map((code) => ({ userAccountId, codeHash: hashOfRecoveryCode(code, seed) })),
  });
  const code = (distance = 0): string => codeOfStep(seed, stepAt(api.clock.now()) + distance);
  return { ...person, seed, recoveryCodes, code };
}

/** A browser: it keeps its cookie, and is what a sign-in comes from. */
export function openBrowser(api: TestApi) {
  const cookie = `crm_browser=${randomBytes(32).toString('base64url')}`;
  const post = (path: string, body: object) => request(api.url).post(path).set('Cookie', cookie).send(body);
  return {
    cookie,
    signIn: (login: string, password = GOOD_PASSWORD) => post('/api/auth/login', { login, password }),
    answer: (mfaToken: string, code: string, more: object = {}) =>
      post('/api/auth/login/mfa', { mfaToken, code, ...more }),
  };
}

export const mfaTokenOf = ({ body }: Response): string => (body as { mfaToken: string }).mfaToken;
export const accessTokenOf = ({ body }: Response): string => (body as { accessToken: string }).accessToken;
/** A code of six digits that is not the given one. */
export const otherCode = (code: string, by = 1): string =>
  String((Number(code) + by) % 1_000_000).padStart(6, '0');
