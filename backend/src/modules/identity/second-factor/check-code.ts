import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import type { Database, Db } from '../../../platform/db/database.js';
import type { AuthMethod } from '../sign-in/complete-sign-in.js';
import { createGuessesRepository } from './guesses.repository.js';
import { hashOfRecoveryCode } from './recovery-codes.js';
import { createRecoveryCodesRepository } from './recovery-codes.repository.js';
import { createSecondFactorRepository } from './second-factor.repository.js';
import { stepOfCode } from './totp.js';

export type CodeMethod = Extract<AuthMethod, 'totp' | 'recovery_code'>;

export interface CheckCodeDeps {
  readonly database: Database;
  readonly secretBox: SecretBox;
}

export interface CodeGuess {
  readonly accountId: number;
  readonly code: string;
  readonly now: Date;
}

/**
 * Judges a code of the authenticator app or a recovery code and uses it up; `then` is done in the same transaction, or neither is.
 * Null for a wrong or used code.
 * @throws Problem `too_many_requests`.
 */
export async function checkCode(
  { database, secretBox }: CheckCodeDeps,
  { accountId, code, now }: CodeGuess,
  then: (db: Db, method: CodeMethod) => Promise<void> = () => Promise.resolve(),
): Promise<CodeMethod | null> {
  await createGuessesRepository(database.prisma).take('code', accountId, now);
  return database.inTransaction(async (db) => {
    const method = await takeCode(db, secretBox, { accountId, code, now });
    if (method === null) return null;
    await createGuessesRepository(db).giveBack('code', accountId);
    await then(db, method);
    return method;
  });
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
