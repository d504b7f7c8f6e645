import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

/** Asks for a letter that lets a browser in; the answer is the same whether there is such a login or not. */
export function useRequestUnlock(): UseMutationResult<void, Error, string> {
  return useMutation({
    mutationFn: async (login: string) => {
      await unwrap(api.POST('/api/auth/unlock/request', { body: { login } }));
    },
  });
}
