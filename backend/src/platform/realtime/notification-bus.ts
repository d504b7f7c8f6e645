import pg from 'pg';
import type { Db, Sql } from '../db/database.js';
import type { Logger } from '../logging/logger.js';

/**
 * PostgreSQL NOTIFY between processes. Payloads are hints ("look again"), never the news itself: a lost one delays, it does not lose.
 */
export type Channel = 'live' | 'cache' | 'inbox' | 'session';

export interface NotificationBus {
  /** Calls `listener` with the payload of each notification; returns the function that ends it. */
  on(channel: Channel, listener: (payload: string) => void): () => void;
  /** Called after a lost connection is back: whatever was said meanwhile was missed. */
  onReconnect(listener: () => void): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface NotificationBusOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly logger: Logger;
}

const CHANNELS: readonly Channel[] = ['live', 'cache', 'inbox', 'session'];
const LONGEST_PAUSE_MS = 5000;

/** Tells other processes, when and only when the transaction commits. */
export async function notify(target: Db | Sql, channel: Channel, payload: string): Promise<void> {
  const text = 'SELECT pg_notify($1, $2)::text';
  if ('query' in target) await target.query({ name: 'notify', text, values: [channel, payload] });
  else await target.$queryRawUnsafe(text, channel, payload);
}

/** One listening connection of a process; it comes back by itself with growing pauses. */
export function createNotificationBus({ url, applicationName, logger }: NotificationBusOptions): NotificationBus {
  const listeners = new Map<Channel, Set<(payload: string) => void>>();
  const reconnectListeners: (() => void)[] = [];
  let client: pg.Client | null = null;
  let stopped = false;
  let pauseMs = 100;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      keepAlive: true,
      connectionTimeoutMillis: 2000,
    });
    next.on('notification', ({ channel, payload }) => {
      for (const listener of listeners.get(channel as Channel) ?? []) listener(payload ?? '');
    });
    next.on('error', (error) => {
      logger.warn('notification connection lost', { error });
    });
    next.on('end', () => {
      if (client === next) client = null;
      if (!stopped) setTimeout(() => void reconnect(), pauseMs).unref();
    });
    await next.connect();
    await next.query(CHANNELS.map((channel) => `LISTEN ${channel}`).join('; '));
    client = next;
    pauseMs = 100;
  };

  const reconnect = async (): Promise<void> => {
    if (stopped || client) return;
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    try {
      await connect();
      for (const listener of reconnectListeners) listener();
    } catch (error) {
      logger.warn('notification connection is not back yet', { error });
      // A connection that failed before it stood emits no `end` in every case.
      setTimeout(() => void reconnect(), pauseMs).unref();
    }
  };

  return {
    on: (channel, listener) => {
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set.add(listener));
      return () => set.delete(listener);
    },
    onReconnect: (listener) => {
      reconnectListeners.push(listener);
    },
    start: connect,
    stop: async () => {
      stopped = true;
      await client?.end();
      client = null;
    },
  };
}
