import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { profileKey } from '@/entities/session';
import { api, problemText, unwrap } from '@/shared/api';
import { notify } from '@/shared/ui/toast';

export type ChosenState = 'online' | 'break' | 'offline';

/** Sets one's own state; during a call the server keeps it as the next one. */
export function useSetWorkState(): UseMutationResult<void, Error, ChosenState> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (statusWork: ChosenState) => {
      await unwrap(api.PATCH('/api/operators/me/status-work', { body: { statusWork } }));
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: profileKey }),
    onError: (error) => {
      notify({ kind: 'error', text: problemText(error) });
    },
  });
}
