/**
 * Identity: who is who. Owns accounts, passwords, sessions and tokens; everybody else knows a person by his employment alone.
 * A caller is an `Actor`, found anew for every request, so that a change of role, cities or status bites at once.
 */
import type { Actor } from '../../platform/access/actor.js';
import type { OauthEnvironment } from '../../platform/config/oauth-env.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Database, Db } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { NotificationBus } from '../../platform/realtime/notification-bus.js';
import type { Clock } from '../../platform/time.js';
import { createAccessTokens } from './access-tokens.js';
import { createActors } from './actors.js';
import { createBrowserCookie } from './devices/browser-cookie.js';
import { identityOperations } from './identity.contract.js';
import { identityRoutes } from './identity.routes.js';
import { createIdentityService } from './identity.service.js';
import type { Notices } from './notices/tell-person.js';
import type { Passwords } from './passwords.js';
import { createProfileService } from './profile.service.js';
import { oauthOperations } from './oauth/oauth.contract.js';
import { oauthRoutes } from './oauth/oauth.routes.js';
import { createOauthService } from './oauth/oauth.service.js';
import { createProviders } from './oauth/providers/create-providers.js';
import { createRefreshTokens } from './refresh-tokens.js';
import { createSessionCookie } from './session-cookie.js';

export { assertMayCall, assertProof, type Actors } from './actors.js';
export { refuseForeignOrigin } from './identity.routes.js';
export { assertPassword } from './change-password.js';
export { createNotices, type Notices } from './notices/tell-person.js';
export { createPasswords, MIN_PASSWORD_LENGTH, type Passwords } from './passwords.js';
export { createSessionsRepository } from './sessions.repository.js';
export { EMPLOYMENT_STATUS, STATUS_WORK } from './identity.contract.js';

export interface IdentityDeps {
  readonly database: Database;
  readonly bus: NotificationBus;
  readonly clock: Clock;
  readonly passwords: Passwords;
  /** Tells people of what happens to their account, in the product and by letter. */
  readonly notices: Notices;
  readonly publicUrl: URL;
  readonly jwtSecret: string;
  readonly jwtSecretPrevious: string | null;
  readonly accessTokenSeconds: number;
  /** Outside providers of sign-in. */
  readonly oauth: OauthEnvironment;
  readonly secretBox: SecretBox;
  readonly logger: Logger;
  /** Told when a person has closed his last session. */
  readonly onSignedOut: (db: Db, actor: Actor) => Promise<unknown>;
}

export function createIdentityModule(deps: IdentityDeps) {
  const secrets = { secret: deps.jwtSecret, previousSecret: deps.jwtSecretPrevious };
  const accessTokens = createAccessTokens({ ...secrets, lifetimeSeconds: deps.accessTokenSeconds });
  const refreshTokens = createRefreshTokens(secrets);
  const { database, passwords, clock, onSignedOut } = deps;
  const identity = createIdentityService({
    database,
    passwords,
    accessTokens,
    refreshTokens,
    clock,
    onSignedOut,
  });
  const profile = createProfileService({ database });
  const cookie = createSessionCookie(deps.publicUrl);
  const browserCookie = createBrowserCookie(deps.publicUrl);
  const oauth = createOauthService({
    ...{ database, clock, accessTokens, refreshTokens },
    ...{ notices: deps.notices, secretBox: deps.secretBox, publicUrl: deps.publicUrl, logger: deps.logger },
    providers: createProviders(deps.oauth),
  });
  return {
    operations: [...identityOperations, ...oauthOperations] as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      oauthRoutes(mount, { oauth, cookie, browserCookie });
      identityRoutes(mount, { identity, profile, refreshTokens, cookie, browserCookie });
    },
    actors: createActors({ sql: database.sql, tokens: accessTokens, bus: deps.bus }),
    /** For tests: the very tokens a sign-in would give. */
    accessTokens,
  };
}
