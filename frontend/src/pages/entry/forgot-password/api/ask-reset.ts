import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

/** Asks for a letter with a link. The answer never tells whether there is such a person. */
export function useAskReset() {
  return useMutation({
    mutationFn: async (login: string) => {
      await unwrap(api.POST('/api/auth/password/forgot', { body: { login } }));
    },
  });
}
