import { fieldsOf, idOf } from './answer-fields.js';
import { createOauthGrant } from './oauth-grant.js';
import type { ProviderSetup } from './provider-setup.js';
import type { Provider } from './provider.js';

/**
 * VK ID. Documented ("Справочник методов API VK ID"): OAuth 2.1 with PKCE at `id.vk.com`, method `s256`; the browser comes back with a
 * `device_id`, which the exchange asks for together with `state`; `user_info` takes the token in the body and answers `{user: {user_id}}`.
 * Not documented: whether an address has been verified, so none is asked for and people are linked by hand; that a secret may be sent
 * with the exchange, which is done when there is one.
 */
export function createVk({ keys, calls, timeoutSeconds }: ProviderSetup): Provider {
  const grant = createOauthGrant({
    ...keys,
    ...{ calls, timeoutSeconds },
    authorizationEndpoint: new URL('https://id.vk.com/authorize'),
    tokenEndpoint: new URL('https://id.vk.com/oauth2/auth'),
    scope: 'vkid.personal_info',
    challengeMethod: 's256',
  });
  return {
    id: 'vk',
    name: null,
    authorizationUrl: grant.authorizationUrl,
    personOf: async (answer) => {
      const device = answer.query.get('device_id') ?? '';
      const token = await grant.accessToken(answer, { device_id: device, state: answer.state });
      const form = { client_id: keys.clientId, access_token: token };
      const { user } = fieldsOf(await calls.postForm(new URL('https://id.vk.com/oauth2/user_info'), form));
      return { subject: idOf(fieldsOf(user)['user_id'], 'VK ID'), verifiedEmail: null };
    },
  };
}
