import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type UnassignedNumber = components['schemas']['UnassignedNumber'];

const shownAtMost = 20;
const queryKey = ['phones', 'unassigned'] as const;

/** Numbers clients dialled that nobody has described yet, the latest first. */
export const unassignedQuery = queryOptions({
  queryKey,
  queryFn: async ({ signal }) =>
    unwrap(api.GET('/api/phones/unassigned', { signal, params: { query: { limit: shownAtMost } } })),
});

/** Gives campaign and city of a number to its past calls that have none; answers how many there were. */
export function useFillCalls() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (phoneId: number) => {
      const params = { path: { id: phoneId } };
      return (await unwrap(api.POST('/api/phones/{id}/fill-calls', { params }))).data.filled;
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey });
      await queryClient.invalidateQueries({ queryKey: ['calls'] });
    },
  });
}
