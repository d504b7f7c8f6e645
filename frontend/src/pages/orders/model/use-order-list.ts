import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { orderListQuery } from '@/entities/order';
import type { Order, OrderPage } from '@/entities/order';
import { useProfile } from '@/entities/session';
import { dayIn } from '@/shared/lib/days';
import type { ListState } from '@/shared/ui/data-table';
import { toQuestion } from './order-question';
import type { OrdersUrl } from './orders-url';

export interface OrderList {
  orders: readonly Order[];
  /** Of the whole list; null while nobody knows it. */
  total: number | null;
  isTotalExact: boolean;
  state: ListState;
  /** The last refresh failed: the rows are those loaded before. */
  isOutdated: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
}

/** The orders of the address. */
export function useOrderList(url: OrdersUrl): OrderList {
  const { timezone } = useProfile().organization;
  const list = useInfiniteQuery(orderListQuery(toQuestion(url, dayIn(timezone))));
  const pages = list.data?.pages;
  const orders = useMemo(() => withoutRepeats(pages?.flatMap(({ data }) => data) ?? []), [pages]);
  return {
    orders,
    ...totalOf(pages, orders.length),
    isOutdated: list.isError && orders.length > 0,
    state: {
      isPending: list.isPending,
      isError: list.isError,
      error: list.error,
      isStale: list.isPlaceholderData,
      isRetrying: list.isFetching,
      onRetry: () => void list.refetch(),
    },
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: () => {
      if (!list.isFetching) void list.fetchNextPage();
    },
  };
}

/** The server's count, else that of the rows once all are there. */
function totalOf(pages: readonly OrderPage[] | undefined, loaded: number) {
  const first = pages?.[0];
  if (first === undefined) return { total: null, isTotalExact: true };
  if (first.total !== null) return { total: first.total, isTotalExact: first.isTotalExact };
  return { total: pages?.at(-1)?.nextCursor === null ? loaded : null, isTotalExact: true };
}

/** An order that changed its place while the next page was on its way may stand in both. */
function withoutRepeats(orders: readonly Order[]): Order[] {
  return [...new Map(orders.map((order) => [order.id, order])).values()];
}
