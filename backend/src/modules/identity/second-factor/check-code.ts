import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import type { Database, Db } from '../../../platform/db/database.js';
import type { Buckets } from '../sign-in/buckets.js';
import type { AuthMethod } from '../sign-in/complete-sign-in.js';
import { asGuess } from './guesses.js';
import { hashOfRecoveryCode } from './recovery-codes.js';
import { createRecoveryCodesRepository } from './recovery-codes.repository.js';
import { createSecondFactorRepository } from './second-factor.repository.js';
import { stepOfCode } from './totp.js';

export type CodeMethod = Extract<AuthMethod, 'totp' | 'recovery_code'>;

export interface CheckCodeDeps {
  readonly database: Database;
  readonly secretBox: SecretBox;
  readonly buckets: Buckets;
}

export interface CodeGuess {
  readonly accountId: number;
  readonly code: string;
  readonly now: Date;
}

/**
 * Judges a code of the authenticator app or a recovery code, uses it up and does what it was shown for, or none of it. Returns what `then`
 * returns; null for a wrong or used code.
 * @throws Problem `too_many_requests`.
 */
export async function checkCode<T>(
  { database, secretBox, buckets }: CheckCodeDeps,
  guess: CodeGuess,
  then: (db: Db, method: CodeMethod) => Promise<T>,
): Promise<T | null> {
  return asGuess(buckets, { thing: 'code', ...guess }, () =>
    database.inTransaction(async (db) => {
      const method = await takeCode(db, secretBox, guess);
      return method === null ? null : then(db, method);
    }),
  );
}

async function takeCode(
  db: Db,
  secretBox: SecretBox,
  { accountId, code, now }: CodeGuess,
): Promise<CodeMethod | null> {
  const factor = createSecondFactorRepository(db);
  const { totpSecretSealed, totpEnabledAt } = await factor.get(accountId);
  if (totpSecretSealed === null || totpEnabledAt === null) return null;
  const seed = secretBox.open(totpSecretSealed);
  const digits = code.replace(/[\s-]/g, '');
  if (/^\d{6}$/.test(digits)) {
    const step = stepOfCode(seed, digits, now);
    return step !== null && (await factor.takeStep(accountId, step)) ? 'totp' : null;
  }
  const hash = hashOfRecoveryCode(code, seed);
  return (await createRecoveryCodesRepository(db).take(accountId, hash, now)) ? 'recovery_code' : null;
}
