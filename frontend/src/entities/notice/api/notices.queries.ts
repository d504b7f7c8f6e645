import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type Notice = components['schemas']['Notice'];

const newest = 20;

export const noticeKeys = {
  all: ['notices'],
  list: ['notices', 'list'],
  unread: ['notices', 'unread'],
} as const;

/** The newest notices. */
export const noticesQuery = queryOptions({
  queryKey: noticeKeys.list,
  queryFn: async ({ signal }) =>
    (await unwrap(api.GET('/api/auth/notices', { signal, params: { query: { limit: newest } } }))).data,
});

/** How many are not read yet. */
export const unreadNoticesQuery = queryOptions({
  queryKey: noticeKeys.unread,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/auth/notices/unread', { signal }))).count,
  staleTime: 5 * 60_000,
});

/** Marks one notice, or all of them, as read. */
export function useReadNotices(): UseMutationResult<void, Error, number | 'all'> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (which: number | 'all') => {
      if (which === 'all') await unwrap(api.POST('/api/auth/notices/read'));
      else await unwrap(api.POST('/api/auth/notices/{id}/read', { params: { path: { id: which } } }));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: noticeKeys.all }),
  });
}
