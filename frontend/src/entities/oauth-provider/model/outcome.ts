import { providerIdOf } from './provider-ids';
import type { OauthProviderId } from '../api/oauth.queries';

const words = ['linked', 'cancelled', 'expired', 'refused', 'unavailable', 'off'] as const;

/** How a way to a provider and back ended, as the server writes it into the address. */
export interface OauthOutcome {
  word: (typeof words)[number];
  provider: OauthProviderId;
}

/** Null when the address tells of none, or of something nobody knows. */
export function outcomeOf(search: URLSearchParams): OauthOutcome | null {
  const word = words.find((known) => known === search.get('oauth'));
  const provider = providerIdOf(search.get('provider'));
  return word === undefined || provider === null ? null : { word, provider };
}

/** The same address without the words of the outcome. */
export function withoutOutcome(search: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(search);
  rest.delete('oauth');
  rest.delete('provider');
  return rest;
}
