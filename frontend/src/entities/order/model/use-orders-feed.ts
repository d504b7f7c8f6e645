import { useQueryClient } from '@tanstack/react-query';
import { useLiveEvent } from '@/shared/api';
import type { LiveEventMap } from '@/shared/api';
import { orderKeys } from '../api/order-keys';
import { readOrderNews } from './order-event';
import { placeOrder } from './place-order';

/** Keeps shown orders true while others change them: rows in place, the open card with its rights and history anew. */
export function useOrdersFeed(): void {
  const queryClient = useQueryClient();
  const follow = (data: LiveEventMap['order.updated']): void => {
    const news = readOrderNews(data);
    if (news === null) return;
    if (news.order !== null) placeOrder(queryClient, news.order);
    void queryClient.invalidateQueries({ queryKey: orderKeys.card(news.id) });
  };
  useLiveEvent('order.updated', follow);
}
