import type { PlannedEvent } from '../faults/traffic.js';
import type { LiveMessage } from './live-reader.js';

/** Takes the time from the sending of a call's first event to `call.ringing` on an open stream. */
export interface RingWatch {
  readonly onSend: (event: PlannedEvent) => void;
  readonly onMessage: (message: LiveMessage) => void;
  /** What was measured since the last time it was taken: milliseconds, and rings that were sent and did not come. */
  take(): { readonly times: readonly number[]; readonly missing: number };
}

export function createRingWatch(): RingWatch {
  /** By the client's number, which no two calls of a run share. */
  const sentAt = new Map<string, number>();
  let times: number[] = [];
  return {
    onSend: ({ json }) => {
      const event = JSON.parse(json) as { call_state?: string; from: { number: string } };
      if (event.call_state === 'Appeared') sentAt.set(`+${event.from.number}`, performance.now());
    },
    onMessage: ({ type, data, at }) => {
      if (type !== 'call.ringing') return;
      const { phoneClient } = (data as { call: { phoneClient: string } }).call;
      const sent = sentAt.get(phoneClient);
      if (sent === undefined) return;
      sentAt.delete(phoneClient);
      times.push(at - sent);
    },
    take: () => {
      const taken = { times, missing: sentAt.size };
      times = [];
      sentAt.clear();
      return taken;
    },
  };
}
