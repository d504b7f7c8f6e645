import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { Call } from '../model/call';
import { placeCall } from '../model/place-call';
import { callKeys } from './call-keys';

/** Absent keeps, null clears. */
export interface CallChange {
  id: number;
  version: number;
  disposition?: string | null;
  comment?: string | null;
}

/** Sets outcome and comment. A stale version fails with 412 and the call as it stands under `current`. */
export function useUpdateCall(): UseMutationResult<Call, Error, CallChange> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...body }: CallChange) =>
      (await unwrap(api.PATCH('/api/calls/{id}', { params: { path: { id } }, body }))).data,
    onSuccess: async (call) => {
      placeCall(queryClient, call);
      await queryClient.invalidateQueries({ queryKey: callKeys.card(call.id) });
    },
  });
}
