import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type City = components['schemas']['City'];
export type Campaign = components['schemas']['Campaign'];
export type Master = components['schemas']['Master'];

const listedAtMost = 100;
const staleTime = 5 * 60_000;

/** Cities of the organisation with their time zones. */
export const citiesQuery = queryOptions({
  queryKey: ['cities', 'all'],
  queryFn: async ({ signal }) =>
    (await unwrap(api.GET('/api/cities', { signal, params: { query: { limit: listedAtMost } } }))).data,
  staleTime,
});

/** Campaigns of the organisation. */
export const campaignsQuery = queryOptions({
  queryKey: ['campaigns', 'all'],
  queryFn: async ({ signal }) =>
    (await unwrap(api.GET('/api/campaigns', { signal, params: { query: { limit: listedAtMost } } }))).data,
  staleTime,
});

/** Masters who work now; of one city, or of all with an empty name. */
export function mastersQuery(city = '') {
  return queryOptions({
    queryKey: ['masters', 'working', city],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/api/masters', {
            signal,
            params: {
              query: { limit: listedAtMost, statusWork: 'working', ...(city === '' ? {} : { city }) },
            },
          }),
        )
      ).data,
    staleTime,
  });
}
