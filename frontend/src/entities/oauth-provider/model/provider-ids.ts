import type { OauthProviderId } from '../api/oauth.queries';

const ids: readonly OauthProviderId[] = ['google', 'yandex', 'vk', 'mailru', 'ok', 'github', 'oidc'];

/** A word of an address as the id of a provider; null for any other word. */
export const providerIdOf = (word: string | null): OauthProviderId | null =>
  ids.find((id) => id === word) ?? null;
