import type { Actor } from '../../platform/access/actor.js';
import { invalidField } from '../../platform/http/problem.js';
import { recordAudit } from '../audit/index.js';
import { createIdentityRepository } from './identity.repository.js';
import type { Notices } from './notices/tell-person.js';
import type { PasswordRules } from './password-rules.js';
import { endOthers } from './second-factor/end-others.js';
import { provePassword, type ProofDeps } from './second-factor/prove-identity.js';
import { issueTokens, type SignedInTokens, type TokenIssuers } from './session-tokens.js';

export interface ChangePasswordDeps extends ProofDeps, TokenIssuers {
  readonly passwordRules: PasswordRules;
  readonly notices: Notices;
}

/**
 * The other sessions end; this one goes on with new tokens, and all is open to it if the password was temporary. The person is told.
 * @throws Problem `invalid_fields` naming the password that will not do, `too_many_requests`.
 */
export async function changePassword(
  deps: ChangePasswordDeps,
  actor: Actor,
  { current, next }: { current: string; next: string },
): Promise<SignedInTokens> {
  const { database, passwords, passwordRules, notices, clock } = deps;
  const { accountId } = actor;
  await passwordRules.assertForAccount(next, 'newPassword', accountId);
  await provePassword(deps, actor, { password: current, field: 'currentPassword' });
  // A password that was given is to be known to nobody else any more.
  if (next.normalize('NFKC') === current.normalize('NFKC'))
    throw invalidField('newPassword', 'invalid_value');
  const nextHash = await passwords.hash(next);
  const now = clock.now();
  return database.inTransaction(async (db) => {
    await createIdentityRepository(db).setOwnPassword(accountId, nextHash, now);
    const session = await endOthers(db, actor, { reason: 'password_changed', now });
    await recordAudit(db, { action: 'password.change', objectType: 'user_account', objectId: accountId });
    await notices.tell(db, accountId, { type: 'password_changed', params: { at: now.toISOString() } });
    return issueTokens(deps, session);
  });
}
