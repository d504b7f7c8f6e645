import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deliveriesQuery } from '@/entities/invitation';
import { mailAccountQuery, mailKeys } from '@/entities/letter';
import { api, unwrap } from '@/shared/api';
import type { ApiPaths } from '@/shared/api';

export type MailServerDraft =
  ApiPaths['/api/admin/mail/account']['put']['requestBody']['content']['application/json'];

export function useSetMailServer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: MailServerDraft) =>
      (await unwrap(api.PUT('/api/admin/mail/account', { body }))).data,
    onSuccess: (account) => {
      queryClient.setQueryData(mailAccountQuery.queryKey, account);
      return queryClient.invalidateQueries({ queryKey: deliveriesQuery.queryKey });
    },
  });
}

export function useRemoveMailServer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await unwrap(api.DELETE('/api/admin/mail/account'));
    },
    onSuccess: () =>
      Promise.all(
        [mailKeys.all, deliveriesQuery.queryKey].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
