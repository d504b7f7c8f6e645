import { sessionOf, type Actor } from '../../../platform/access/actor.js';
import type { Database, Db } from '../../../platform/db/database.js';
import { invalidField, problem } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { notify } from '../../../platform/realtime/notification-bus.js';
import { recordAudit } from '../../audit/index.js';
import type { Passwords } from '../passwords.js';
import { createSessionsRepository } from '../sessions.repository.js';
import { checkCode, type CheckCodeDeps } from './check-code.js';
import { asGuess } from './guesses.js';
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
  { database: { prisma }, buckets, passwords, clock }: Omit<ProofDeps, 'secretBox'>,
  { accountId }: Pick<Actor, 'accountId'>,
  { password, field }: { readonly password: string; readonly field: string },
): Promise<void> {
  const isRight = await asGuess(buckets, { thing: 'proof', accountId, now: clock.now() }, async () => {
    const { passwordHash } = await createSecondFactorRepository(prisma).get(accountId);
    return (await passwords.verify(password, passwordHash)) || null;
  });
  if (isRight) return;
  await noteRefusal(prisma, 'password.refuse', accountId);
  throw invalidField(field, 'invalid_value');
}

/**
 * A code of somebody who is signed in; it is used up together with what it was shown for.
 * @throws Problem `invalid_fields` on `code`, `too_many_requests`.
 */
export async function proveCode<T>(
  deps: Omit<ProofDeps, 'passwords'>,
  { accountId, code }: { readonly accountId: number; readonly code: string },
  then: (db: Db) => Promise<T>,
): Promise<T> {
  const outcome = await checkCode(deps, { accountId, code, now: deps.clock.now() }, async (db) => ({
    result: await then(db),
  }));
  if (outcome !== null) return outcome.result;
  await noteRefusal(deps.database.prisma, 'second_factor.refuse', accountId);
  throw invalidField('code', 'invalid_value');
}

const noteRefusal = (db: Db, action: string, accountId: number): Promise<void> =>
  recordAudit(db, { action, objectType: 'user_account', objectId: accountId, outcome: 'failure' });

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
  const { accountId } = actor;
  const { totpEnabledAt } = await createSecondFactorRepository(database.prisma).get(accountId);
  if (totpEnabledAt !== null && code === undefined) throw invalidField('code', 'required');
  await provePassword(deps, actor, { password, field: 'password' });
  const note = (db: Db): Promise<void> => noteProof(db, actor, clock.now());
  if (totpEnabledAt === null) await database.inTransaction(note);
  else await proveCode(deps, { accountId, code: code ?? '' }, note);
}

async function noteProof(db: Db, actor: Actor, now: Date): Promise<void> {
  const sessionId = sessionOf(actor);
  if (!(await createSessionsRepository(db).prove(sessionId, now))) throw problem('session_expired');
  await notify(db, 'session', sessionId);
  await recordAudit(db, { action: 'session.step_up', objectType: 'session', objectId: sessionId });
}
