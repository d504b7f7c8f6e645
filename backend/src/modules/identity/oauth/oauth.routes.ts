import type { Request } from 'express';
import type { Mount } from '../../../platform/http/mount.js';
import type { BrowserCookie } from '../devices/browser-cookie.js';
import type { SessionCookie } from '../session-cookie.js';
import {
  finishOauth,
  linkOauth,
  listOauthLinks,
  listOauthProviders,
  startOauth,
  unlinkOauth,
} from './oauth.contract.js';
import type { OauthService } from './oauth.service.js';

export interface OauthRoutesDeps {
  readonly oauth: OauthService;
  readonly cookie: SessionCookie;
  readonly browserCookie: BrowserCookie;
}

export function oauthRoutes(mount: Mount, { oauth, cookie, browserCookie }: OauthRoutesDeps): void {
  mount.open(listOauthProviders, () => oauth.providers());
  mount.open(startOauth, ({ params, query, req, res }) =>
    oauth.start({
      ...params,
      returnTo: query.returnTo,
      browser: browserCookie.keep(req, res),
      accountId: null,
    }),
  );
  mount.open(finishOauth, async ({ params, req, res }) => {
    const { location, signedIn } = await oauth.finish({
      ...params,
      browser: browserCookie.read(req),
      query: queryOf(req),
    });
    if (signedIn) {
      browserCookie.give(res, signedIn.browser);
      cookie.give(res, signedIn.refreshToken, signedIn.sessionExpiresAt);
    }
    return location;
  });
  mount.signedIn(listOauthLinks, ({ actor }) => oauth.links(actor));
  mount.signedIn(linkOauth, async ({ params, body, actor, req, res }) => ({
    url: await oauth.begin({
      ...params,
      returnTo: body.returnTo,
      browser: browserCookie.keep(req, res),
      accountId: actor.accountId,
    }),
  }));
  mount.signedIn(unlinkOauth, ({ actor, params }) => oauth.unlink(actor, params.provider));
}

const queryOf = (req: Request): URLSearchParams =>
  new URL(req.originalUrl, 'http://here.invalid').searchParams;
