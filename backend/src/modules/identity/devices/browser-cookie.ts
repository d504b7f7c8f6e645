import type { CookieOptions, Request, Response } from 'express';
import { newBrowserSecret } from './devices.repository.js';

/**
 * What tells a browser from others: a random secret in a cookie of its own. It signs nobody in; a browser that a person has used before
 * is not slowed by strangers' attempts and, where he trusts it, not asked for the second factor.
 */
export interface BrowserCookie {
  /** The secret, or null for a browser that has none yet. */
  read(req: Request): string | null;
  /** Gives the cookie anew for another year; makes the secret when there is none. Returns the secret. */
  keep(req: Request, res: Response): string;
  /** Gives the cookie with this secret: what a completed sign-in says the browser is to hold. */
  give(res: Response, secret: string): void;
}

const SECRET = /^[\w-]{43}$/;
const YEAR_MS = 365 * 86_400_000;

export function createBrowserCookie(publicUrl: URL): BrowserCookie {
  const secure = publicUrl.protocol === 'https:';
  const name = secure ? '__Host-crm_browser' : 'crm_browser';
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: YEAR_MS };
  const read = (req: Request): string | null => {
    const value = (req.cookies as Readonly<Record<string, unknown>> | undefined)?.[name];
    return typeof value === 'string' && SECRET.test(value) ? value : null;
  };
  const give = (res: Response, secret: string): void => {
    res.cookie(name, secret, options);
  };
  return {
    read,
    give,
    keep: (req, res) => {
      const secret = read(req) ?? newBrowserSecret();
      give(res, secret);
      return secret;
    },
  };
}
