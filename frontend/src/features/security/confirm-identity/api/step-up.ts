import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

export interface Proof {
  password: string;
  /** With a second factor. */
  code?: string;
}

/** Proves anew that it is the person himself; sensitive actions are open for ten minutes. */
export function useStepUp(): UseMutationResult<void, Error, Proof> {
  return useMutation({
    mutationFn: async (proof: Proof) => {
      await unwrap(api.POST('/api/auth/step-up', { body: proof }));
    },
  });
}
