import { createHash, createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { problem } from '../../platform/http/problem.js';

const ISSUER = 'callcentre-crm';
const AUDIENCE = 'callcentre-crm-api';

/** What an access token says; roles and rights are looked up on every request, so changes bite at once. */
export interface AccessClaims {
  readonly accountId: number;
  readonly organizationId: number;
  readonly operatorId: number;
  readonly sessionId: string;
  /** Unix seconds. */
  readonly expiresAt: number;
}

export interface AccessTokens {
  readonly lifetimeSeconds: number;
  issue(claims: Omit<AccessClaims, 'expiresAt'>): string;
  /** @throws Problem `not_signed_in` for a token that is not ours, `session_expired` for one past its time. */
  verify(token: string): AccessClaims;
}

export interface AccessTokensOptions {
  readonly secret: string;
  /** Still verified while secrets are being rotated. */
  readonly previousSecret: string | null;
  readonly lifetimeSeconds: number;
}

export function createAccessTokens({
  secret,
  previousSecret,
  lifetimeSeconds,
}: AccessTokensOptions): AccessTokens {
  // Made once: of a text, the library first tries to make a public key on every call.
  const key = keyOf(secret);
  const keys = new Map([[fingerprint(secret), key]]);
  if (previousSecret !== null) keys.set(fingerprint(previousSecret), keyOf(previousSecret));
  return {
    lifetimeSeconds,
    issue: ({ accountId, organizationId, operatorId, sessionId }) =>
      jwt.sign({ org: organizationId, oid: operatorId, sid: sessionId }, key, {
        algorithm: 'HS256',
        keyid: fingerprint(secret),
        subject: String(accountId),
        issuer: ISSUER,
        audience: AUDIENCE,
        jwtid: randomUUID(),
        expiresIn: lifetimeSeconds,
      }),
    verify: (token) => {
      const known = keys.get(keyIdOf(token) ?? '');
      if (!known) throw problem('not_signed_in');
      return toClaims(verified(token, known));
    },
  };
}

const keyOf = (secret: string): KeyObject => createSecretKey(Buffer.from(secret));

/** Key id of a secret: tells which one signed without telling the secret. */
const fingerprint = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex').slice(0, 12);

function keyIdOf(token: string): string | undefined {
  return jwt.decode(token, { complete: true })?.header.kid;
}

function verified(token: string, key: KeyObject): jwt.JwtPayload {
  try {
    const payload = jwt.verify(token, key, { algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE });
    if (typeof payload === 'string') throw problem('not_signed_in');
    return payload;
  } catch (error) {
    throw problem(error instanceof jwt.TokenExpiredError ? 'session_expired' : 'not_signed_in', {
      cause: error,
    });
  }
}

function toClaims(payload: jwt.JwtPayload): AccessClaims {
  const { org, oid, sid } = payload as { org?: unknown; oid?: unknown; sid?: unknown };
  if (
    typeof org !== 'number' ||
    typeof oid !== 'number' ||
    typeof sid !== 'string' ||
    payload.exp === undefined
  ) {
    throw problem('not_signed_in');
  }
  return {
    accountId: Number(payload.sub),
    organizationId: org,
    operatorId: oid,
    sessionId: sid,
    expiresAt: payload.exp,
  };
}
