import type { Database } from '../../../platform/db/database.js';
import { problem } from '../../../platform/http/problem.js';
import { recordAudit } from '../../audit/index.js';
import { createIdentityRepository, type SignInRow } from '../identity.repository.js';
import type { Passwords } from '../passwords.js';
import { askSecondFactor, type AskedForCode } from '../second-factor/sign-in-challenge.js';
import { completeSignIn, type CompleteSignInDeps, type SignedIn } from './complete-sign-in.js';

export interface SignInDeps extends CompleteSignInDeps {
  readonly passwords: Passwords;
}

export interface Credentials {
  /** Login or e-mail. */
  readonly login: string;
  readonly password: string;
  /** Secret of the browser's cookie. */
  readonly browser: string;
}

/**
 * The session, or a question for the second factor.
 * @throws Problem `invalid_credentials` for a wrong login, a wrong password and an inactive person alike.
 */
export async function signIn(
  deps: SignInDeps,
  { login, password, browser }: Credentials,
): Promise<SignedIn | AskedForCode> {
  const { database, passwords } = deps;
  const user = await createIdentityRepository(database.prisma).findForSignIn(login);
  const isRight = await passwords.verify(password, user?.passwordHash ?? null);
  if (!user || !isRight || !user.isActive) return refuseSignIn(database, user);
  const proven = { user, browser, methods: ['password'] } as const;
  return (await askSecondFactor(deps, proven)) ?? completeSignIn(deps, proven);
}

async function refuseSignIn({ prisma }: Database, found: SignInRow | null): Promise<never> {
  await recordAudit(prisma, {
    action: 'session.refuse',
    objectType: 'user_account',
    objectId: found?.accountId ?? null,
    outcome: 'failure',
    organizationId: found?.organizationId ?? null,
    accountId: found?.accountId ?? null,
  });
  throw problem('invalid_credentials');
}
