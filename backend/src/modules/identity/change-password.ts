import type { Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import { invalidField } from '../../platform/http/problem.js';
import { recordAudit } from '../audit/index.js';
import { createIdentityRepository } from './identity.repository.js';
import { MIN_PASSWORD_LENGTH, type Passwords } from './passwords.js';
import { createSessionsRepository } from './sessions.repository.js';

export interface ChangePasswordDeps {
  readonly database: Database;
  readonly passwords: Passwords;
}

/** The other sessions end. @throws Problem `invalid_fields` naming the password that will not do. */
export async function changePassword(
  { database, passwords }: ChangePasswordDeps,
  actor: Actor,
  { current, next }: { current: string; next: string },
): Promise<void> {
  assertPassword(next, 'newPassword');
  const hash = await createIdentityRepository(database.prisma).getPasswordHash(actor.accountId);
  if (!(await passwords.verify(current, hash))) throw invalidField('currentPassword', 'invalid_value');
  const nextHash = await passwords.hash(next);
  await database.inTransaction(async (db) => {
    await createIdentityRepository(db).setPasswordHash(actor.accountId, nextHash);
    await createSessionsRepository(db).revokeOthers(actor.accountId, actor.sessionId, 'password_changed');
    await recordAudit(db, {
      action: 'password.change',
      objectType: 'user_account',
      objectId: actor.accountId,
    });
  });
}

/** @throws Problem `invalid_fields` on `field`. */
export function assertPassword(password: string, field: string): void {
  if (Array.from(password).length < MIN_PASSWORD_LENGTH)
    throw invalidField(field, 'too_short', { min: MIN_PASSWORD_LENGTH });
}
