import type { Request, RequestHandler } from 'express';
import { problem } from '../../platform/http/problem.js';
import type { Mount } from '../../platform/http/mount.js';
import type { BrowserCookie } from './devices/browser-cookie.js';
import { giveSession, giveTokens } from './give-tokens.js';
import { changePassword, getProfile, login, logout, refresh, updateProfile } from './identity.contract.js';
import type { IdentityService } from './identity.service.js';
import type { createProfileService } from './profile.service.js';
import type { RefreshTokens } from './refresh-tokens.js';
import type { SessionCookie } from './session-cookie.js';

export interface IdentityRoutesDeps {
  readonly identity: IdentityService;
  readonly profile: ReturnType<typeof createProfileService>;
  readonly refreshTokens: RefreshTokens;
  readonly cookie: SessionCookie;
  readonly browserCookie: BrowserCookie;
}

export function identityRoutes(
  mount: Mount,
  { identity, profile, refreshTokens, cookie, browserCookie }: IdentityRoutesDeps,
): void {
  mount.open(login, async ({ body, req, res }) => {
    const browser = browserCookie.keep(req, res);
    const outcome = await identity.login({ ...body, browser });
    return 'mfaToken' in outcome ? { mfaRequired: true, ...outcome } : giveSession(res, cookie, outcome);
  });
  mount.open(refresh, async ({ req, res }) => {
    const token = refreshTokens.read(cookie.read(req) ?? '');
    if (!token) throw problem('session_expired');
    return giveTokens(res, cookie, await identity.refresh(token));
  });
  mount.signedIn(logout, async ({ actor, res }) => {
    await identity.logout(actor);
    cookie.clear(res);
  });
  mount.signedIn(getProfile, ({ actor }) => profile.get(actor));
  mount.signedIn(updateProfile, ({ actor, body }) => profile.update(actor, body));
  mount.signedIn(changePassword, async ({ actor, body, res }) => {
    const passwords = { current: body.currentPassword, next: body.newPassword };
    giveTokens(res, cookie, await identity.changePassword(actor, passwords));
  });
}

/**
 * Refuses a request that a page of another site made: the refresh cookie would go with it. `SameSite=Strict` says the same to the
 * browser; this is the server's own word.
 */
export function refuseForeignOrigin(allowed: readonly string[]): RequestHandler {
  const isForeign = (req: Request): boolean => {
    const origin = req.get('Origin');
    if (req.get('Sec-Fetch-Site') === 'cross-site') return !allowed.includes(origin ?? '');
    return origin !== undefined && hostOf(origin) !== req.get('Host') && !allowed.includes(origin);
  };
  return (req, _res, next) => {
    next(
      isForeign(req) ? problem('forbidden', { detail: 'The request comes from another site' }) : undefined,
    );
  };
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
