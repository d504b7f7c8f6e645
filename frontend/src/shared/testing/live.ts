import { act } from '@testing-library/react';
import type { LiveEvent } from '@/shared/api';
import { publish } from '../api/live-events/live-bus';

/** A live event as if the stream had brought it; React has drawn what follows when this returns. */
export function emitLive(type: LiveEvent['type'], data: object): void {
  act(() => {
    publish({ type, data: { at: new Date().toISOString(), ...data } } as LiveEvent);
  });
}
