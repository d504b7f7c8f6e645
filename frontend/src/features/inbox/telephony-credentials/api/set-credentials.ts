import { useMutation, useQueryClient } from '@tanstack/react-query';
import { telephonyAccountsKey } from '@/entities/telephony-account';
import { api, unwrap } from '@/shared/api';

export interface Credentials {
  apiKey?: string;
  apiSalt?: string;
}

/** Sets key and salt of an account. They can be written, never read. */
export function useSetCredentials(accountId: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      const params = { path: { id: accountId } };
      return (await unwrap(api.PATCH('/api/admin/telephony/{id}', { params, body: credentials }))).data;
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: telephonyAccountsKey }),
  });
}
