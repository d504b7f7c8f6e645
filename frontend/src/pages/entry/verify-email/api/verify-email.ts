import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

export function useVerifyEmail() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (token: string) => {
      await unwrap(api.POST('/api/auth/email/verify', { body: { token } }));
    },
    // Whoever is signed in here sees his new address at once.
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
