import type { Response } from 'supertest';
import {
  hashOfRecoveryCode,
  newRecoveryCodes,
} from '../../src/modules/identity/second-factor/recovery-codes.js';
import { codeOfStep, newSeed, stepAt } from '../../src/modules/identity/second-factor/totp.js';
import { createSecretBox } from '../../src/platform/crypto/secret-box.js';
import type { TestApi } from '../api.js';
import { openBrowser as openTestBrowser, personWhoSignsIn } from '../browser.js';
import type { OperatorOverrides, TestOperator } from './build.js';

export interface PersonWithFactor extends TestOperator {
  readonly seed: string;
  readonly recoveryCodes: readonly string[];
  /** The code of the step so many steps from now, by the clock of the API. */
  code(distance?: number): string;
}

/** A person who signs in with password and code. */
export async function personWithFactor(
  api: TestApi,
  overrides: OperatorOverrides = {},
): Promise<PersonWithFactor> {
  const person = await personWhoSignsIn(api, overrides);
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

/** A browser that can take the second step too. */
export function openBrowser({ url }: TestApi) {
  const browser = openTestBrowser({ url });
  return {
    ...browser,
    answer: (mfaToken: string, code: string, more: object = {}) =>
      browser.post('/api/auth/login/mfa', { mfaToken, code, ...more }),
  };
}

export const mfaTokenOf = ({ body }: Response): string => (body as { mfaToken: string }).mfaToken;
/** A code of six digits that is not the given one. */
export const otherCode = (code: string, by = 1): string =>
  String((Number(code) + by) % 1_000_000).padStart(6, '0');
