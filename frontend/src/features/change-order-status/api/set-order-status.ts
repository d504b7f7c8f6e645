import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { currentOrder, orderKeys, placeOrder } from '@/entities/order';
import type { Order } from '@/entities/order';
import { api, unwrap } from '@/shared/api';
import type { operations } from '@/shared/api';

type StatusBody = NonNullable<operations['setOrderStatus']['requestBody']>['content']['application/json'];
export type StatusChange = StatusBody & { id: number };

/** Sets a status. Fails with `stale_version`, `illegal_transition`, `slot_full` (on reopening), `invalid_fields`. */
export function useSetOrderStatus(): UseMutationResult<Order, Error, StatusChange> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...body }: StatusChange) =>
      (await unwrap(api.POST('/api/orders/{id}/status', { params: { path: { id } }, body }))).data,
    onSuccess: (order) => {
      placeOrder(queryClient, order);
    },
    onError: (error) => {
      const current = currentOrder(error);
      if (current !== null) placeOrder(queryClient, current);
    },
    onSettled: (_order, _error, { id }) => queryClient.invalidateQueries({ queryKey: orderKeys.card(id) }),
  });
}
