import pg from 'pg';
import type { Db, Sql } from '../db/database.js';
import type { Logger } from '../logging/logger.js';

/**
 * PostgreSQL NOTIFY between processes. Payloads are hints ("look again"), never the news itself: a lost one delays, it
 * does not lose. `rate` alone carries counts, which may be lost.
 */
export type Channel = 'live' | 'cache' | 'inbox' | 'session' | 'rate';

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

const CHANNELS: readonly Channel[] = ['live', 'cache', 'inbox', 'session', 'rate'];
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
/** A listener hears nothing of a connection that was lost without a word, so it asks this often; an answer may take this long. */
const ASK_EVERY_MS = 5000;
const PATIENCE_MS = 2000;

/** Tells other processes, when and only when the transaction commits. */
export async function notify(target: Db | Sql, channel: Channel, payload: string): Promise<void> {
  const text = 'SELECT pg_notify($1, $2)::text';
  if ('query' in target) await target.query({ name: 'notify', text, values: [channel, payload] });
  else await target.$queryRawUnsafe(text, channel, payload);
}

/** One listening connection of a process; it comes back by itself with growing pauses. */
export function createNotificationBus(options: NotificationBusOptions): NotificationBus {
  const listeners = new Map<Channel, Set<(payload: string) => void>>();
  const reconnectListeners: (() => void)[] = [];
  const tell = (channel: string, payload: string): void => {
    for (const listener of listeners.get(channel as Channel) ?? []) listener(payload);
  };
  const connection = keepListening(options, tell, () => {
    for (const listener of reconnectListeners) listener();
  });
  return {
    on: (channel, listener) => {
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set.add(listener));
      return () => set.delete(listener);
    },
    onReconnect: (listener) => {
      reconnectListeners.push(listener);
    },
    start: connection.open,
    stop: connection.close,
  };
}

type Tell = (channel: string, payload: string) => void;

function keepListening(options: NotificationBusOptions, tell: Tell, onReconnect: () => void) {
  const state = {
    client: null as pg.Client | null,
    isClosed: false,
    isOpening: false,
    timer: null as NodeJS.Timeout | null,
    pauseMs: FIRST_PAUSE_MS,
  };

  const open = async (): Promise<void> => {
    const client = createClient(options, tell);
    client.on('end', () => {
      if (state.client === client) state.client = null;
      later();
    });
    await client.connect();
    await client.query(CHANNELS.map((channel) => `LISTEN ${channel}`).join('; '));
    askNowAndThen(client);
    state.client = client;
    state.pauseMs = FIRST_PAUSE_MS;
  };
  // A failed attempt tells so twice, by its rejection and by `end`: one of them leads to the next attempt.
  const later = (): void => {
    if (state.isClosed || state.timer) return;
    state.timer = setTimeout(() => void reopen(), state.pauseMs).unref();
  };
  const reopen = async (): Promise<void> => {
    state.timer = null;
    if (state.isClosed || state.client || state.isOpening) return;
    state.pauseMs = Math.min(state.pauseMs * 2, LONGEST_PAUSE_MS);
    state.isOpening = true;
    const failure = await open().then(
      () => null,
      (error: unknown) => ({ error }),
    );
    state.isOpening = false;
    if (!failure) {
      onReconnect();
      return;
    }
    options.logger.warn('notification connection is not back yet', failure);
    later();
  };

  return {
    open,
    close: async (): Promise<void> => {
      state.isClosed = true;
      await state.client?.end();
      state.client = null;
    },
  };
}

/** Ends a connection that gives no answer; its `end` leads to the next one. */
function askNowAndThen(client: pg.Client): void {
  const asking = setInterval(() => {
    client.query('SELECT 1').catch(() => client.end());
  }, ASK_EVERY_MS).unref();
  client.on('end', () => {
    clearInterval(asking);
  });
}

function createClient({ url, applicationName, logger }: NotificationBusOptions, tell: Tell): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on('notification', ({ channel, payload }) => {
    tell(channel, payload ?? '');
  });
  client.on('error', (error) => {
    logger.warn('notification connection lost', { error });
  });
  return client;
}
