import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { subscribe } from '@/shared/api';
import { callKeys } from '../api/call-keys';
import { callEventTypes } from './call-event';

/** Asks anew for the card of a call whenever an event speaks of it: legs and recordings do not come with events. */
export function useFreshCall(callId: number): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const stops = callEventTypes.map((type) =>
      subscribe(type, ({ id }) => {
        if (id === callId) void queryClient.invalidateQueries({ queryKey: callKeys.card(callId) });
      }),
    );
    return () => {
      stops.forEach((stop) => {
        stop();
      });
    };
  }, [queryClient, callId]);
}
