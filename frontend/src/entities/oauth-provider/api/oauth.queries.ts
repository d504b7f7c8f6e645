import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type OauthProvider = components['schemas']['OauthProvider'];
export type OauthProviderId = OauthProvider['id'];
export type OauthLink = components['schemas']['OauthLink'];

export const oauthLinksKey = ['oauth', 'links'] as const;

/** Providers that are on, in the order of their buttons. */
export const oauthProvidersQuery = queryOptions({
  queryKey: ['oauth', 'providers'] as const,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/auth/oauth/providers', { signal }))).data,
  // They change with the server's configuration alone.
  staleTime: Infinity,
});

/** One's own accounts at providers that are linked. */
export const oauthLinksQuery = queryOptions({
  queryKey: oauthLinksKey,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/auth/oauth/links', { signal }))).data,
});
