import type { Database } from '../../../platform/db/database.js';
import { problem } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { recordAudit } from '../../audit/index.js';
import { createDevicesRepository } from '../devices/devices.repository.js';
import { createIdentityRepository } from '../identity.repository.js';
import type { Notices } from '../notices/tell-person.js';
import { createOneTimeTokensRepository, type OneTimeTokenRow } from '../one-time-tokens.repository.js';
import { assertOpen } from '../one-time-tokens.rules.js';
import type { PasswordRules } from '../password-rules.js';
import type { Passwords } from '../passwords.js';
import { createSessionsRepository } from '../sessions.repository.js';
import { RESET } from './ask-reset.js';

export interface ResetPasswordDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly passwordRules: PasswordRules;
  readonly notices: Notices;
}

/** @throws Problem `not_found`, `token_used`, `token_expired`. */
export async function checkReset(deps: ResetPasswordDeps, secret: string): Promise<OneTimeTokenRow> {
  const { database, clock } = deps;
  const token = await createOneTimeTokensRepository(database.prisma).find(RESET, secret);
  assertOpen(token, clock.now());
  const account = await database.prisma.userAccount.findUniqueOrThrow({ where: { id: token.accountId } });
  if (account.email !== token.data['email'] || account.emailVerifiedAt === null) throw problem('token_used');
  return token;
}

/**
 * Sets a password for whoever holds the link. Signs nobody in and ends all sessions; the second factor is left as it is.
 * @throws Problem `not_found`, `token_used`, `token_expired`, `invalid_fields` for a password that will not do: the link then still works.
 */
export async function resetPassword(
  deps: ResetPasswordDeps,
  { token: secret, newPassword }: { token: string; newPassword: string },
): Promise<void> {
  const { database, clock, passwords, passwordRules, notices } = deps;
  const { id, accountId } = await checkReset(deps, secret);
  await passwordRules.assertForAccount(newPassword, 'newPassword', accountId);
  const hash = await passwords.hash(newPassword);
  const now = clock.now();
  await database.inTransaction(async (db) => {
    const tokens = createOneTimeTokensRepository(db);
    if (!(await tokens.take(id, now))) throw problem('token_used');
    await createIdentityRepository(db).setOwnPassword(accountId, hash, now);
    await createSessionsRepository(db).revokeOthers(accountId, null, 'password_changed');
    await createDevicesRepository(db).distrustAll(accountId);
    await notices.tell(db, accountId, { type: 'password_changed', params: { at: now.toISOString() } });
    await recordAudit(db, {
      action: 'password.reset',
      ...{ objectType: 'user_account', objectId: accountId, accountId },
    });
  });
}
