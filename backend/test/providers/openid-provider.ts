import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { FAKE_CLIENT, listen, type FakePerson } from './fake-oauth.js';

/** A real OpenID provider on this machine; whoever is asked for signs in and agrees at once. */
export interface OpenIdProvider {
  readonly url: string;
  /** Walks the browser's way from the authorization address through sign-in and consent; returns where it is sent back. */
  approve(authorizationUrl: string, person: FakePerson): Promise<URL>;
  close(): Promise<void>;
}

export interface OpenIdOptions {
  readonly issuer: string;
  readonly redirectUri: string;
  /** `false`: addresses are told at the userinfo endpoint alone. */
  readonly emailInIdToken: boolean;
  /** Further claims of everybody. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

export async function startOpenIdProvider(options: OpenIdOptions): Promise<OpenIdProvider> {
  const { issuer, redirectUri, emailInIdToken, claims = {} } = options;
  const people = new Map<string, FakePerson>();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: FAKE_CLIENT.clientId,
        client_secret: FAKE_CLIENT.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified', ...Object.keys(claims)] },
    conformIdTokenClaims: !emailInIdToken,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    jwks: { keys: [{ ...signingKey(), kid: 'key-1', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => {
      const { email, isVerified = false } = people.get(sub) ?? {};
      return {
        accountId: sub,
        claims: () => ({ sub, ...(email && { email, email_verified: isVerified }), ...claims }),
      };
    },
  });
  provider.proxy = true;
  const handle = provider.callback();
  const agree = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const accountId = String(req.headers['x-person']);
    const grant = new provider.Grant({ accountId, clientId: FAKE_CLIENT.clientId });
    grant.addOIDCScope('openid email');
    await provider.interactionFinished(req, res, {
      login: { accountId },
      consent: { grantId: await grant.save() },
    });
  };
  const server = await listen((req, res) => {
    void (req.url?.startsWith('/interaction/') ? agree(req, res) : handle(req, res));
  });
  return {
    ...server,
    approve: (address, person) => {
      people.set(person.id, person);
      return walk(new URL(address), { server: server.url, person: person.id });
    },
  };
}

const signingKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

/** Follows redirects with cookies until they lead to another host. */
async function walk(start: URL, { server, person }: { server: string; person: string }): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = start;
  for (let step = 0; step < 8; step += 1) {
    const response = await fetch(new URL(`${at.pathname}${at.search}`, server), {
      redirect: 'manual',
      headers: {
        'X-Forwarded-Proto': 'https',
        'X-Forwarded-Host': start.host,
        'X-Person': person,
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`${at.pathname} answers ${String(response.status)}: ${await response.text()}`);
    at = new URL(location, at);
    if (at.host !== start.host) return at;
  }
  throw new Error('The provider sends the browser around');
}
