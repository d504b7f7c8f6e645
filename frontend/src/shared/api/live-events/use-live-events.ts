import { useQueryClient } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { subscribe } from './live-bus';
import type { LiveEventMap, LiveEventType } from './live-event';

const gatherMs = 250;

/** Hears one kind of event while the component is on the screen. */
export function useLiveEvent<Type extends LiveEventType>(
  type: Type,
  handler: (data: LiveEventMap[Type]) => void,
): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  }, [handler]);
  useEffect(
    () =>
      subscribe(type, (data) => {
        latest.current(data);
      }),
    [type],
  );
}

/**
 * Asks again for what `queryKey` begins when one of these events comes. The first event acts at once; those within the
 * next quarter of a second are answered together. Pass constants: both arguments are compared by identity.
 */
export function useLiveInvalidation(types: readonly LiveEventType[], queryKey: QueryKey): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let more = false;
    const invalidate = (): void => {
      more = false;
      void queryClient.invalidateQueries({ queryKey });
      timer = setTimeout(() => {
        timer = undefined;
        if (more) invalidate();
      }, gatherMs);
    };
    const onEvent = (): void => {
      if (timer === undefined) invalidate();
      else more = true;
    };
    const unsubscribes = types.map((type) => subscribe(type, onEvent));
    return () => {
      clearTimeout(timer);
      unsubscribes.forEach((unsubscribe) => {
        unsubscribe();
      });
    };
  }, [queryClient, types, queryKey]);
}

/** Asks again for everything shown when the server says that events were missed. Once, in the shell. */
export function useLiveReload(): void {
  const queryClient = useQueryClient();
  useLiveEvent('reload', () => {
    void queryClient.invalidateQueries();
  });
}
