import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { profileQuery } from '@/entities/session';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type MyEmailState = components['schemas']['MyEmail'];

export const myEmailQuery = queryOptions({
  queryKey: ['my-email'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/auth/email', { signal }))).data,
});

/** Sends the verification letter again. */
export function useResend() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => (await unwrap(api.POST('/api/auth/email/verification'))).data,
    onSuccess: (state) => {
      queryClient.setQueryData(myEmailQuery.queryKey, state);
    },
  });
}

/** Asks for another address; the present one again drops what waits. */
export function useChangeEmail() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (email: string | null) =>
      (await unwrap(api.PATCH('/api/auth/profile', { body: { email } }))).data,
    onSuccess: (profile) => {
      queryClient.setQueryData(profileQuery.queryKey, profile);
      return queryClient.invalidateQueries({ queryKey: myEmailQuery.queryKey });
    },
  });
}
