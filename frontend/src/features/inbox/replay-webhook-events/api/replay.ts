import { useMutation, useQueryClient } from '@tanstack/react-query';
import { telephonyAccountsKey } from '@/entities/telephony-account';
import { webhookEventKeys } from '@/entities/webhook-event';
import { api, unwrap } from '@/shared/api';

/** Applies one event again; what it tells is applied once however often. */
export function useReplayEvent() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (id: number) => {
      const params = { path: { id } };
      return (await unwrap(api.POST('/api/admin/webhook-events/{id}/replay', { params }))).data;
    },
    onSuccess: refresh,
  });
}

/** Applies all events that were given up, or all that wait for their next attempt; answers how many. */
export function useReplayAll() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (status: 'dead' | 'failed') =>
      (await unwrap(api.POST('/api/admin/webhook-events/replay', { body: { status } }))).data.replayed,
    onSuccess: refresh,
  });
}

function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: webhookEventKeys.all }),
      queryClient.invalidateQueries({ queryKey: telephonyAccountsKey }),
    ]);
  };
}
