import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

const listedAtMost = 100;

/** Names of the employees this person may see, for pickers. */
export const operatorNamesQuery = queryOptions({
  queryKey: ['operators', 'names'],
  queryFn: async ({ signal }) =>
    (await unwrap(api.GET('/api/operators', { signal, params: { query: { limit: listedAtMost } } }))).data,
  staleTime: 5 * 60_000,
});
