import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, ApiProblem, unwrap } from '@/shared/api';
import type { operations } from '@/shared/api';
import type { Order } from '../model/order';
import { placeOrder } from '../model/place-order';
import { orderKeys } from './order-keys';

type UpdateBody = operations['updateOrder']['requestBody'] extends infer Body
  ? NonNullable<Body> extends { content: { 'application/json': infer Json } }
    ? Json
    : never
  : never;

/** Absent keeps, null clears. */
export type OrderChange = UpdateBody & { id: number };

/** Changes fields. Fails with `stale_version` (412, the order as it stands under `current`), `slot_full`, 422. */
export function useUpdateOrder(): UseMutationResult<Order, Error, OrderChange> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...body }: OrderChange) =>
      (await unwrap(api.PATCH('/api/orders/{id}', { params: { path: { id } }, body }))).data,
    onSuccess: async (order) => {
      placeOrder(queryClient, order);
      await queryClient.invalidateQueries({ queryKey: orderKeys.card(order.id) });
    },
    onError: async (error, { id }) => {
      const current = currentOrder(error);
      if (current === null) return;
      placeOrder(queryClient, current);
      await queryClient.invalidateQueries({ queryKey: orderKeys.card(id) });
    },
  });
}

/** The order as it stands, of a refusal because it has changed. */
export function currentOrder(error: unknown): Order | null {
  if (!(error instanceof ApiProblem) || error.code !== 'stale_version') return null;
  const { current } = error;
  return typeof current === 'object' && current !== null && 'statusOrder' in current
    ? (current as Order)
    : null;
}
