import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { orderKeys } from '@/entities/order';
import { api, unwrap } from '@/shared/api';
import type { NewOrder } from '../model/order-values';

/**
 * Books a visit. One attempt has one `Idempotency-Key`, so pressing again after a lost answer makes no second order;
 * changed fields are a new attempt. Fails with `slot_full` (`extensions.nearest`: free starts) and `invalid_fields`.
 */
export function useCreateOrder() {
  const queryClient = useQueryClient();
  const attempt = useRef({ text: '', key: '' });
  return useMutation({
    mutationFn: async (body: NewOrder) => {
      const text = JSON.stringify(body);
      if (attempt.current.text !== text) attempt.current = { text, key: crypto.randomUUID() };
      const headers = { 'Idempotency-Key': attempt.current.key };
      return (await unwrap(api.POST('/api/orders', { body, headers }))).data;
    },
    onSettled: (_order, _error, { city }) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: [...orderKeys.slots, city] }),
        queryClient.invalidateQueries({ queryKey: orderKeys.ofPhones }),
      ]),
  });
}
