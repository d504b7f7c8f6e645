import type { Actor } from '../../platform/access/actor.js';
import type { Db } from '../../platform/db/database.js';
import { recordAudit } from '../audit/index.js';
import { changePassword, type ChangePasswordDeps } from './change-password.js';
import { refreshSession } from './refresh-session.js';
import type { RefreshToken } from './refresh-tokens.js';
import { createSessionsRepository } from './sessions.repository.js';
import { signIn, type Credentials, type SignInDeps } from './sign-in/sign-in.js';

export interface IdentityServiceDeps extends SignInDeps, ChangePasswordDeps {
  /** Told when a person has closed his last session. */
  readonly onSignedOut: (db: Db, actor: Actor) => Promise<unknown>;
}

export type IdentityService = ReturnType<typeof createIdentityService>;

export function createIdentityService(deps: IdentityServiceDeps) {
  return {
    login: (credentials: Credentials) => signIn(deps, credentials),
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
