import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { operations } from '@/shared/api';
import { orderKeys } from './order-keys';

const pageSize = 50;

/** Which orders a list shows, and in what order. */
export type OrderQuestion = NonNullable<operations['listOrders']['parameters']['query']>;

/** Orders by cursor, 50 a page, so that the depth costs nothing. */
export function orderListQuery(question: OrderQuestion) {
  return infiniteQueryOptions({
    queryKey: orderKeys.list(question),
    queryFn: ({ signal, pageParam }) => {
      const query = { ...question, limit: pageSize, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return unwrap(api.GET('/api/orders', { signal, params: { query } }));
    },
    initialPageParam: '',
    getNextPageParam: ({ pagination }) => pagination.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** How many orders the server counts; asked anew once a minute, since every order there is can change it. */
export function orderTotalQuery(question: OrderQuestion) {
  return queryOptions({
    queryKey: [...orderKeys.totals, question] as const,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/orders', { signal, params: { query: { ...question, limit: 1 } } })))
        .pagination,
    staleTime: 60_000,
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
}
