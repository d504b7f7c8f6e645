import type { Database } from '../../../platform/db/database.js';
import { problem } from '../../../platform/http/problem.js';
import { recordAudit } from '../../audit/index.js';
import { createDevicesRepository } from '../devices/devices.repository.js';
import type { SignInRow } from '../identity.repository.js';
import { createOneTimeTokensRepository, digestOf } from '../one-time-tokens.repository.js';
import {
  completeSignInWithin,
  type AuthMethod,
  type CompleteSignInDeps,
  type ProvenPerson,
  type SignedIn,
} from '../sign-in/complete-sign-in.js';
import { noteSignIn } from '../sign-in/sign-in-history.js';
import { checkCode, type CheckCodeDeps } from './check-code.js';
import { createChallengedPersonRepository } from './challenged-person.repository.js';
import { createSecondFactorRepository } from './second-factor.repository.js';

const CHALLENGE_MS = 5 * 60_000;
const MOST_WRONG_CODES = 5;

export interface SignInChallengeDeps extends CompleteSignInDeps, CheckCodeDeps {}

/** A sign-in that waits for its second factor. */
export interface AskedForCode {
  readonly mfaToken: string;
}

/**
 * The step between the first proof and the session: null when no code is asked for, because the person has no second factor or trusts
 * this browser. The token serves this browser alone, for five minutes, and nothing but the code can be done with it.
 */
export async function askSecondFactor(
  { database, clock }: Pick<SignInChallengeDeps, 'database' | 'clock'>,
  { user, browser, methods }: ProvenPerson,
): Promise<AskedForCode | null> {
  const { accountId, operatorId, organizationId } = user;
  const now = clock.now();
  const { totpEnabledAt } = await createSecondFactorRepository(database.prisma).get(accountId);
  if (totpEnabledAt === null) return null;
  const device = await createDevicesRepository(database.prisma).find(accountId, browser);
  if (device?.trustedUntil && device.trustedUntil > now) return null;
  return database.inTransaction(async (db) => {
    const mfaToken = await createOneTimeTokensRepository(db).issue({
      purpose: 'second_factor',
      accountId,
      expiresAt: new Date(now.getTime() + CHALLENGE_MS),
      data: { operatorId, browser: textOf(browser), methods: methods.join(' ') },
    });
    const method = methods[0] ?? 'password';
    await noteSignIn(db, {
      ...{ accountId, organizationId, at: now, deviceId: device?.id ?? null },
      method,
      outcome: 'second_factor_asked',
    });
    await recordAudit(db, {
      action: 'session.ask_second_factor',
      objectType: 'user_account',
      objectId: accountId,
      organizationId,
      accountId,
    });
    return { mfaToken };
  });
}

export interface CodeAnswer {
  readonly mfaToken: string;
  readonly code: string;
  readonly rememberDevice: boolean;
  /** Secret of the browser's cookie. */
  readonly browser: string;
}

interface Challenge {
  readonly id: string;
  readonly user: SignInRow;
  readonly methods: readonly AuthMethod[];
}

/**
 * Opens the session of a person who has shown the code too.
 * @throws Problem `session_expired` for a token that is over, another browser's or guessed at five times; `invalid_code` with
 * `attemptsLeft`; `too_many_requests`.
 */
export async function answerChallenge(deps: SignInChallengeDeps, answer: CodeAnswer): Promise<SignedIn> {
  const { database, clock } = deps;
  const now = clock.now();
  const { browser, rememberDevice, code } = answer;
  const { id, user, methods } = await findChallenge(database, answer, now);
  const tokens = createOneTimeTokensRepository(database.prisma);
  // Counted before the code is looked at: of fifty at once five are.
  const attempts = await tokens.countAttempt(id);
  if (attempts > MOST_WRONG_CODES) throw problem('session_expired');
  const guess = { accountId: user.accountId, code, now };
  const signedIn = await checkCode(deps, guess, async (db, method) => {
    if (!(await createOneTimeTokensRepository(db).take(id, now))) throw problem('session_expired');
    const person = { user, browser, methods: [...methods, method], rememberDevice };
    return completeSignInWithin(db, deps, person);
  }).catch(async (error: unknown) => {
    await tokens.forgetAttempt(id);
    throw error;
  });
  if (signedIn !== null) return signedIn;
  return refuseCode(database, { user, now, attemptsLeft: MOST_WRONG_CODES - attempts });
}

async function findChallenge(
  { prisma }: Database,
  { mfaToken, browser }: CodeAnswer,
  now: Date,
): Promise<Challenge> {
  const token = await createOneTimeTokensRepository(prisma).find('second_factor', mfaToken);
  const isOpen = token !== null && token.usedAt === null && token.expiresAt > now;
  if (!isOpen || token.data['browser'] !== textOf(browser)) throw problem('session_expired');
  const { id, accountId, data } = token;
  const user = await createChallengedPersonRepository(prisma).find(accountId, Number(data['operatorId']));
  if (!user?.isActive) throw problem('session_expired');
  return { id, user, methods: String(data['methods']).split(' ') as AuthMethod[] };
}

interface Refusal {
  readonly user: SignInRow;
  readonly now: Date;
  readonly attemptsLeft: number;
}

async function refuseCode(database: Database, { user, now, attemptsLeft }: Refusal): Promise<never> {
  const { accountId, organizationId } = user;
  await database.inTransaction(async (db) => {
    await noteSignIn(db, { accountId, organizationId, at: now, method: 'totp', outcome: 'wrong_code' });
    await recordAudit(db, {
      action: 'session.refuse_code',
      objectType: 'user_account',
      objectId: accountId,
      outcome: 'failure',
      organizationId,
      accountId,
    });
  });
  throw problem('invalid_code', { extensions: { attemptsLeft } });
}

const textOf = (browser: string): string => digestOf(browser).toString('base64url');
