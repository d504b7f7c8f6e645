import { fieldsOf, idOf, ownMailbox, textOf } from './answer-fields.js';
import { createOauthGrant } from './oauth-grant.js';
import type { ProviderSetup } from './provider-setup.js';
import { refused, type Provider } from './provider.js';

/** Domains of Mail.ru's own mailboxes. An account may also be one of a foreign address, for which nobody vouches. */
const OWN_DOMAINS = ['mail.ru', 'internet.ru', 'bk.ru', 'inbox.ru', 'list.ru', 'xmail.ru'];

/**
 * Documented ("OAuth Mail"): `oauth.mail.ru/login` with PKCE and a state of 256 bits, exchange at `/token`, the person at `/userinfo`
 * with the token in the address. Assumed from public clients: the members `id`, `email` and `client_id` of the answer.
 */
export function createMailRu({ keys, calls, timeoutSeconds }: ProviderSetup): Provider {
  const grant = createOauthGrant({
    ...keys,
    ...{ calls, timeoutSeconds },
    authorizationEndpoint: new URL('https://oauth.mail.ru/login'),
    tokenEndpoint: new URL('https://oauth.mail.ru/token'),
    scope: 'userinfo',
  });
  return {
    id: 'mailru',
    name: null,
    authorizationUrl: grant.authorizationUrl,
    personOf: async (answer) => {
      const url = new URL('https://oauth.mail.ru/userinfo');
      url.searchParams.set('access_token', await grant.accessToken(answer));
      const user = fieldsOf(await calls.getJson(url));
      const client = textOf(user['client_id']);
      if (client !== null && client !== keys.clientId) throw refused('Mail.ru speaks of another application');
      return { subject: idOf(user['id'], 'Mail.ru'), verifiedEmail: ownMailbox(user['email'], OWN_DOMAINS) };
    },
  };
}
