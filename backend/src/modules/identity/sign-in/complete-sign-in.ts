import type { Database, Db } from '../../../platform/db/database.js';
import { currentContext } from '../../../platform/http/request-context.js';
import type { Clock } from '../../../platform/time.js';
import { recordAudit } from '../../audit/index.js';
import { createDevicesRepository } from '../devices/devices.repository.js';
import type { SignInRow } from '../identity.repository.js';
import { issueTokens, type SignedInTokens, type TokenIssuers } from '../session-tokens.js';
import { createSessionsRepository } from '../sessions.repository.js';

/** One shift and the way home: a session ends this long after sign-in, whatever its use. */
export const SESSION_HOURS = 12;
const MS_PER_HOUR = 3_600_000;
const LONGEST_USER_AGENT = 400;

export type AuthMethod = 'password' | 'totp' | 'recovery_code' | 'oauth';

export interface CompleteSignInDeps extends TokenIssuers {
  readonly database: Database;
  readonly clock: Clock;
}

export interface ProvenPerson {
  readonly user: SignInRow;
  /** Secret of the browser's cookie. */
  readonly browser: string;
  readonly methods: readonly AuthMethod[];
}

export interface SignedIn extends SignedInTokens {
  readonly user: SignInRow;
}

/** Opens the session of a person who has proven who he is, by whatever way: every way of signing in ends here. */
export async function completeSignIn(deps: CompleteSignInDeps, person: ProvenPerson): Promise<SignedIn> {
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * MS_PER_HOUR);
  const session = await deps.database.inTransaction((db) => openSession(db, { ...person, now, expiresAt }));
  const { user } = person;
  const { organizationId, operatorId, accountId: userAccountId } = user;
  return { ...issueTokens(deps, { ...session, organizationId, operatorId, userAccountId, expiresAt }), user };
}

interface Opening extends ProvenPerson {
  readonly now: Date;
  readonly expiresAt: Date;
}

async function openSession(
  db: Db,
  { user, browser, methods, now, expiresAt }: Opening,
): Promise<{ id: string; counter: number }> {
  const { organizationId, accountId, operatorId } = user;
  const context = currentContext();
  const origin = {
    ip: context?.ip ?? null,
    userAgent: context?.userAgent?.slice(0, LONGEST_USER_AGENT) ?? null,
  };
  const device = await createDevicesRepository(db).see({ accountId, browser, now, ...origin });
  const session = await createSessionsRepository(db).open({
    organizationId,
    userAccountId: accountId,
    operatorId,
    expiresAt,
    authMethods: [...methods],
    authenticatedAt: now,
    deviceId: device.id,
    ...origin,
  });
  await recordAudit(db, {
    action: 'session.open',
    objectType: 'session',
    objectId: session.id,
    organizationId,
    accountId,
  });
  return session;
}
