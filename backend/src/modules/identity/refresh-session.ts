import type { Database } from '../../platform/db/database.js';
import { problem, type Problem } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { recordAudit } from '../audit/index.js';
import type { Notices } from './notices/tell-person.js';
import type { RefreshToken } from './refresh-tokens.js';
import { createEmploymentsRepository } from './organizations/employments.repository.js';
import { issueTokens, type SignedInTokens, type TokenIssuers } from './session-tokens.js';
import { createSessionsRepository, type SessionState } from './sessions.repository.js';

/** A parent token shown again within this time is a lost answer or a second tab, later it is reuse. */
const PARENT_TOKEN_GRACE_MS = 10_000;

export interface RefreshDeps extends TokenIssuers {
  readonly database: Database;
  readonly clock: Clock;
  readonly notices: Notices;
}

export interface Refreshing {
  readonly token: RefreshToken;
  /** Seconds since the person last touched the page; polling and live streams are no use of a session. */
  readonly idleSeconds: number;
}

/**
 * The next access and refresh token. Whoever shows the parent token within ten seconds gets the present one.
 * @throws Problem `session_expired`, also after thirty minutes without use; `organization_suspended`; `token_reuse` when an older token
 * comes back: then the session is revoked and the person told.
 */
export async function refreshSession(
  deps: RefreshDeps,
  { token, idleSeconds }: Refreshing,
): Promise<SignedInTokens> {
  const { database, clock } = deps;
  const now = clock.now();
  const usedAt = new Date(now.getTime() - idleSeconds * 1000);
  const sessions = createSessionsRepository(database.prisma);
  const rotated = await sessions.rotate(token.sessionId, { counter: token.counter, now, usedAt });
  if (rotated) return issueTokens(deps, rotated);
  const session = await sessions.find(token.sessionId, now);
  if (!session || session.isOver) throw await whyOver(database, session);
  const isParent = token.counter === session.counter - 1;
  if (isParent && now.getTime() - session.rotatedAt.getTime() <= PARENT_TOKEN_GRACE_MS) {
    return issueTokens(deps, session);
  }
  await revokeForReuse(deps, session, now);
  throw problem('token_reuse');
}

async function whyOver({ prisma }: Database, session: SessionState | null): Promise<Problem> {
  const isSuspended =
    session !== null && (await createEmploymentsRepository(prisma).isSuspended(session.organizationId));
  return problem(isSuspended ? 'organization_suspended' : 'session_expired');
}

async function revokeForReuse(
  { database, notices }: RefreshDeps,
  session: SessionState,
  now: Date,
): Promise<void> {
  const { id, organizationId, userAccountId } = session;
  await database.inTransaction(async (db) => {
    await createSessionsRepository(db).revoke(id, 'token_reuse');
    await recordAudit(db, {
      action: 'session.reuse',
      objectType: 'session',
      objectId: id,
      outcome: 'failure',
      organizationId,
      accountId: userAccountId,
    });
    await notices.tell(db, userAccountId, { type: 'token_reuse', params: { at: now.toISOString() } });
  });
}
