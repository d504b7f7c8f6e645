import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  type ClientAuth,
  type CustomFetch,
  type ServerMetadata,
} from 'openid-client';
import { toProviderFailure } from './failures.js';
import type { OutsideCalls } from './outside-calls.js';
import { refused, type Provider, type ProviderId, type ProviderPerson } from './provider.js';

/** Claims of a verified ID token. */
export type Claims = Readonly<Record<string, unknown>>;

export interface OidcOptions {
  readonly id: ProviderId;
  readonly name: string | null;
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly calls: OutsideCalls;
  readonly timeoutSeconds: number;
  /** Which address of the claims the provider vouches for. */
  readonly verifiedEmailOf: (claims: Claims) => string | null;
}

/**
 * A provider that speaks OpenID Connect. Its addresses and keys come from discovery at the first use, again after a failure; the ID
 * token's signature is checked even though TLS brought it.
 */
export function createOidcProvider(options: OidcOptions): Provider {
  let known: Promise<Configuration> | null = null;
  const configuration = (): Promise<Configuration> => {
    known ??= discover(options).catch((error: unknown) => {
      known = null;
      throw toProviderFailure(error);
    });
    return known;
  };
  return {
    id: options.id,
    name: options.name,
    authorizationUrl: async ({ state, nonce, verifier, redirectUri }) =>
      buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri.href,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    personOf: async ({ state, nonce, verifier, redirectUri, query }) => {
      const config = await configuration();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      const work = authorizationCodeGrant(config, withQuery(redirectUri, query), {
        ...checks,
        idTokenExpected: true,
      })
        .then((tokens) => claimsOf(config, tokens))
        .catch((error: unknown) => {
          throw toProviderFailure(error);
        });
      return personOf(await work, options);
    },
  };
}

async function discover({ issuer, clientId, clientSecret, ...options }: OidcOptions): Promise<Configuration> {
  const fetch = options.calls.fetch as CustomFetch;
  const found = await discovery(issuer, clientId, undefined, None(), {
    [customFetch]: fetch,
    timeout: options.timeoutSeconds,
  });
  const metadata = found.serverMetadata();
  const config = new Configuration(metadata, clientId, undefined, authOf(clientSecret, metadata));
  config[customFetch] = fetch;
  config.timeout = options.timeoutSeconds;
  enableNonRepudiationChecks(config);
  return config;
}

/** In the body wherever the provider takes it there; a provider that tells nothing takes it in the header (OpenID Connect Discovery, 3). */
function authOf(secret: string | null, metadata: ServerMetadata): ClientAuth {
  if (secret === null) return None();
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_post') ? ClientSecretPost(secret) : ClientSecretBasic(secret);
}

type Tokens = Awaited<ReturnType<typeof authorizationCodeGrant>>;

/** Many providers write the address into the ID token; others tell it at their userinfo endpoint alone. */
async function claimsOf(config: Configuration, tokens: Tokens): Promise<Claims> {
  const claims = tokens.claims();
  if (claims === undefined) throw refused('names nobody');
  if (claims['email'] !== undefined || config.serverMetadata().userinfo_endpoint === undefined) return claims;
  const { email, email_verified } = await fetchUserInfo(config, tokens.access_token, claims.sub);
  return { ...claims, email, email_verified };
}

/** An issuer's subject is its own alone (OpenID Connect Core, 5.7), so both make the name of a person. */
function personOf(claims: Claims, { issuer, verifiedEmailOf }: OidcOptions): ProviderPerson {
  return { subject: `${issuer.href} ${String(claims['sub'])}`, verifiedEmail: verifiedEmailOf(claims) };
}

export function withQuery(redirectUri: URL, query: URLSearchParams): URL {
  const url = new URL(redirectUri);
  url.search = query.toString();
  return url;
}

/** `email` where `email_verified` is true; no other value will do. */
export const emailSaidToBeVerified = ({ email, email_verified: isVerified }: Claims): string | null =>
  typeof email === 'string' && isVerified === true ? email : null;
