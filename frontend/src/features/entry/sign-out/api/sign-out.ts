import { useQueryClient } from '@tanstack/react-query';
import { api, endSession } from '@/shared/api';

/**
 * Ends the session on the server and, whatever it answers, in this browser: who pressed "sign out" must not find
 * himself signed in on a shared machine.
 */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await api.POST('/api/auth/logout').catch(() => undefined);
    endSession('left');
    queryClient.clear();
  };
}
