import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { orderListQuery } from '@/entities/order';
import type { Order } from '@/entities/order';
import { useProfile } from '@/entities/session';
import { dayIn } from '@/shared/lib/days';
import type { ListState } from '@/shared/ui/data-table';
import { toQuestion } from './order-question';
import type { OrdersUrl } from './orders-url';

export interface OrderList {
  orders: readonly Order[];
  /** Of the whole list, as the server counts it; null until it has answered. */
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
    total: pages?.[0]?.pagination.total ?? null,
    isTotalExact: pages?.[0]?.pagination.totalExact !== false,
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

/** An order that changed its place while the next page was on its way may stand in both. */
function withoutRepeats(orders: readonly Order[]): Order[] {
  return [...new Map(orders.map((order) => [order.id, order])).values()];
}
