import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

/** Uses the link of a letter in this browser. */
export function useUnlock(): UseMutationResult<void, Error, string> {
  return useMutation({
    mutationFn: async (token: string) => {
      await unwrap(api.POST('/api/auth/unlock', { body: { token } }));
    },
  });
}
