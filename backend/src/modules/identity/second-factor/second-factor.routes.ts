import type { Mount } from '../../../platform/http/mount.js';
import type { BrowserCookie } from '../devices/browser-cookie.js';
import { giveSession, giveTokens } from '../give-tokens.js';
import type { SessionCookie } from '../session-cookie.js';
import { stepUp as proveAnew, type ProofDeps } from './prove-identity.js';
import {
  answerSecondFactor,
  disableSecondFactor,
  enableSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
  stepUp,
} from './second-factor.contract.js';
import type { SecondFactorService } from './second-factor.service.js';
import { answerChallenge, type SignInChallengeDeps } from './sign-in-challenge.js';

export interface SecondFactorRoutesDeps extends ProofDeps, SignInChallengeDeps {
  readonly secondFactor: SecondFactorService;
  readonly cookie: SessionCookie;
  readonly browserCookie: BrowserCookie;
}

export function secondFactorRoutes(mount: Mount, deps: SecondFactorRoutesDeps): void {
  const { secondFactor, cookie, browserCookie } = deps;
  mount.open(answerSecondFactor, async ({ body, req, res }) => {
    const signedIn = await answerChallenge(deps, { ...body, browser: browserCookie.keep(req, res) });
    browserCookie.give(res, signedIn.browser);
    return giveSession(res, cookie, signedIn);
  });
  mount.signedIn(getSecondFactor, ({ actor }) => secondFactor.get(actor));
  mount.signedIn(setUpSecondFactor, ({ actor }) => secondFactor.setUp(actor));
  mount.signedIn(enableSecondFactor, async ({ actor, body, res }) => {
    const { recoveryCodes, tokens } = await secondFactor.enable(actor, body.code);
    giveTokens(res, cookie, tokens);
    return { recoveryCodes };
  });
  mount.signedIn(disableSecondFactor, async ({ actor, body, res }) => {
    const { tokens } = await secondFactor.disable(actor, body);
    giveTokens(res, cookie, tokens);
  });
  mount.signedIn(renewRecoveryCodes, ({ actor }) => secondFactor.renewRecoveryCodes(actor));
  mount.signedIn(stepUp, ({ actor, body }) => proveAnew(deps, actor, body));
}
