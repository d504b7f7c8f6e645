import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

const listedAtMost = 100;
const staleTime = 5 * 60_000;
const query = { limit: listedAtMost };

/** Names of the cities a call can be of. */
export const cityNamesQuery = queryOptions({
  queryKey: ['cities', 'names'],
  queryFn: async ({ signal }) => {
    const { data } = await unwrap(api.GET('/api/cities', { signal, params: { query } }));
    return data.map(({ name }) => name);
  },
  staleTime,
});

/** Codes and names of the campaigns a call can be of. */
export const campaignNamesQuery = queryOptions({
  queryKey: ['campaigns', 'names'],
  queryFn: async ({ signal }) => {
    const { data } = await unwrap(api.GET('/api/campaigns', { signal, params: { query } }));
    return data.map(({ rk, name }) => ({ rk, name }));
  },
  staleTime,
});
