/** Outside services by which people sign in, and how a way there and back ended. */
export { oauthLinksKey, oauthLinksQuery, oauthProvidersQuery } from './api/oauth.queries';
export type { OauthLink, OauthProvider, OauthProviderId } from './api/oauth.queries';
export { outcomeOf, withoutOutcome } from './model/outcome';
export type { OauthOutcome } from './model/outcome';
export { useProviderName } from './model/use-provider-name';
export { ProviderMark } from './ui/provider-mark';
