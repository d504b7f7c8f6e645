import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { problem } from './problem.js';

/** Names as people and proxies write them in `Host`: a name, an IPv4 address or an IPv6 address in brackets, and maybe a port. */
const HOST_HEADER = /^(\[[0-9a-f:.]+\]|[^\s:/?#@\\[\]]+)(?::\d{1,5})?$/i;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** Load balancers and collectors of figures ask by whatever address they have, and learn nothing there that depends on the name. */
const OPEN = /^\/(api(\/v1)?\/health\/[a-z]+|metrics)\/?$/i;
/** A server that listens everywhere has no name by that. */
const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** The name in a `Host` header, without port and in one spelling; null for what is none. */
export function nameOfHost(header: string | undefined): string | null {
  const name = HOST_HEADER.exec(header ?? '')?.[1];
  return name === undefined ? null : name.toLowerCase().replace(/\.$/, '');
}

export interface KnownHosts {
  readonly publicUrl: URL;
  /** The address the process listens on. */
  readonly host: string;
  /** `ALLOWED_HOSTS`. */
  readonly allowedHosts: readonly string[];
}

/**
 * Refuses requests that call us by a name that is not ours. A page of `evil.test` whose name is made to point to this machine
 * (DNS rebinding) is of one origin with us in the eyes of the browser: the name is all that gives it away. `X-Forwarded-Host` has no say,
 * since anybody can send it.
 */
export function refuseUnknownHosts({ publicUrl, host, allowedHosts }: KnownHosts): RequestHandler {
  const isEverywhere = EVERYWHERE.has(host);
  const listening = isEverywhere ? [] : [host.includes(':') ? `[${host}]` : host];
  const names = [publicUrl.hostname, ...listening, ...allowedHosts].map((name) => nameOfHost(name));
  const known = new Set(names.filter((name) => name !== null));
  return (req, res, next) => {
    const name = nameOfHost(req.headers.host);
    // Who asked the machine by its address used no name that could have been turned against us.
    const isOurs = (by: string): boolean =>
      known.has(by) || LOOPBACK.test(by) || (isEverywhere && isIP(by.replace(/^\[|\]$/g, '')) !== 0);
    const isKnown = name !== null && isOurs(name);
    if (isKnown || OPEN.test(req.path)) {
      next();
      return;
    }
    // What else comes this way is not read: it may be framed in a way that proxies and we understand differently.
    res.setHeader('Connection', 'close');
    next(problem('misdirected_request', { detail: 'The Host of the request is not one of ours' }));
  };
}
