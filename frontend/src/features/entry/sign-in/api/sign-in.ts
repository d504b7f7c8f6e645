import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, ApiProblem, startSession, unwrap } from '@/shared/api';

export interface Credentials {
  login: string;
  password: string;
  /** Not to be asked for the second factor in this browser for a while. */
  rememberDevice?: boolean;
}

/** Starts a session. What another person left in this browser's memory is dropped first. */
export function useSignIn(): UseMutationResult<void, Error, Credentials> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      const answer = await unwrap(api.POST('/api/auth/login', { body: credentials }));
      // With the second factor on there is no token yet; its page comes with that feature.
      if (!('accessToken' in answer)) throw new ApiProblem({ code: 'mfa_required', status: 200 });
      queryClient.clear();
      startSession(answer);
    },
  });
}
