import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

/** Whether the link of a letter still works: asked before a person thinks of a password. */
export function resetLinkQuery(token: string) {
  return queryOptions({
    queryKey: ['reset-link', token],
    queryFn: async ({ signal }) => {
      await unwrap(api.POST('/api/auth/password/reset/check', { signal, body: { token } }));
      return true;
    },
    retry: false,
    throwOnError: false,
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: async (body: { token: string; newPassword: string }) => {
      await unwrap(api.POST('/api/auth/password/reset', { body }));
    },
  });
}
