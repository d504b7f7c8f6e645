import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

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

export function createRefreshTokens(secrets: {
  readonly secret: string;
  readonly previousSecret: string | null;
}): RefreshTokens {
  const key = keyOf(secrets.secret);
  const keys = [key, ...(secrets.previousSecret === null ? [] : [keyOf(secrets.previousSecret)])];
  return {
    issue: (token) => `${bodyOf(token)}.${macOf(key, token).toString('base64url')}`,
    read: (text) => {
      const [form, sessionId, counterText, mac] = text.split('.');
      const counter = Number(counterText);
      if (form !== 'v1' || !sessionId || !UUID.test(sessionId) || !Number.isSafeInteger(counter) || !mac)
        return null;
      const token = { sessionId, counter };
      const given = Buffer.from(mac, 'base64url');
      return keys.some((candidate) => isSame(macOf(candidate, token), given)) ? token : null;
    },
  };
}

const bodyOf = ({ sessionId, counter }: RefreshToken): string => `v1.${sessionId}.${String(counter)}`;
const macOf = (key: Buffer, token: RefreshToken): Buffer =>
  createHmac('sha256', key).update(bodyOf(token)).digest();
const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

// Apart from the key that signs access tokens, although both come from one secret.
const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'callcentre-crm refresh token', 32));
