import { sessionOf, type Actor } from '../../../platform/access/actor.js';
import type { Db } from '../../../platform/db/database.js';
import { invalidField, problem, type Problem } from '../../../platform/http/problem.js';
import { notify } from '../../../platform/realtime/notification-bus.js';
import { recordAudit } from '../../audit/index.js';
import type { NewNotice, Notices } from '../notices/tell-person.js';
import { MIN_PASSWORD_LENGTH } from '../password-rules.js';
import { issueTokens, type SignedInTokens, type TokenIssuers } from '../session-tokens.js';
import { endOthers } from './end-others.js';
import { asGuess } from './guesses.js';
import { proveCode, provePassword, type ProofDeps } from './prove-identity.js';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { createRecoveryCodesRepository } from './recovery-codes.repository.js';
import { createSecondFactorRepository } from './second-factor.repository.js';
import { stepOfCode } from './totp.js';

export interface SecondFactorDeps extends ProofDeps, TokenIssuers {
  readonly notices: Notices;
}

/** This session goes on with new tokens, the others have ended. */
export interface Turned {
  readonly tokens: SignedInTokens;
}

/**
 * Puts the seed that was set up in force, once its code has shown that the app has it.
 * @throws Problem `illegal_transition` when nothing is set up or one is in force, `invalid_fields` on `code`, `too_many_requests`.
 */
export async function enableSecondFactor(
  deps: SecondFactorDeps,
  actor: Actor,
  code: string,
): Promise<Turned & { recoveryCodes: string[] }> {
  const { database, secretBox, buckets, clock } = deps;
  const { accountId } = actor;
  const now = clock.now();
  const { totpSecretSealed: sealed, totpEnabledAt } = await createSecondFactorRepository(database.prisma).get(
    accountId,
  );
  if (sealed === null || totpEnabledAt !== null) throw onAlready();
  const seed = secretBox.open(sealed);
  const step = await asGuess(buckets, { thing: 'code', accountId, now }, () =>
    Promise.resolve(stepOfCode(seed, code.replace(/\s/g, ''), now)),
  );
  if (step === null) throw invalidField('code', 'invalid_value');
  const recoveryCodes = newRecoveryCodes();
  const hashes = recoveryCodes.map((recoveryCode) => hashOfRecoveryCode(recoveryCode, seed));
  const tokens = await database.inTransaction(async (db) => {
    if (!(await createSecondFactorRepository(db).enable(accountId, { sealed, step, now }))) throw onAlready();
    await createRecoveryCodesRepository(db).replace(accountId, hashes, now);
    return followTurn(db, { ...deps, type: 'second_factor_enabled' }, actor);
  });
  return { recoveryCodes, tokens };
}

/**
 * The request carries the whole proof, so no other is asked for. A password that is long enough only beside a second factor must be
 * made longer first.
 * @throws Problem `illegal_transition` when it is off, `invalid_fields` on `password` or `code`, `too_many_requests`.
 */
export async function disableSecondFactor(
  deps: SecondFactorDeps,
  actor: Actor,
  { password, code }: { readonly password: string; readonly code: string },
): Promise<Turned> {
  const { accountId } = actor;
  const { totpEnabledAt } = await createSecondFactorRepository(deps.database.prisma).get(accountId);
  if (totpEnabledAt === null) throw offAlready();
  await provePassword(deps, actor, { password, field: 'password' });
  if (Array.from(password.normalize('NFKC')).length < MIN_PASSWORD_LENGTH)
    throw invalidField('password', 'too_short', { min: MIN_PASSWORD_LENGTH });
  const tokens = await proveCode(deps, { accountId, code }, async (db) => {
    if (!(await createSecondFactorRepository(db).disable(accountId))) throw offAlready();
    await createRecoveryCodesRepository(db).replace(accountId, [], deps.clock.now());
    return followTurn(db, { ...deps, type: 'second_factor_disabled' }, actor);
  });
  return { tokens };
}

type FactorNotice = Extract<NewNotice['type'], 'second_factor_enabled' | 'second_factor_disabled'>;

/** All that follows from a second factor turned on or off, in the same transaction. */
async function followTurn(
  db: Db,
  { type, ...deps }: SecondFactorDeps & { readonly type: FactorNotice },
  actor: Actor,
): Promise<SignedInTokens> {
  const now = deps.clock.now();
  const { accountId } = actor;
  const session = await endOthers(db, actor, { reason: 'second_factor_changed', now });
  await notify(db, 'session', sessionOf(actor));
  await recordAudit(db, {
    action: type === 'second_factor_enabled' ? 'second_factor.enable' : 'second_factor.disable',
    objectType: 'user_account',
    objectId: accountId,
  });
  await deps.notices.tell(db, accountId, { type, params: { at: now.toISOString() } });
  return issueTokens(deps, session);
}

export const onAlready = (): Problem =>
  problem('illegal_transition', { detail: 'The second factor is on already, or was not set up' });
export const offAlready = (): Problem =>
  problem('illegal_transition', { detail: 'The second factor is off' });
