import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { orderKeys } from '../api/order-keys';
import type { Order, OrderCard } from './order';
import type { OrderFacts } from './order-event';

interface OrderPage {
  data: readonly Order[];
}

/**
 * Puts an order that an event or an answer brought in the place of its older self: in loaded lists, where no row may
 * move, and in its card. What the person may do to it is asked of the server by the card itself.
 */
export function placeOrder(queryClient: QueryClient, order: OrderFacts): void {
  queryClient.setQueriesData<InfiniteData<OrderPage>>({ queryKey: orderKeys.lists }, (list) =>
    list === undefined ? undefined : placeInPages(list, order),
  );
  queryClient.setQueryData<OrderCard>(orderKeys.card(order.id), (card) =>
    card === undefined || card.version > order.version ? card : { ...card, ...order },
  );
}

function placeInPages(list: InfiniteData<OrderPage>, order: OrderFacts): InfiniteData<OrderPage> {
  const holds = (page: OrderPage): boolean =>
    page.data.some(({ id, version }) => id === order.id && version <= order.version);
  if (!list.pages.some(holds)) return list;
  return {
    ...list,
    pages: list.pages.map((page) =>
      holds(page)
        ? { ...page, data: page.data.map((row) => (row.id === order.id ? { ...row, ...order } : row)) }
        : page,
    ),
  };
}
