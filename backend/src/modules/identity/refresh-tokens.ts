import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { RotatingSecrets, Secrets } from '../../platform/config/rotating-secrets.js';

/** A refresh token names a session and the turn of its counter; the session row is the whole family. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly counter: number;
}

export interface RefreshTokens {
  /** `v1.<session>.<counter>.<mac>`: the same session and counter always give the same token. */
  issue(token: RefreshToken): string;
  /** Null for text that is not a token of ours. */
  read(text: string): RefreshToken | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function createRefreshTokens(secrets: RotatingSecrets): RefreshTokens {
  let made: { of: Secrets; keys: readonly [Buffer, ...Buffer[]] } | null = null;
  const keys = (): readonly [Buffer, ...Buffer[]] => {
    const of = secrets.current();
    if (made?.of !== of) made = { of, keys: keysOf(of) };
    return made.keys;
  };
  const isOurs = (token: RefreshToken, given: Buffer): boolean =>
    keys().some((key) => isSame(macOf(key, token), given));
  return {
    issue: (token) => `${bodyOf(token)}.${macOf(keys()[0], token).toString('base64url')}`,
    read: (text) => {
      const [form, sessionId, counterText, mac] = text.split('.');
      const counter = Number(counterText);
      if (form !== 'v1' || !sessionId || !UUID.test(sessionId) || !Number.isSafeInteger(counter) || !mac)
        return null;
      const token = { sessionId, counter };
      const given = Buffer.from(mac, 'base64url');
      return isOurs(token, given) || (secrets.lookAgain() && isOurs(token, given)) ? token : null;
    },
  };
}

const bodyOf = ({ sessionId, counter }: RefreshToken): string => `v1.${sessionId}.${String(counter)}`;
const macOf = (key: Buffer, token: RefreshToken): Buffer =>
  createHmac('sha256', key).update(bodyOf(token)).digest();
const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const keysOf = ({ jwtSecret, jwtSecretPrevious }: Secrets): readonly [Buffer, ...Buffer[]] => [
  keyOf(jwtSecret),
  ...(jwtSecretPrevious === null ? [] : [keyOf(jwtSecretPrevious)]),
];

// Apart from the key that signs access tokens, although both come from one secret.
const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'callcentre-crm refresh token', 32));
