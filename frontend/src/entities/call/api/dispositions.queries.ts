import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

const listedAtMost = 100;

/** Outcomes of the organisation in the order of their keys. */
export const dispositionsQuery = queryOptions({
  queryKey: ['dispositions', 'all'],
  queryFn: async ({ signal }) => {
    const { data } = await unwrap(
      api.GET('/api/dispositions', { signal, params: { query: { limit: listedAtMost } } }),
    );
    return data.toSorted((one, other) => one.position - other.position);
  },
  staleTime: 5 * 60_000,
});
