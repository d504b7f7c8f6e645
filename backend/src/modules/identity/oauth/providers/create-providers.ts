import type { OauthEnvironment, ProviderKeys } from '../../../../platform/config/oauth-env.js';
import { createGithub } from './github.js';
import { GOOGLE_ISSUER, googleEmail } from './google.js';
import { createMailRu } from './mail-ru.js';
import { createOdnoklassniki } from './odnoklassniki.js';
import { createOidcProvider, emailSaidToBeVerified } from './oidc.js';
import { createOutsideCalls } from './outside-calls.js';
import type { ProviderSetup } from './provider-setup.js';
import type { Provider, ProviderId } from './provider.js';
import { createVk } from './vk.js';
import { createYandex } from './yandex.js';

type Keyed = Exclude<ProviderId, 'oidc'>;

/** The providers that are on, in the order of their buttons. */
export function createProviders(environment: OauthEnvironment): ReadonlyMap<ProviderId, Provider> {
  const { timeoutSeconds, google, oidc, ok } = environment;
  const setupOf = <K extends ProviderKeys>(keys: K) => ({
    ...{ keys, timeoutSeconds },
    calls: createOutsideCalls({ timeoutSeconds, standIn: keys.baseUrl }),
  });
  const one = (id: Keyed, make: (setup: ProviderSetup) => Provider): Provider | null => {
    const keys = environment[id];
    return keys && make(setupOf(keys));
  };
  const providers = [
    google &&
      createOidcProvider({
        ...{ ...setupOf(google), ...google, id: 'google', name: null },
        ...{ issuer: GOOGLE_ISSUER, verifiedEmailOf: googleEmail },
      }),
    one('yandex', createYandex),
    one('vk', createVk),
    one('mailru', createMailRu),
    one('ok', (setup) => createOdnoklassniki({ ...setup, publicKey: ok?.publicKey ?? '' })),
    one('github', createGithub),
    oidc &&
      createOidcProvider({ ...setupOf(oidc), ...oidc, id: 'oidc', verifiedEmailOf: emailSaidToBeVerified }),
  ].filter((provider) => provider !== null);
  return new Map(providers.map((provider) => [provider.id, provider]));
}
