import { createHash } from 'node:crypto';
import { fieldsOf, idOf } from './answer-fields.js';
import { createOauthGrant } from './oauth-grant.js';
import type { ProviderSetup } from './provider-setup.js';
import type { Provider } from './provider.js';

export interface OdnoklassnikiSetup extends ProviderSetup {
  /** `application_key`: names the application in calls of the API. */
  readonly publicKey: string;
}

/**
 * Documented ("Server OAuth authorization", "List of REST methods"): code and exchange of OAuth 2, `token_type` `session`, and calls
 * signed with the secret. PKCE is not documented; it is sent all the same, since a server ignores what it does not know (RFC 6749, 3.1).
 * Nothing says that an address has been verified, so none is asked for and people are linked by hand.
 */
export function createOdnoklassniki({
  keys,
  publicKey,
  calls,
  timeoutSeconds,
}: OdnoklassnikiSetup): Provider {
  const grant = createOauthGrant({
    ...keys,
    ...{ calls, timeoutSeconds },
    authorizationEndpoint: new URL('https://connect.ok.ru/oauth/authorize'),
    tokenEndpoint: new URL('https://api.ok.ru/oauth/token.do'),
    scope: 'VALUABLE_ACCESS',
  });
  return {
    id: 'ok',
    name: null,
    authorizationUrl: grant.authorizationUrl,
    personOf: async (answer) => {
      const token = await grant.accessToken(answer);
      const params = {
        application_key: publicKey,
        fields: 'uid',
        format: 'json',
        method: 'users.getCurrentUser',
      };
      const sig = signatureOf(params, `${token}${keys.clientSecret ?? ''}`);
      const form = { ...params, access_token: token, sig };
      const user = fieldsOf(await calls.postForm(new URL('https://api.ok.ru/fb.do'), form));
      return { subject: idOf(user['uid'], 'Odnoklassniki'), verifiedEmail: null };
    },
  };
}

/** `md5(sorted name=value pairs + md5(access token + application secret))`, in lower case; the token itself is not among the pairs. */
function signatureOf(params: Readonly<Record<string, string>>, secret: string): string {
  const pairs = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return md5(`${pairs.sort().join('')}${md5(secret)}`);
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
