import { currentContext } from '../../../platform/http/request-context.js';
import { problem, Problem } from '../../../platform/http/problem.js';
import { recordAudit } from '../../audit/index.js';
import { createDevicesRepository } from '../devices/devices.repository.js';
import { isPasswordOver } from '../given-passwords.rules.js';
import { createIdentityRepository, type SignInRow } from '../identity.repository.js';
import type { Passwords } from '../passwords.js';
import { askSecondFactor, type AskedForCode } from '../second-factor/sign-in-challenge.js';
import type { Buckets } from './buckets.js';
import {
  completeSignIn,
  type CompleteSignInDeps,
  type ProvenPerson,
  type SignedIn,
} from './complete-sign-in.js';
import type { Door } from './door.js';
import { canonicalLogin, nameKey } from './login-name.js';
import { inNoLessThan } from './pace.js';
import { noteDelay, noteSignIn } from './sign-in-history.js';
import type { Reservation, SignInThrottle } from './sign-in-throttle.js';

export interface SignInDeps extends CompleteSignInDeps {
  readonly passwords: Passwords;
  readonly throttle: SignInThrottle;
  readonly buckets: Buckets;
  readonly door: Door;
}

export interface Credentials {
  /** Login or e-mail. */
  readonly login: string;
  readonly password: string;
  /** Secret of the browser's cookie. */
  readonly browser: string;
  /** The person asks not to be asked for the second factor here for a while. */
  readonly rememberDevice?: boolean | undefined;
}

/**
 * The session, or a question for the second factor.
 * @throws Problem `invalid_credentials` for a wrong login, a wrong password and an inactive person alike; `too_many_requests` before the
 * password is looked at, for known and unknown logins alike; `overloaded` where too many try at once.
 */
export const signIn = (deps: SignInDeps, credentials: Credentials): Promise<SignedIn | AskedForCode> =>
  deps.door.pass(() => tryToSignIn(deps, credentials));

async function tryToSignIn(deps: SignInDeps, credentials: Credentials): Promise<SignedIn | AskedForCode> {
  const { password, browser, rememberDevice = false } = credentials;
  const { user, isRight, attempt } = await tryPassword(deps, credentials, password);
  if (!user || !isRight || !user.isActive) return refuseSignIn(deps, user);
  await attempt.giveBack();
  const proven: ProvenPerson = { user, browser, methods: ['password'], rememberDevice };
  return (await askSecondFactor(deps, proven)) ?? completeSignIn(deps, proven);
}

interface Tried {
  readonly user: SignInRow | null;
  readonly isRight: boolean;
  readonly attempt: Reservation;
}

/** One password looked at, with the same work for every login. */
async function tryPassword(deps: SignInDeps, credentials: Credentials, password: string): Promise<Tried> {
  const { user, attempt } = await inNoLessThan(PREPARING_MS, () => takePlace(deps, credentials));
  try {
    const isRight = await deps.passwords.verify(password, user?.passwordHash ?? null);
    return { user, attempt, isRight: isRight && !isPasswordOver(user, deps.clock.now()) };
  } catch (error) {
    await attempt.giveBack();
    throw error;
  }
}

/** Longer than the steps before and after the look at a password take while the database is not at its limit. */
const PREPARING_MS = 40;
const NOTING_MS = 40;

async function takePlace(deps: SignInDeps, { login, browser }: Credentials): Promise<Omit<Tried, 'isRight'>> {
  const { prisma } = deps.database;
  const name = canonicalLogin(login);
  const user = await createIdentityRepository(prisma).findForSignIn(name);
  const device = await createDevicesRepository(prisma).find(user?.accountId ?? NOBODY, browser);
  const attempt = await reserve(deps, user, { name, browser, deviceId: device?.id ?? null });
  return { user, attempt };
}

/** No account has this id; it is looked up in place of an unknown one, so that both take the same time. */
const NOBODY = 0;

async function reserve(
  { database, buckets, clock, throttle }: SignInDeps,
  user: SignInRow | null,
  from: { readonly name: string; readonly browser: string; readonly deviceId: string | null },
): Promise<Reservation> {
  const accountId = user?.accountId ?? null;
  try {
    return await throttle.reserve({ ...from, accountId, ip: currentContext()?.ip ?? null });
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many_requests') {
      const organizationId = user?.organizationId ?? null;
      const key = nameKey(from.name);
      await noteDelay({ database, buckets }, { key, accountId, organizationId, at: clock.now() });
    }
    throw error;
  }
}

async function refuseSignIn(deps: SignInDeps, found: SignInRow | null): Promise<never> {
  await inNoLessThan(NOTING_MS, () => noteRefusal(deps, found));
  throw problem('invalid_credentials');
}

function noteRefusal({ database, clock }: SignInDeps, found: SignInRow | null): Promise<void> {
  const { accountId = null, organizationId = null, isActive = true } = found ?? {};
  return database.inTransaction(async (db) => {
    await noteSignIn(db, {
      ...{ accountId, organizationId, at: clock.now() },
      method: 'password',
      outcome: isActive ? 'wrong_password' : 'inactive',
    });
    await recordAudit(db, {
      action: 'session.refuse',
      objectType: 'user_account',
      objectId: accountId,
      outcome: 'failure',
      ...{ organizationId, accountId },
    });
  });
}
