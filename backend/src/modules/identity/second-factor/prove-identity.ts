import type { Actor } from '../../../platform/access/actor.js';
import type { Database } from '../../../platform/db/database.js';
import { invalidField, problem } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { notify } from '../../../platform/realtime/notification-bus.js';
import { recordAudit } from '../../audit/index.js';
import type { Passwords } from '../passwords.js';
import { createSessionsRepository } from '../sessions.repository.js';
import { checkCode, type CheckCodeDeps } from './check-code.js';
import { createGuessesRepository } from './guesses.repository.js';
import { createSecondFactorRepository } from './second-factor.repository.js';

export interface ProofDeps extends CheckCodeDeps {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly clock: Clock;
}

/**
 * The password of somebody who is signed in, judged as seldom as at sign-in.
 * @throws Problem `invalid_fields` on `field`, `too_many_requests`, `overloaded`.
 */
export async function provePassword(
  { database: { prisma }, passwords, clock }: Pick<ProofDeps, 'database' | 'passwords' | 'clock'>,
  { accountId }: Pick<Actor, 'accountId'>,
  { password, field }: { readonly password: string; readonly field: string },
): Promise<void> {
  const guesses = createGuessesRepository(prisma);
  await guesses.take('proof', accountId, clock.now());
  const { passwordHash } = await createSecondFactorRepository(prisma).get(accountId);
  if (!(await passwords.verify(password, passwordHash))) {
    await recordAudit(prisma, {
      action: 'password.refuse',
      objectType: 'user_account',
      objectId: accountId,
      outcome: 'failure',
    });
    throw invalidField(field, 'invalid_value');
  }
  await guesses.giveBack('proof', accountId);
}

/**
 * Password and, with a second factor, a code: the session is as good as just opened, for every process.
 * @throws Problem `invalid_fields` on `password` or `code`, `too_many_requests`, `session_expired`.
 */
export async function stepUp(
  deps: ProofDeps,
  actor: Actor,
  { password, code }: { readonly password: string; readonly code?: string },
): Promise<void> {
  const { database, clock } = deps;
  const now = clock.now();
  const { accountId, sessionId } = actor;
  const { totpEnabledAt } = await createSecondFactorRepository(database.prisma).get(accountId);
  if (totpEnabledAt !== null && code === undefined) throw invalidField('code', 'required');
  await provePassword(deps, actor, { password, field: 'password' });
  if (totpEnabledAt !== null) await proveCode(deps, actor, code ?? '');
  await database.inTransaction(async (db) => {
    if (!(await createSessionsRepository(db).prove(sessionId, now))) throw problem('session_expired');
    await notify(db, 'session', sessionId);
    await recordAudit(db, { action: 'session.step_up', objectType: 'session', objectId: sessionId });
  });
}

/** @throws Problem `invalid_fields` on `code`, `too_many_requests`. */
export async function proveCode(
  deps: Pick<ProofDeps, 'database' | 'secretBox' | 'clock'>,
  { accountId }: Pick<Actor, 'accountId'>,
  code: string,
): Promise<void> {
  const method = await checkCode(deps, { accountId, code, now: deps.clock.now() });
  if (method !== null) return;
  await recordAudit(deps.database.prisma, {
    action: 'second_factor.refuse',
    objectType: 'user_account',
    objectId: accountId,
    outcome: 'failure',
  });
  throw invalidField('code', 'invalid_value');
}
