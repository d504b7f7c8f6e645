import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { subscribe } from '@/shared/api';
import { callKeys } from '../api/call-keys';

/** What makes a caller wait, or wait no longer. */
const turns = ['call.ringing', 'call.connected', 'call.ended'] as const;
/** The server's answer may be a second old, so one that is asked for earlier might not know of the event yet. */
const settledMs = 1200;
/** Pages that hear the same event do not all ask at once. */
const spreadMs = 800;

/** Asks for the queue anew after events of calls, at most about once a second however many come. Once, in the shell. */
export function useQueueFeed(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let heardAt = 0;
    const plan = (): void => {
      timer ??= setTimeout(ask, settledMs + Math.random() * spreadMs);
    };
    const ask = (): void => {
      timer = undefined;
      void queryClient.invalidateQueries({ queryKey: callKeys.queue });
      if (Date.now() - heardAt < settledMs) plan();
    };
    const stops = turns.map((type) =>
      subscribe(type, () => {
        heardAt = Date.now();
        plan();
      }),
    );
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => {
        stop();
      });
    };
  }, [queryClient]);
}
