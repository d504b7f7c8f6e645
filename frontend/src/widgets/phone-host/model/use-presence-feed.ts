import { useQueryClient } from '@tanstack/react-query';
import { profileKey } from '@/entities/session';
import { useLiveEvent } from '@/shared/api';

/** One's own state of work is also changed by the system, when a call begins and ends. */
export function usePresenceFeed(operatorId: number): void {
  const queryClient = useQueryClient();
  useLiveEvent('presence.changed', ({ id }) => {
    if (id === operatorId) void queryClient.invalidateQueries({ queryKey: profileKey });
  });
}
