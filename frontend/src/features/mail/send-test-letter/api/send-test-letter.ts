import { useMutation, useQueryClient } from '@tanstack/react-query';
import { mailKeys } from '@/entities/letter';
import { api, unwrap } from '@/shared/api';

/** Sends a letter at once; answers what the server said. */
export function useSendTestLetter() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (to: string) => (await unwrap(api.POST('/api/admin/mail/test', { body: { to } }))).data,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: mailKeys.all }),
  });
}
