import { useMutation, useQueryClient } from '@tanstack/react-query';
import { orderKeys } from '@/entities/order';
import { api, unwrap } from '@/shared/api';

/** Takes an order out of every list; its seat becomes free. */
export function useDeleteOrder() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (orderId: number) => {
      await unwrap(api.DELETE('/api/orders/{id}', { params: { path: { id: orderId } } }));
    },
    onSuccess: async (_nothing, orderId) => {
      queryClient.removeQueries({ queryKey: orderKeys.card(orderId) });
      await Promise.all(
        [orderKeys.lists, orderKeys.totals, orderKeys.slots].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}
