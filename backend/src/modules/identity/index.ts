/**
 * Identity: who is who. Owns accounts, passwords, sessions and tokens; everybody else knows a person by his employment alone.
 * A caller is an `Actor`, found anew for every request, so that a change of role, cities or status bites at once.
 */
import type { Actor } from '../../platform/access/actor.js';
import type { RotatingSecrets } from '../../platform/config/rotating-secrets.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Database, Db } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { NotificationBus } from '../../platform/realtime/notification-bus.js';
import type { Clock } from '../../platform/time.js';
import { createAccessTokens } from './access-tokens.js';
import { createActors } from './actors.js';
import { createBrowserCookie } from './devices/browser-cookie.js';
import { identityOperations } from './identity.contract.js';
import { identityRoutes } from './identity.routes.js';
import { createIdentityService } from './identity.service.js';
import type { Notices } from './notices/tell-person.js';
import type { PasswordRules } from './password-rules.js';
import type { Passwords } from './passwords.js';
import { createProfileService } from './profile.service.js';
import { createRefreshTokens } from './refresh-tokens.js';
import { secondFactorOperations } from './second-factor/second-factor.contract.js';
import { secondFactorRoutes } from './second-factor/second-factor.routes.js';
import { createSecondFactorService } from './second-factor/second-factor.service.js';
import { createSessionCookie } from './session-cookie.js';

export { checkAccess } from './access-check.js';
export { assertProof, asksForProof, type Actors } from './actors.js';
export { refuseForeignOrigin } from './identity.routes.js';
export { createNotices, type Notices } from './notices/tell-person.js';
export {
  createPasswordRules,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  type PasswordRules,
} from './password-rules.js';
export { createPasswords, type Passwords } from './passwords.js';
export { createSessionsRepository } from './sessions.repository.js';
export { EMPLOYMENT_STATUS, STATUS_WORK } from './identity.contract.js';

export interface IdentityDeps {
  readonly database: Database;
  readonly bus: NotificationBus;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly passwordRules: PasswordRules;
  readonly secretBox: SecretBox;
  /** Tells people of what happens to their account, in the product and by letter. */
  readonly notices: Notices;
  readonly publicUrl: URL;
  readonly secrets: RotatingSecrets;
  readonly accessTokenSeconds: number;
  /** Told when a person has closed his last session. */
  readonly onSignedOut: (db: Db, actor: Actor) => Promise<unknown>;
}

export function createIdentityModule(deps: IdentityDeps) {
  const accessTokens = createAccessTokens({
    secrets: deps.secrets,
    lifetimeSeconds: deps.accessTokenSeconds,
  });
  const refreshTokens = createRefreshTokens(deps.secrets);
  const { database } = deps;
  const common = { ...deps, accessTokens, refreshTokens };
  const identity = createIdentityService(common);
  const secondFactor = createSecondFactorService(common);
  const profile = createProfileService({ database });
  const cookie = createSessionCookie(deps.publicUrl);
  const browserCookie = createBrowserCookie(deps.publicUrl);
  return {
    operations: [...identityOperations, ...secondFactorOperations] as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      identityRoutes(mount, { identity, profile, refreshTokens, cookie, browserCookie });
      secondFactorRoutes(mount, { ...common, secondFactor, cookie, browserCookie });
    },
    actors: createActors({ sql: database.sql, tokens: accessTokens, bus: deps.bus }),
    /** For tests: the very tokens a sign-in would give. */
    accessTokens,
  };
}
