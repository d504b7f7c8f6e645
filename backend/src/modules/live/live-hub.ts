import type { Sql } from '../../platform/db/database.js';
import { createLoop, type Loop } from '../../platform/jobs/loop.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { NotificationBus } from '../../platform/realtime/notification-bus.js';
import {
  LIVE_BATCH,
  currentPosition,
  eventsAfter,
  hasUnsettled,
  type LiveEventRow,
  type Position,
} from './live.queries.js';

export interface LiveListener {
  readonly onEvents: (events: readonly LiveEventRow[]) => void;
  /** The process is ending: the client should go to another. */
  readonly onStop: () => void;
}

/** One reader of the outbox in a process; it gives every event once, in order, to the streams of that process. */
export interface LiveHub {
  /** Where the reader stands: the listener gets what comes after. */
  subscribe(listener: LiveListener): { position: Position; unsubscribe: () => void };
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveHubDeps {
  readonly sql: Sql;
  readonly bus: NotificationBus;
  readonly logger: Logger;
}

/** The safety net under lost notifications. */
const LOOK_EVERY_MS = 1000;
/** A committed event waits for older transactions that are still open; they end within milliseconds. */
const LOOK_AGAIN_MS = 5;

export function createLiveHub({ sql, bus, logger }: LiveHubDeps): LiveHub {
  const listeners = new Set<LiveListener>();
  let position: Position = { xid: '0', id: 0 };

  const pass = async (): Promise<boolean> => {
    const events = await eventsAfter(sql, position);
    const last = events.at(-1);
    if (last) {
      position = { xid: last.xid, id: last.id };
      for (const { onEvents } of listeners) onEvents(events);
    }
    if (events.length === LIVE_BATCH) return true;
    if (!(await hasUnsettled(sql, position))) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    return true;
  };
  const loop: Loop = createLoop({ name: 'live events', work: pass, idleMs: LOOK_EVERY_MS, logger });
  const stopListening = bus.on('live', () => {
    loop.wake();
  });

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return { position, unsubscribe: () => listeners.delete(listener) };
    },
    start: async () => {
      position = await currentPosition(sql);
      loop.start();
    },
    stop: async () => {
      stopListening();
      await loop.stop();
      for (const { onStop } of [...listeners]) onStop();
    },
  };
}
