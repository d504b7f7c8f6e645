import { problem } from '../../platform/http/problem.js';
import type { Mount } from '../../platform/http/mount.js';
import type { BrowserCookie } from './devices/browser-cookie.js';
import { giveSession, giveTokens } from './give-tokens.js';
import { changePassword, getProfile, login, logout, refresh, updateProfile } from './identity.contract.js';
import type { IdentityService } from './identity.service.js';
import type { createProfileService } from './profile.service.js';
import type { RefreshTokens } from './refresh-tokens.js';
import type { SessionCookie } from './session-cookie.js';
import type { SessionsService } from './sessions.service.js';
import { requestUnlock, unlock } from './sign-in/sign-in.contract.js';
import type { UnlockService } from './sign-in/unlock.service.js';

export interface IdentityRoutesDeps {
  readonly identity: IdentityService;
  readonly profile: ReturnType<typeof createProfileService>;
  readonly refreshTokens: RefreshTokens;
  readonly cookie: SessionCookie;
  readonly browserCookie: BrowserCookie;
  readonly sessions: SessionsService;
  readonly unlocking: UnlockService;
}

export function identityRoutes(
  mount: Mount,
  { identity, profile, refreshTokens, cookie, browserCookie, sessions, unlocking }: IdentityRoutesDeps,
): void {
  mount.open(login, async ({ body, req, res }) => {
    const outcome = await identity.login({ ...body, browser: browserCookie.keep(req, res) });
    if ('mfaToken' in outcome) return { mfaRequired: true, ...outcome };
    browserCookie.give(res, outcome.browser);
    return giveSession(res, cookie, outcome);
  });
  mount.open(refresh, async ({ body, req, res }) => {
    const token = refreshTokens.read(cookie.read(req) ?? '');
    if (!token) throw problem('session_expired');
    return giveTokens(res, cookie, await identity.refresh({ token, idleSeconds: body.idleSeconds ?? 0 }));
  });
  mount.signedIn(logout, async ({ actor, res }) => {
    await sessions.leave(actor);
    cookie.clear(res);
  });
  mount.open(requestUnlock, ({ body }) => unlocking.request(body.login));
  mount.open(unlock, ({ body, req, res }) => unlocking.use(body.token, browserCookie.keep(req, res)));
  mount.signedIn(getProfile, ({ actor }) => profile.get(actor));
  mount.signedIn(updateProfile, ({ actor, body }) => profile.update(actor, body));
  mount.signedIn(changePassword, async ({ actor, body, res }) => {
    const passwords = { current: body.currentPassword, next: body.newPassword };
    giveTokens(res, cookie, await identity.changePassword(actor, passwords));
  });
}
