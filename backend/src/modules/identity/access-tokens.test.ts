import { createHash, createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fixedSecrets, type RotatingSecrets, type Secrets } from '../../platform/config/rotating-secrets.js';
import { createAccessTokens } from './access-tokens.js';

const SECRET = randomBytes(48).toString('base64url');
const OTHER = randomBytes(48).toString('base64url');
const secretsWith = (change: Partial<Secrets> = {}): Secrets => ({
  ...{ jwtSecret: SECRET, jwtSecretPrevious: null, jwtRotatedAt: null },
  ...{ secretsKey: randomBytes(32), secretsKeyPrevious: null },
  ...change,
});
const tokensWith = (secrets: RotatingSecrets) => createAccessTokens({ secrets, lifetimeSeconds: 900 });
const tokens = tokensWith(fixedSecrets(secretsWith()));
const CLAIMS = {
  accountId: 5,
  organizationId: 1,
  operatorId: 7,
  sessionId: 'b0a8c3de-0000-4000-8000-000000000000',
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const kidOf = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 12);
const nowSeconds = (): number => Math.floor(Date.now() / 1000);
const HEAD = { alg: 'HS256', typ: 'JWT', kid: kidOf(SECRET) };
const body = (change: object = {}): Record<string, unknown> => ({
  ...{ org: 1, oid: 7, sid: CLAIMS.sessionId, sub: '5', jti: 'x' },
  ...{ iss: 'callcentre-crm', aud: 'callcentre-crm-api', iat: nowSeconds(), exp: nowSeconds() + 900 },
  ...change,
});
/** Rightly signed with the secret, whatever it says. */
function signed(head: object, claims: object, { secret = SECRET, hash = 'sha256' } = {}): string {
  const text = `${part(head)}.${part(claims)}`;
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
}
const without = (name: string): Record<string, unknown> => {
  const { [name]: _, ...rest } = body();
  return rest;
};
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const good = signed(HEAD, body());
const [head = '', claims = '', signature = ''] = good.split('.');

const FORGED: readonly (readonly [string, string])[] = [
  ...['none', 'None', 'nOnE', 'NONE', ''].flatMap((alg): [string, string][] => [
    [`alg ${alg || 'empty'} without a signature`, `${part({ ...HEAD, alg })}.${claims}.`],
    [
      `alg ${alg || 'empty'} with the signature of another`,
      `${part({ ...HEAD, alg })}.${claims}.${signature}`,
    ],
  ]),
  ['an empty signature', `${head}.${claims}.`],
  ['no signature at all', `${head}.${claims}`],
  ['a cut signature', `${head}.${claims}.${signature.slice(0, -4)}`],
  ['another payload', `${head}.${part(body({ oid: 1, sub: '1' }))}.${signature}`],
  ['another secret', signed(HEAD, body(), { secret: OTHER })],
  ['HS512 with the right secret', signed({ ...HEAD, alg: 'HS512' }, body(), { hash: 'sha512' })],
  ['RS256 by name', signed({ ...HEAD, alg: 'RS256' }, body())],
  ['ES256 by name', signed({ ...HEAD, alg: 'ES256' }, body())],
  ['a public key as the secret', signed(HEAD, body(), { secret: pem })],
  ['no key id', signed({ alg: 'HS256', typ: 'JWT' }, body())],
  ...[
    '../../dev/null',
    "' OR 1=1 --",
    'https://evil.test/key',
    'k'.repeat(10_000),
    '__proto__',
    kidOf(OTHER),
  ].map((kid): [string, string] => [`key id ${kid.slice(0, 24)}`, signed({ ...HEAD, kid }, body())]),
  ['a key id that is no text', signed({ ...HEAD, kid: [kidOf(SECRET)] }, body())],
  ...['jku', 'x5u', 'jwk', 'x5c', 'crit', 'b64', 'zip'].map((name): [string, string] => [
    `head ${name}`,
    signed({ ...HEAD, [name]: name === 'crit' ? ['exp'] : 'https://evil.test/keys' }, body()),
  ]),
  ['another kind of token', signed({ ...HEAD, typ: 'refresh+jwt' }, body())],
  ['no kind of token', signed({ alg: 'HS256', kid: HEAD.kid }, body())],
  ['another issuer', signed(HEAD, body({ iss: 'somebody' }))],
  ['another audience', signed(HEAD, body({ aud: 'somebody' }))],
  ['no issuer', signed(HEAD, without('iss'))],
  ['no audience', signed(HEAD, without('aud'))],
  ['no end', signed(HEAD, without('exp'))],
  ['no beginning', signed(HEAD, without('iat'))],
  ['an end as text', signed(HEAD, body({ exp: String(nowSeconds() + 600) }))],
  ['an end in the year 9999', signed(HEAD, body({ exp: 253_402_300_799 }))],
  ['a life of sixteen minutes', signed(HEAD, body({ exp: nowSeconds() + 960 }))],
  ['a beginning that is to come', signed(HEAD, body({ iat: nowSeconds() + 60, exp: nowSeconds() + 660 }))],
  ['a time before which it is not to be used', signed(HEAD, body({ nbf: nowSeconds() + 60 }))],
  ['no session', signed(HEAD, without('sid'))],
  ['an employment as text', signed(HEAD, body({ oid: '7' }))],
  ['a payload that is no object', signed(HEAD, [])],
  ['three dots', '...'],
  ['what is no token', 'x'.repeat(60)],
];

test('a token of ours says who it is for', () => {
  expect(tokens.verify(good)).toMatchObject(CLAIMS);
  expect(tokens.verify(tokens.issue(CLAIMS))).toMatchObject(CLAIMS);
});

test.each(FORGED)('%s is refused', (_, token) => {
  expect(() => tokens.verify(token)).toThrow(expect.objectContaining({ code: 'not_signed_in', status: 401 }));
});

test('a token past its time tells that the session is to be renewed', () => {
  const past = signed(HEAD, body({ iat: nowSeconds() - 920, exp: nowSeconds() - 20 }));
  expect(() => tokens.verify(past)).toThrow(expect.objectContaining({ code: 'session_expired' }));
});

describe('two secrets at a time', () => {
  const rotatedAt = new Date();
  const after = tokensWith(
    fixedSecrets(secretsWith({ jwtSecret: OTHER, jwtSecretPrevious: SECRET, jwtRotatedAt: rotatedAt })),
  );
  const rotatedSeconds = Math.ceil(rotatedAt.getTime() / 1000);

  test('the previous one serves what it signed before, and signs nothing newer', () => {
    expect(after.verify(good)).toMatchObject(CLAIMS);
    const tooNew = tokensWith(
      fixedSecrets(
        secretsWith({
          jwtSecret: OTHER,
          jwtSecretPrevious: SECRET,
          jwtRotatedAt: new Date(rotatedAt.getTime() - 600_000),
        }),
      ),
    );
    expect(() => tooNew.verify(signed(HEAD, body({ iat: rotatedSeconds })))).toThrow(
      expect.objectContaining({ code: 'not_signed_in' }),
    );
  });

  test('a process that has not heard of the new one looks before it refuses', () => {
    const state = { secrets: secretsWith(), looks: 0 };
    const late = tokensWith({
      current: () => state.secrets,
      lookAgain: () => {
        state.looks += 1;
        state.secrets = secretsWith({ jwtSecret: OTHER, jwtSecretPrevious: SECRET, jwtRotatedAt: rotatedAt });
        return true;
      },
    });
    expect(late.verify(good)).toMatchObject(CLAIMS);
    expect(state.looks).toBe(0);
    expect(late.verify(after.issue(CLAIMS))).toMatchObject(CLAIMS);
    expect(state.looks).toBe(1);
    expect(late.verify(good)).toMatchObject(CLAIMS);
  });
});
