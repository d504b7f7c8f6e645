import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { operatorKeys } from '@/entities/operator';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type MemberSession = components['schemas']['MemberSession'];

const sessionsKey = (id: number) => ['member-sessions', id] as const;

/** Where a person is signed in. */
export function memberSessionsQuery(id: number) {
  return queryOptions({
    queryKey: sessionsKey(id),
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      return (await unwrap(api.GET('/api/operators/{id}/sessions', { signal, params }))).data;
    },
  });
}

/** Everything that is done here changes where a person is signed in and what the list of people shows. */
function useFollow(): (id: number) => Promise<unknown> {
  const queryClient = useQueryClient();
  return (id) =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: sessionsKey(id) }),
      queryClient.invalidateQueries({ queryKey: operatorKeys.all }),
    ]);
}

export function useEndSessions() {
  const follow = useFollow();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE('/api/operators/{id}/sessions', { params: { path: { id } } })),
    onSuccess: (_, id) => follow(id),
  });
}

export function useResetSecondFactor() {
  const follow = useFollow();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE('/api/operators/{id}/second-factor', { params: { path: { id } } })),
    onSuccess: (_, id) => follow(id),
  });
}

interface Member {
  id: number;
  version: number;
}

function useSetStatus(status: 'active' | 'inactive') {
  const follow = useFollow();
  return useMutation({
    mutationFn: ({ id, version }: Member) =>
      unwrap(api.PATCH('/api/operators/{id}', { params: { path: { id } }, body: { version, status } })),
    onSuccess: (_, { id }) => follow(id),
  });
}

export const useBlock = () => useSetStatus('inactive');
export const useUnblock = () => useSetStatus('active');
