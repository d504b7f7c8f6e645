import type { Database } from '../../platform/db/database.js';
import { problem } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { recordAudit } from '../audit/index.js';
import type { RefreshToken } from './refresh-tokens.js';
import { issueTokens, type SignedInTokens, type TokenIssuers } from './session-tokens.js';
import { createSessionsRepository, type SessionState } from './sessions.repository.js';

/** A parent token shown again within this time is a lost answer or a second tab, later it is reuse. */
const PARENT_TOKEN_GRACE_MS = 10_000;

export interface RefreshDeps extends TokenIssuers {
  readonly database: Database;
  readonly clock: Clock;
}

/**
 * The next access and refresh token. Whoever shows the parent token within ten seconds gets the present one.
 * @throws Problem `session_expired`; `token_reuse` when an older token comes back: then the session is revoked.
 */
export async function refreshSession(deps: RefreshDeps, token: RefreshToken): Promise<SignedInTokens> {
  const { database, clock } = deps;
  const now = clock.now();
  const sessions = createSessionsRepository(database.prisma);
  await sessions.rotate(token.sessionId, token.counter, now);
  const session = await sessions.find(token.sessionId, now);
  if (!session || session.isOver) throw problem('session_expired');
  const isParent = token.counter === session.counter - 1;
  if (isParent && now.getTime() - session.rotatedAt.getTime() <= PARENT_TOKEN_GRACE_MS) {
    return issueTokens(deps, session);
  }
  await revokeForReuse(database, session);
  throw problem('token_reuse');
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
