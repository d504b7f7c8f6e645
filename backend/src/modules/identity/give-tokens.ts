import type { Response } from 'express';
import type { SessionCookie } from './session-cookie.js';
import type { SignedInTokens } from './session-tokens.js';
import type { SignedIn } from './sign-in/complete-sign-in.js';

/** Puts the refresh token into its cookie; what is left goes into the answer. */
export function giveTokens(
  res: Response,
  cookie: SessionCookie,
  { accessToken, expiresIn, refreshToken, sessionExpiresAt }: SignedInTokens,
): { accessToken: string; expiresIn: number } {
  cookie.give(res, refreshToken, sessionExpiresAt);
  return { accessToken, expiresIn };
}

/** The answer of a sign-in: tokens, and who has signed in. */
export function giveSession(res: Response, cookie: SessionCookie, { user, browser: _, ...tokens }: SignedIn) {
  return {
    ...giveTokens(res, cookie, tokens),
    user: { id: user.operatorId, login: user.login, role: user.role, name: user.name },
  };
}
