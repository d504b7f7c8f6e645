/**
 * Identity: who is who. Owns accounts, passwords, sessions and tokens; everybody else knows a person by his employment alone.
 * A caller is an `Actor`, found anew for every request, so that a change of role, cities or status bites at once.
 */
import type { Actor } from '../../platform/access/actor.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Database, Db } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { JobHandlers } from '../../platform/jobs/jobs.js';
import type { NotificationBus } from '../../platform/realtime/notification-bus.js';
import type { Clock } from '../../platform/time.js';
import { createAccessTokens } from './access-tokens.js';
import { createActors } from './actors.js';
import type { Letters } from '../mail/index.js';
import { createBrowserCookie } from './devices/browser-cookie.js';
import { emailOperations } from './email/email.contract.js';
import { emailRoutes } from './email/email.routes.js';
import { createEmailService } from './email/email.service.js';
import type { EmailVerification } from './email/email-verification.js';
import { identityOperations } from './identity.contract.js';
import { identityRoutes } from './identity.routes.js';
import { createIdentityService } from './identity.service.js';
import type { Notices } from './notices/tell-person.js';
import { answerReset, FIND_PERSON } from './password-reset/ask-reset.js';
import { passwordResetOperations } from './password-reset/password-reset.contract.js';
import { passwordResetRoutes } from './password-reset/password-reset.routes.js';
import type { Passwords } from './passwords.js';
import { createProfileService } from './profile.service.js';
import { createRefreshTokens } from './refresh-tokens.js';
import { createSessionCookie } from './session-cookie.js';

export { assertMayCall, assertProof, type Actors } from './actors.js';
export { refuseForeignOrigin } from './identity.routes.js';
export { assertPassword } from './change-password.js';
export { createEmailVerification, type EmailVerification } from './email/email-verification.js';
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
  readonly letters: Letters;
  readonly secretBox: SecretBox;
  readonly emailVerification: EmailVerification;
  readonly publicUrl: URL;
  readonly jwtSecret: string;
  readonly jwtSecretPrevious: string | null;
  readonly accessTokenSeconds: number;
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
  const emails = createEmailService({ ...deps, verification: deps.emailVerification });
  const profile = createProfileService({ database, changeEmail: emails.change });
  const cookie = createSessionCookie(deps.publicUrl);
  const browserCookie = createBrowserCookie(deps.publicUrl);
  return {
    operations: [
      ...identityOperations,
      ...passwordResetOperations,
      ...emailOperations,
    ] as readonly unknown[] as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      identityRoutes(mount, { identity, profile, refreshTokens, cookie, browserCookie });
      passwordResetRoutes(mount, deps);
      emailRoutes(mount, emails);
    },
    jobs: { [FIND_PERSON]: (payload) => answerReset(deps, payload) } satisfies JobHandlers,
    actors: createActors({ sql: database.sql, tokens: accessTokens, bus: deps.bus }),
    /** For tests: the very tokens a sign-in would give. */
    accessTokens,
  };
}
