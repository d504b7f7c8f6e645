import { idOf, fieldsOf, textOf } from './answer-fields.js';
import { createOauthGrant } from './oauth-grant.js';
import type { ProviderSetup } from './provider-setup.js';
import type { Provider } from './provider.js';

/**
 * Documented: "Authorizing OAuth apps" (web application flow, PKCE by `code_challenge`), REST `GET /user` (`id` never changes, unlike
 * `login`) and `GET /user/emails` (`primary`, `verified`; scope `user:email`). Failures of the exchange come with status 200.
 */
export function createGithub({ keys, calls, timeoutSeconds }: ProviderSetup): Provider {
  const grant = createOauthGrant({
    ...keys,
    ...{ calls, timeoutSeconds },
    authorizationEndpoint: new URL('https://github.com/login/oauth/authorize'),
    tokenEndpoint: new URL('https://github.com/login/oauth/access_token'),
    scope: 'user:email',
  });
  return {
    id: 'github',
    name: null,
    authorizationUrl: grant.authorizationUrl,
    personOf: async (answer) => {
      const headers = {
        Authorization: `Bearer ${await grant.accessToken(answer)}`,
        'User-Agent': 'callcentre-crm',
      };
      const user = fieldsOf(await calls.getJson(new URL('https://api.github.com/user'), headers));
      const emails = await calls.getJson(new URL('https://api.github.com/user/emails'), headers);
      return { subject: idOf(user['id'], 'GitHub'), verifiedEmail: primaryEmail(emails) };
    },
  };
}

function primaryEmail(emails: unknown): string | null {
  const rows = Array.isArray(emails) ? emails.map(fieldsOf) : [];
  const primary = rows.find((row) => row['primary'] === true && row['verified'] === true);
  return textOf(primary?.['email']);
}
