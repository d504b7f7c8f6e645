import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type Profile = components['schemas']['Profile'];
export interface ProfileChange {
  name?: string;
  email?: string | null;
  locale?: 'ru' | 'en';
  timezone?: string;
}

export const profileKey = ['profile'] as const;

/** The signed-in person, with his rights and time zone. */
export const profileQuery = queryOptions({
  queryKey: profileKey,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/auth/profile', { signal }))).data,
  staleTime: 5 * 60_000,
});

/** Changes one's own profile; every screen that shows it follows. */
export function useUpdateProfile(): UseMutationResult<Profile, Error, ProfileChange> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (change: ProfileChange) =>
      (await unwrap(api.PATCH('/api/auth/profile', { body: change }))).data,
    onSuccess: (profile) => {
      queryClient.setQueryData(profileQuery.queryKey, profile);
    },
  });
}
