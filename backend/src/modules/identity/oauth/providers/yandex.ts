import { fieldsOf, idOf, ownMailbox } from './answer-fields.js';
import { createOauthGrant } from './oauth-grant.js';
import type { ProviderSetup } from './provider-setup.js';
import { refused, type Provider } from './provider.js';

/** Domains of Yandex's own mailboxes. `default_email` may also be a foreign address; nothing says that it has been verified. */
const OWN_DOMAINS = ['yandex.ru', 'ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua'];

/**
 * Documented (Yandex ID, "Getting a confirmation code from a URL", "Exchange the token for user information"): OAuth 2 with PKCE, the
 * header `Authorization: OAuth <token>`, an answer with `id`, `client_id` of the application and `default_email`.
 */
export function createYandex({ keys, calls, timeoutSeconds }: ProviderSetup): Provider {
  const grant = createOauthGrant({
    ...keys,
    ...{ calls, timeoutSeconds },
    authorizationEndpoint: new URL('https://oauth.yandex.ru/authorize'),
    tokenEndpoint: new URL('https://oauth.yandex.ru/token'),
    scope: 'login:email',
  });
  return {
    id: 'yandex',
    name: null,
    authorizationUrl: grant.authorizationUrl,
    personOf: async (answer) => {
      const headers = { Authorization: `OAuth ${await grant.accessToken(answer)}` };
      const user = fieldsOf(
        await calls.getJson(new URL('https://login.yandex.ru/info?format=json'), headers),
      );
      if (user['client_id'] !== keys.clientId) throw refused('Yandex speaks of another application');
      return {
        subject: idOf(user['id'], 'Yandex'),
        verifiedEmail: ownMailbox(user['default_email'], OWN_DOMAINS),
      };
    },
  };
}
