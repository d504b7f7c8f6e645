import { useMutation, useQueryClient } from '@tanstack/react-query';
import { invitationKeys } from '@/entities/invitation';
import { api, unwrap } from '@/shared/api';
import type { ApiPaths } from '@/shared/api';

export type InvitationDraft =
  ApiPaths['/api/invitations']['post']['requestBody']['content']['application/json'];

function useFresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: invitationKeys.all });
}

export function useInvite() {
  const fresh = useFresh();
  return useMutation({
    mutationFn: async (body: InvitationDraft) => (await unwrap(api.POST('/api/invitations', { body }))).data,
    onSuccess: fresh,
  });
}

/** Makes a new link; the one before is void. */
export function useReissue() {
  const fresh = useFresh();
  return useMutation({
    mutationFn: async (id: number) => {
      const params = { path: { id } };
      return (await unwrap(api.POST('/api/invitations/{id}/resend', { params, body: {} }))).data;
    },
    onSuccess: fresh,
  });
}

export function useRevoke() {
  const fresh = useFresh();
  return useMutation({
    mutationFn: async (id: number) => {
      await unwrap(api.DELETE('/api/invitations/{id}', { params: { path: { id } } }));
    },
    onSuccess: fresh,
  });
}
