import type { Actor } from '../../platform/access/actor.js';
import type { Database, Db } from '../../platform/db/database.js';
import { currentContext } from '../../platform/http/request-context.js';
import { invalidField, problem } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { recordAudit } from '../audit/index.js';
import type { AccessTokens } from './access-tokens.js';
import { createIdentityRepository, type SignInRow } from './identity.repository.js';
import { MIN_PASSWORD_LENGTH, type Passwords } from './passwords.js';
import type { RefreshToken, RefreshTokens } from './refresh-tokens.js';
import { createSessionsRepository, type SessionState } from './sessions.repository.js';

/** One shift and the way home: a session ends this long after sign-in, whatever its use. */
export const SESSION_HOURS = 12;
/** A parent token shown again within this time is a lost answer or a second tab, later it is reuse. */
const PARENT_TOKEN_GRACE_MS = 10_000;
const MS_PER_HOUR = 3_600_000;

export interface SignedInTokens {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly sessionExpiresAt: Date;
}

export interface IdentityServiceDeps {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly clock: Clock;
  /** Told when a person has closed his last session. */
  readonly onSignedOut: (db: Db, actor: Actor) => Promise<unknown>;
}

export type IdentityService = ReturnType<typeof createIdentityService>;

export function createIdentityService(deps: IdentityServiceDeps) {
  return {
    login: (login: string, password: string) => signIn(deps, login, password),
    refresh: (token: RefreshToken) => refreshSession(deps, token),
    logout: (actor: Actor): Promise<void> =>
      deps.database.inTransaction(async (db) => {
        const sessions = createSessionsRepository(db);
        await sessions.revoke(actor.sessionId, 'signed_out');
        await recordAudit(db, { action: 'session.close', objectType: 'session', objectId: actor.sessionId });
        const isHere = await sessions.hasLive(actor.operatorId, deps.clock.now());
        if (!isHere) await deps.onSignedOut(db, actor);
      }),
    changePassword: (actor: Actor, passwords: { current: string; next: string }) =>
      changePassword(deps, actor, passwords),
  };
}

/** @throws Problem `invalid_credentials` for a wrong login, a wrong password and an inactive person alike. */
async function signIn(
  deps: IdentityServiceDeps,
  login: string,
  password: string,
): Promise<SignedInTokens & { user: SignInRow }> {
  const { database, passwords, clock } = deps;
  const user = await createIdentityRepository(database.prisma).findForSignIn(login);
  const isRight = await passwords.verify(password, user?.passwordHash ?? null);
  if (!user || !isRight || !user.isActive) return refuseSignIn(database, user);
  const expiresAt = new Date(clock.now().getTime() + SESSION_HOURS * MS_PER_HOUR);
  const session = await database.inTransaction((db) => openSession(db, user, expiresAt));
  return { ...issue(deps, { ...session, ...user, userAccountId: user.accountId }, expiresAt), user };
}

async function openSession(
  db: Db,
  user: SignInRow,
  expiresAt: Date,
): Promise<{ id: string; counter: number }> {
  const { organizationId, accountId, operatorId } = user;
  const context = currentContext();
  const session = await createSessionsRepository(db).open({
    organizationId,
    userAccountId: accountId,
    operatorId,
    expiresAt,
    ip: context?.ip ?? null,
    userAgent: context?.userAgent?.slice(0, 400) ?? null,
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

/**
 * The next access and refresh token. Whoever shows the parent token within ten seconds gets the present one.
 * @throws Problem `session_expired`; `token_reuse` when an older token comes back: then the session is revoked.
 */
async function refreshSession(deps: IdentityServiceDeps, token: RefreshToken): Promise<SignedInTokens> {
  const { database, clock } = deps;
  const now = clock.now();
  const sessions = createSessionsRepository(database.prisma);
  await sessions.rotate(token.sessionId, token.counter, now);
  const session = await sessions.find(token.sessionId, now);
  if (!session || session.isOver) throw problem('session_expired');
  const isParent = token.counter === session.counter - 1;
  if (isParent && now.getTime() - session.rotatedAt.getTime() <= PARENT_TOKEN_GRACE_MS) {
    return issue(deps, session, session.expiresAt);
  }
  await revokeForReuse(database, session);
  throw problem('token_reuse');
}

/** @throws Problem `invalid_fields` naming the password that will not do. */
async function changePassword(
  { database, passwords }: IdentityServiceDeps,
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

type Issued = Pick<SessionState, 'id' | 'organizationId' | 'userAccountId' | 'operatorId' | 'counter'>;

function issue(
  { accessTokens, refreshTokens }: IdentityServiceDeps,
  session: Issued,
  sessionExpiresAt: Date,
): SignedInTokens {
  const { organizationId, operatorId } = session;
  return {
    accessToken: accessTokens.issue({
      accountId: session.userAccountId,
      organizationId,
      operatorId,
      sessionId: session.id,
    }),
    expiresIn: accessTokens.lifetimeSeconds,
    refreshToken: refreshTokens.issue({ sessionId: session.id, counter: session.counter }),
    sessionExpiresAt,
  };
}

/** @throws Problem `invalid_fields` on `field`. */
export function assertPassword(password: string, field: string): void {
  if (Array.from(password).length < MIN_PASSWORD_LENGTH)
    throw invalidField(field, 'too_short', { min: MIN_PASSWORD_LENGTH });
}

async function revokeForReuse(database: Database, session: SessionState): Promise<void> {
  await database.inTransaction(async (db) => {
    await createSessionsRepository(db).revoke(session.id, 'token_reuse');
    await recordAudit(db, {
      action: 'session.reuse',
      objectType: 'session',
      objectId: session.id,
      outcome: 'failure',
      organizationId: session.organizationId,
      accountId: session.userAccountId,
    });
  });
}
