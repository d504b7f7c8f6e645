import type { Request, RequestHandler } from 'express';
import { problem } from '../../platform/http/problem.js';

/** Addresses below `/api` that act on a cookie or plant one. */
export const COOKIE_PATHS = [
  '/auth/login',
  '/auth/refresh',
  '/auth/logout',
  '/auth/unlock',
  '/auth/oauth/:provider/start',
] as const;

/**
 * Refuses a request that a page of another site made: the refresh cookie would go with it. `SameSite=Strict` says the same to the
 * browser; this is the server's own word. What a form can send without asking (`text/plain`) is no JSON and is refused too.
 */
export function refuseForeignOrigin(allowed: readonly string[]): RequestHandler {
  const isForeign = (req: Request): boolean => {
    const origin = req.get('Origin');
    const site = req.get('Sec-Fetch-Site');
    if (site === 'cross-site' || site === 'same-site') return !allowed.includes(origin ?? '');
    return origin !== undefined && hostOf(origin) !== req.get('Host') && !allowed.includes(origin);
  };
  return (req, _res, next) => {
    if (isForeign(req)) next(problem('forbidden', { detail: 'The request comes from another site' }));
    else if (isOfAForm(req)) next(problem('unsupported_media_type'));
    else next();
  };
}

const isOfAForm = (req: Request): boolean => {
  const type = req.get('Content-Type');
  return req.method === 'POST' && type !== undefined && !/^application\/json\s*(;|$)/i.test(type);
};

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
