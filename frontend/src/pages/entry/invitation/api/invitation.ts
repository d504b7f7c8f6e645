import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, refreshSession, unwrap } from '@/shared/api';

/** What a link invites to. */
export function heldInvitationQuery(token: string) {
  return queryOptions({
    queryKey: ['held-invitation', token],
    queryFn: async ({ signal }) => {
      const params = { path: { token } };
      return (await unwrap(api.GET('/api/invitations/by-token/{token}', { signal, params }))).data;
    },
    retry: false,
    throwOnError: false,
  });
}

/** Whether somebody is signed in here already, by the cookie; who is not is no failure. */
export const presentSessionQuery = queryOptions({
  queryKey: ['present-session'],
  queryFn: async () => {
    try {
      await refreshSession();
      return true;
    } catch {
      return false;
    }
  },
  staleTime: Infinity,
});

export function useAccept() {
  return useMutation({
    mutationFn: async (body: { token: string; login: string; password: string }) =>
      (await unwrap(api.POST('/api/invitations/accept', { body }))).data,
  });
}

export function useJoin() {
  return useMutation({
    mutationFn: async (token: string) =>
      (await unwrap(api.POST('/api/invitations/join', { body: { token } }))).data,
  });
}
