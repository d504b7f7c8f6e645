import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

export interface PasswordChange {
  currentPassword: string;
  newPassword: string;
}

/** Changes one's own password; the other sessions end. A wrong present one is a fault of its field. */
export function useChangePassword(): UseMutationResult<void, Error, PasswordChange> {
  return useMutation({
    mutationFn: async (change: PasswordChange) => {
      await unwrap(api.PUT('/api/auth/password', { body: change }));
    },
  });
}
