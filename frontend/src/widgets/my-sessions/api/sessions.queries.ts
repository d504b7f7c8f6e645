import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type Session = components['schemas']['Session'];
export type Device = components['schemas']['Device'];

export const sessionsQuery = queryOptions({
  queryKey: ['own-sessions', 'sessions'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/auth/sessions', { signal }))).data,
});

export const devicesQuery = queryOptions({
  queryKey: ['own-sessions', 'devices'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/auth/devices', { signal }))).data,
});

/** What is to end: one session, all others, or that a browser is known. */
export type Ending =
  { kind: 'session'; session: Session } | { kind: 'others' } | { kind: 'device'; device: Device };

export function useEnding(): UseMutationResult<void, Error, Ending> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (ending: Ending) => {
      if (ending.kind === 'others') await unwrap(api.DELETE('/api/auth/sessions'));
      else if (ending.kind === 'session')
        await unwrap(api.DELETE('/api/auth/sessions/{id}', { params: { path: { id: ending.session.id } } }));
      else await unwrap(api.DELETE('/api/auth/devices/{id}', { params: { path: { id: ending.device.id } } }));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['own-sessions'] }),
  });
}
