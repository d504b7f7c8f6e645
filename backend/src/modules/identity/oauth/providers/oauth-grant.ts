import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  Configuration,
  customFetch,
  None,
  type CustomFetch,
} from 'openid-client';
import { toProviderFailure } from './failures.js';
import { withQuery } from './oidc.js';
import type { Fetch, OutsideCalls } from './outside-calls.js';
import type { AuthorizationAnswer, AuthorizationRequest } from './provider.js';

/** A provider of OAuth 2 without OpenID Connect: it gives an access token, with which its own API is asked who the person is. */
export interface OauthServer {
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly authorizationEndpoint: URL;
  readonly tokenEndpoint: URL;
  readonly scope: string;
  readonly challengeMethod?: 'S256' | 's256';
  readonly calls: OutsideCalls;
  readonly timeoutSeconds: number;
}

export interface OauthGrant {
  readonly authorizationUrl: (request: AuthorizationRequest) => Promise<URL>;
  /** Exchanges the code for an access token; `extra` goes beside it. @throws {ProviderFailure} */
  readonly accessToken: (
    answer: AuthorizationAnswer,
    extra?: Readonly<Record<string, string>>,
  ) => Promise<string>;
}

export function createOauthGrant(server: OauthServer): OauthGrant {
  const config = configurationOf(server);
  return {
    authorizationUrl: async ({ state, verifier, redirectUri }) =>
      buildAuthorizationUrl(config, {
        redirect_uri: redirectUri.href,
        scope: server.scope,
        state,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: server.challengeMethod ?? 'S256',
      }),
    accessToken: async ({ state, verifier, redirectUri, query }, extra = {}) => {
      const checks = { expectedState: state, pkceCodeVerifier: verifier };
      const tokens = await authorizationCodeGrant(config, withQuery(redirectUri, query), checks, {
        ...extra,
      }).catch((error: unknown) => {
        throw toProviderFailure(error);
      });
      return tokens.access_token;
    },
  };
}

function configurationOf({ clientId, clientSecret, tokenEndpoint, ...server }: OauthServer): Configuration {
  const config = new Configuration(
    {
      issuer: server.authorizationEndpoint.origin,
      authorization_endpoint: server.authorizationEndpoint.href,
      token_endpoint: tokenEndpoint.href,
    },
    clientId,
    undefined,
    clientSecret === null ? None() : ClientSecretPost(clientSecret),
  );
  config[customFetch] = accessTokenAlone(server.calls.fetch) as CustomFetch;
  config.timeout = server.timeoutSeconds;
  return config;
}

/**
 * These providers answer with what RFC 6749 does not know: no `token_type` (Mail.ru), one of their own (Odnoklassniki says `session`), an
 * `id_token` that is no OpenID token (VK ID), failures with status 200 (GitHub). Of a success only the access token is of use.
 */
function accessTokenAlone(fetch: Fetch): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    if (!isTokens(body))
      return response.ok && isFailure(body) ? Response.json(body, { status: 400 }) : response;
    return Response.json(
      { access_token: body.access_token, token_type: 'Bearer' },
      { status: response.status },
    );
  };
}

const isTokens = (body: unknown): body is { readonly access_token: string } =>
  typeof (body as { access_token?: unknown } | null)?.access_token === 'string';
const isFailure = (body: unknown): boolean => typeof (body as { error?: unknown } | null)?.error === 'string';
