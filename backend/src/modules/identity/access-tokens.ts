import { createHash, createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { RotatingSecrets, Secrets } from '../../platform/config/rotating-secrets.js';
import { problem } from '../../platform/http/problem.js';

const ISSUER = 'callcentre-crm';
const AUDIENCE = 'callcentre-crm-api';
/** No token lives longer, whoever signed it; clocks of processes may differ by the leeway. */
const LONGEST_LIFE_SECONDS = 15 * 60;
const LEEWAY_SECONDS = 5;
const KNOWN_HEADERS: ReadonlySet<string> = new Set(['alg', 'typ', 'kid']);

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
  readonly secrets: RotatingSecrets;
  readonly lifetimeSeconds: number;
}

/** A key that tokens are signed with; `until` is when it gave way to the next, in Unix seconds. */
interface SigningKey {
  readonly id: string;
  readonly key: KeyObject;
  readonly until: number | null;
}

export function createAccessTokens({ secrets, lifetimeSeconds }: AccessTokensOptions): AccessTokens {
  const keys = createKeys(secrets);
  return {
    lifetimeSeconds,
    issue: ({ accountId, organizationId, operatorId, sessionId }) => {
      const { id, key } = keys.present();
      return jwt.sign({ org: organizationId, oid: operatorId, sid: sessionId }, key, {
        algorithm: 'HS256',
        keyid: id,
        subject: String(accountId),
        issuer: ISSUER,
        audience: AUDIENCE,
        jwtid: randomUUID(),
        expiresIn: lifetimeSeconds,
      });
    },
    verify: (token) => {
      const known = keys.find(keyIdOf(token));
      if (!known) throw problem('not_signed_in');
      return toClaims(verified(token, known), known);
    },
  };
}

function createKeys(secrets: RotatingSecrets) {
  let made: { of: Secrets; keys: readonly [SigningKey, ...SigningKey[]] } | null = null;
  // Made once for each pair of secrets: of a text, the library first tries to make a public key on every call.
  const all = (): readonly [SigningKey, ...SigningKey[]] => {
    const of = secrets.current();
    if (made?.of !== of) made = { of, keys: keysOf(of) };
    return made.keys;
  };
  const among = (id: string): SigningKey | undefined => all().find((key) => key.id === id);
  return {
    present: (): SigningKey => all()[0],
    find: (id: string): SigningKey | undefined => among(id) ?? (secrets.lookAgain() ? among(id) : undefined),
  };
}

function keysOf({
  jwtSecret,
  jwtSecretPrevious,
  jwtRotatedAt,
}: Secrets): readonly [SigningKey, ...SigningKey[]] {
  const present = { id: fingerprint(jwtSecret), key: keyOf(jwtSecret), until: null };
  if (jwtSecretPrevious === null) return [present];
  const until = jwtRotatedAt && Math.ceil(jwtRotatedAt.getTime() / 1000);
  return [present, { id: fingerprint(jwtSecretPrevious), key: keyOf(jwtSecretPrevious), until }];
}

const keyOf = (secret: string): KeyObject => createSecretKey(Buffer.from(secret));

/** Key id of a secret: tells which one signed without telling the secret. */
const fingerprint = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex').slice(0, 12);

/** The name of the key, out of a head that says nothing else: no address, no key of its own, nothing critical. @throws Problem */
function keyIdOf(token: string): string {
  const header: unknown = jwt.decode(token, { complete: true })?.header;
  if (typeof header !== 'object' || header === null) throw problem('not_signed_in');
  const { kid, typ } = header as { kid?: unknown; typ?: unknown };
  const isPlain = Object.keys(header).every((name) => KNOWN_HEADERS.has(name));
  if (!isPlain || typ !== 'JWT' || typeof kid !== 'string') throw problem('not_signed_in');
  return kid;
}

function verified(token: string, { key }: SigningKey): jwt.JwtPayload {
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

function toClaims(payload: jwt.JwtPayload, { until }: SigningKey): AccessClaims {
  const { org, oid, sid, sub, iat, exp } = payload as Readonly<Record<string, unknown>>;
  if (typeof org !== 'number' || typeof oid !== 'number' || typeof sid !== 'string')
    throw problem('not_signed_in');
  if (typeof iat !== 'number' || typeof exp !== 'number' || !isSoundLife({ iat, exp, until }))
    throw problem('not_signed_in');
  return { accountId: Number(sub), organizationId: org, operatorId: oid, sessionId: sid, expiresAt: exp };
}

/** Fifteen minutes at most, not from the future, and of a key that has given way not from after that. */
function isSoundLife({ iat, exp, until }: { iat: number; exp: number; until: number | null }): boolean {
  const now = Date.now() / 1000;
  return (
    exp - iat <= LONGEST_LIFE_SECONDS &&
    iat <= now + LEEWAY_SECONDS &&
    (until === null || iat <= until + LEEWAY_SECONDS)
  );
}
