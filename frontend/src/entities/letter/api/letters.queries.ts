import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type MailAccount = components['schemas']['MailAccount'];
export type Letter = components['schemas']['MailMessage'];
export type LetterStatus = Letter['status'];
export type LetterTemplate = Letter['template'];

const perRequest = 50;
export const mailKeys = { all: ['mail'] } as const;

/** By which server letters leave, and how many there are. */
export const mailAccountQuery = queryOptions({
  queryKey: [...mailKeys.all, 'account'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/admin/mail/account', { signal }))).data,
});

/** Letters, newest first, read on by cursor. */
export function lettersQuery(status: LetterStatus | null) {
  return infiniteQueryOptions({
    queryKey: [...mailKeys.all, 'letters', status],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        limit: perRequest,
        ...(status === null ? {} : { status }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return unwrap(api.GET('/api/admin/mail/messages', { signal, params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ pagination }) => pagination.nextCursor,
    placeholderData: keepPreviousData,
  });
}
