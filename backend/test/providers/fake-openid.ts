import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import jwt, { type Algorithm } from 'jsonwebtoken';
import { FAKE_CLIENT, listen, textOf } from './fake-oauth.js';

/** What a provider that lies puts into its ID token. */
export interface Lie {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly algorithm?: Algorithm;
  /** Signs with a key that its published ones do not name. */
  readonly hasForeignKey?: boolean;
}

/** An OpenID provider whose every word a test decides; for sound answers there is a real one, `openid-provider.ts`. */
export interface FakeOpenId {
  readonly url: string;
  /** Where the browser comes back, with a code that leads to this ID token. */
  approve(authorizationUrl: string, lie: Lie): URL;
  close(): Promise<void>;
}

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY_ID = 'key-1';

export async function startFakeOpenId(issuer: string): Promise<FakeOpenId> {
  const own = rsa();
  const foreign = rsa();
  const idTokens = new Map<string, { readonly token: string; readonly challenge: string }>();
  const discovery = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  };
  const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' };
  const exchange = (form: URLSearchParams): unknown => {
    const found = idTokens.get(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (found?.challenge !== challenge) return { error: 'invalid_grant' };
    return { access_token: 'token', token_type: 'Bearer', expires_in: 60, id_token: found.token };
  };
  const pages: Readonly<Record<string, (form: URLSearchParams) => unknown>> = {
    '/.well-known/openid-configuration': () => discovery,
    '/jwks': () => ({ keys: [jwk] }),
    '/token': exchange,
  };
  const server = await listen((req, res) => {
    void textOf(req).then((text) => {
      const body = pages[new URL(req.url ?? '', issuer).pathname]?.(new URLSearchParams(text)) ?? {};
      const isFailure = typeof body === 'object' && 'error' in body;
      res.writeHead(isFailure ? 400 : 200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  return {
    ...server,
    approve: (address, { claims = {}, algorithm = 'RS256', hasForeignKey = false }) => {
      const asked = new URL(address).searchParams;
      const seconds = Math.floor(Date.now() / 1000);
      const told = {
        ...{ iss: issuer, aud: FAKE_CLIENT.clientId, sub: 'subject', nonce: asked.get('nonce') },
        ...{ iat: seconds, exp: seconds + 300, email_verified: true, ...claims },
      };
      const keys: Partial<Record<Algorithm, jwt.Secret>> = {
        RS256: hasForeignKey ? foreign.privateKey : own.privateKey,
        HS256: FAKE_CLIENT.clientSecret,
      };
      const token = jwt.sign(told, keys[algorithm] ?? '', { algorithm, keyid: KEY_ID });
      const code = randomBytes(8).toString('hex');
      idTokens.set(code, { token, challenge: asked.get('code_challenge') ?? 'none' });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return back;
    },
  };
}
