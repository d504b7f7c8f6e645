import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type SignIn = components['schemas']['SignInEvent'];

const limit = 10;

/** Newest first, page by page. */
export const signInsQuery = infiniteQueryOptions({
  queryKey: ['own-sign-ins'],
  queryFn: ({ signal, pageParam }) => {
    const query = { limit, ...(pageParam === null ? {} : { cursor: pageParam }) };
    return unwrap(api.GET('/api/auth/sign-ins', { signal, params: { query } }));
  },
  initialPageParam: null as string | null,
  getNextPageParam: ({ pagination }) => pagination.nextCursor,
});
