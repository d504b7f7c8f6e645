/**
 * Identity: who is who. Owns accounts, passwords, sessions and tokens; everybody else knows a person by his employment alone.
 * A caller is an `Actor`, found anew for every request, so that a change of role, cities or status bites at once.
 */
import type { OauthEnvironment } from '../../platform/config/oauth-env.js';
import type { RotatingSecrets } from '../../platform/config/rotating-secrets.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { JobHandlers, Schedule } from '../../platform/jobs/jobs.js';
import type { NotificationBus } from '../../platform/realtime/notification-bus.js';
import type { Redis } from '../../platform/redis/redis.js';
import type { Clock } from '../../platform/time.js';
import type { Letters } from '../mail/index.js';
import { createAccessTokens } from './access-tokens.js';
import { createActors } from './actors.js';
import { createRefusals } from './refusals.js';
import { createBrowserCookie } from './devices/browser-cookie.js';
import { deviceOperations } from './devices/devices.contract.js';
import { createDevicesService } from './devices/devices.service.js';
import { emailOperations } from './email/email.contract.js';
import { emailRoutes } from './email/email.routes.js';
import { createEmailService } from './email/email.service.js';
import type { EmailVerification } from './email/email-verification.js';
import { identityOperations } from './identity.contract.js';
import { identityRoutes } from './identity.routes.js';
import { createIdentityService } from './identity.service.js';
import { noticeOperations } from './notices/notices.contract.js';
import { createNoticesService } from './notices/notices.service.js';
import type { Notices } from './notices/tell-person.js';
import { ownOrganizationsOperations } from './organizations/organizations.contract.js';
import { ownOrganizationsRoutes } from './organizations/organizations.routes.js';
import { createOwnOrganizationsService } from './organizations/organizations.service.js';
import { ownAccountRoutes } from './own-account.routes.js';
import type { OwnDataDeps } from './own-data/export-own-data.js';
import { ownDataOperations } from './own-data/own-data.contract.js';
import { ownDataRoutes } from './own-data/own-data.routes.js';
import { answerReset, FIND_PERSON } from './password-reset/ask-reset.js';
import { passwordResetOperations } from './password-reset/password-reset.contract.js';
import { passwordResetRoutes } from './password-reset/password-reset.routes.js';
import type { PasswordRules } from './password-rules.js';
import type { Passwords } from './passwords.js';
import { createProfileService } from './profile.service.js';
import { oauthOperations } from './oauth/oauth.contract.js';
import { oauthRoutes } from './oauth/oauth.routes.js';
import { createOauthService } from './oauth/oauth.service.js';
import { createProviders } from './oauth/providers/create-providers.js';
import { createRefreshTokens } from './refresh-tokens.js';
import { secondFactorOperations } from './second-factor/second-factor.contract.js';
import { secondFactorRoutes } from './second-factor/second-factor.routes.js';
import { createSecondFactorService } from './second-factor/second-factor.service.js';
import { createSessionCookie } from './session-cookie.js';
import { sessionOperations } from './sessions.contract.js';
import { createSessionsService, type SessionsServiceDeps } from './sessions.service.js';
import type { Buckets } from './sign-in/buckets.js';
import { createDoor } from './sign-in/door.js';
import { signInOperations } from './sign-in/sign-in.contract.js';
import { createRedisBuckets } from './sign-in/redis-buckets.js';
import { createSignInThrottle, type SignInThrottle } from './sign-in/sign-in-throttle.js';
import { createSignInsService } from './sign-in/sign-ins.service.js';
import { createPostgresBuckets } from './sign-in/throttle.repository.js';
import { createUnlockService } from './sign-in/unlock.service.js';

export { assertRecentProof, createAccessCheck, type CallerLimits } from './access-check.js';
export { asksForProof } from './access.policy.js';
export type { Actors } from './actors.js';
export { newKeyToken } from './api-keys/key-token.js';
export { deviceName } from './devices/device-name.js';
export { forgetKey, forgetOrganization } from './known-callers.js';
export { COOKIE_PATHS, refuseForeignOrigin } from './refuse-foreign-origin.js';
export { createEmailVerification, type EmailVerification } from './email/email-verification.js';
export { createNotices, type Notices } from './notices/tell-person.js';
export {
  createPasswordRules,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  type PasswordRules,
} from './password-rules.js';
export { passwordColumns, type PasswordColumns, type PasswordKind } from './given-passwords.rules.js';
export { createPasswords, generatePassword, type Passwords } from './passwords.js';
export { createSessionsRepository } from './sessions.repository.js';
export { removeOldIdentityRows } from './remove-old-rows.js';
export { EMPLOYMENT_STATUS, STATUS_WORK } from './identity.contract.js';

export interface IdentityDeps {
  readonly database: Database;
  readonly bus: NotificationBus;
  /** Where failures and guesses are counted; null: in the database. */
  readonly redis: Redis | null;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly passwordRules: PasswordRules;
  readonly secretBox: SecretBox;
  /** Tells people of what happens to their account, in the product and by letter. */
  readonly notices: Notices;
  readonly publicUrl: URL;
  readonly secrets: RotatingSecrets;
  readonly accessTokenSeconds: number;
  readonly letters: Letters;
  /** Outside providers of sign-in. */
  readonly oauth: OauthEnvironment;
  readonly logger: Logger;
  readonly emailVerification: EmailVerification;
  /** Told when a person has closed his last session. */
  readonly onSignedOut: SessionsServiceDeps['onSignedOut'];
  /** How much work bears a person's name. */
  readonly countWork: OwnDataDeps['countWork'];
}

const OPERATIONS = [
  ...identityOperations,
  ...secondFactorOperations,
  ...ownOrganizationsOperations,
  ...oauthOperations,
  ...passwordResetOperations,
  ...emailOperations,
  ...sessionOperations,
  ...deviceOperations,
  ...signInOperations,
  ...noticeOperations,
  ...ownDataOperations,
] as unknown as readonly AnyOperation[];

export function createIdentityModule(deps: IdentityDeps) {
  const { database, clock, secrets } = deps;
  const accessTokens = createAccessTokens({ secrets, lifetimeSeconds: deps.accessTokenSeconds });
  const refreshTokens = createRefreshTokens(secrets);
  const common = { ...deps, accessTokens, refreshTokens, ...createGuards(deps) };
  const identity = createIdentityService({ ...common, door: createDoor() });
  const secondFactor = createSecondFactorService(common);
  const sessions = createSessionsService(deps);
  const unlocking = createUnlockService(common);
  const emails = createEmailService({ ...deps, verification: deps.emailVerification });
  const profile = createProfileService({ database, changeEmail: emails.change });
  const cookie = createSessionCookie(deps.publicUrl);
  const browserCookie = createBrowserCookie(deps.publicUrl);
  const organizations = createOwnOrganizationsService({ ...deps, accessTokens, refreshTokens });
  const own = {
    sessions,
    devices: createDevicesService({ database }),
    notices: createNoticesService({ database, clock }),
    signIns: createSignInsService({ database }),
  };
  const refusals = createRefusals({ database, clock });
  const oauth = createOauthService({ ...common, providers: createProviders(deps.oauth) });
  return {
    operations: OPERATIONS,
    routes: (mount: Mount): void => {
      identityRoutes(mount, {
        ...{ identity, profile, refreshTokens, cookie, browserCookie, sessions, unlocking },
      });
      secondFactorRoutes(mount, { ...common, secondFactor, cookie, browserCookie });
      ownOrganizationsRoutes(mount, { organizations, cookie });
      passwordResetRoutes(mount, deps);
      emailRoutes(mount, emails);
      ownAccountRoutes(mount, { ...own, browserCookie });
      ownDataRoutes(mount, deps);
      oauthRoutes(mount, { oauth, cookie, browserCookie });
    },
    actors: createActors({ sql: database.sql, tokens: accessTokens, bus: deps.bus, clock, refusals }),
    refusals,
    /** For tests: the very tokens a sign-in would give. */
    accessTokens,
    jobs: {
      ...unlocking.jobs,
      [FIND_PERSON]: (payload) => answerReset(deps, payload),
      [END_SESSIONS]: async () => {
        await sessions.endOver();
      },
    } satisfies JobHandlers,
    schedules: [{ job: END_SESSIONS, cron: '* * * * *' }] satisfies Schedule[],
  };
}

/** What slows guessing; it counts in Redis where there is one. */
function createGuards({ redis, database, clock }: IdentityDeps): {
  buckets: Buckets;
  throttle: SignInThrottle;
} {
  const buckets = redis ? createRedisBuckets(redis) : createPostgresBuckets(database);
  return { buckets, throttle: createSignInThrottle({ buckets, clock }) };
}

/** Sessions that nobody uses any more are ended, and who has left altogether is signed off from work. */
const END_SESSIONS = 'identity:end_sessions';
