import type { Socket } from 'node:net';
import pg from 'pg';
import { sqlStateOf } from './database-errors.js';

/** How often the server is asked whether it is there, and how long it may take to say so. */
const BEAT_MS = 400;
const PATIENCE_MS = 1200;
/** A beat that ended this much later than it should have says that this process stood still, not the server. */
const OWN_DELAY_MS = 300;

/** What `pg` keeps of a connection and its types leave out. */
interface Wire {
  readonly readyForQuery: boolean;
  readonly connection: { readonly stream: Socket };
}
const wireOf = (client: pg.PoolClient): Wire => client as unknown as Wire;
const silence = (): Error => new Error('Connection terminated: the server is silent');

/**
 * Ends a connection whose statement has heard nothing of the server for `ms`. The `query_timeout` of `pg` is not used: it fails the
 * statement and leaves the connection as it is, so that a transaction whose rollback got no answer either would go back to the pool
 * open and swallow what the next caller writes.
 */
export function endWhenSilent(pool: pg.Pool, ms: number): void {
  pool.on('connect', (client) => {
    const wire = wireOf(client);
    const { stream } = wire.connection;
    stream.setTimeout(ms, () => {
      if (!wire.readyForQuery) stream.destroy(silence());
    });
  });
}

export interface PulseOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly onSilence: (error: unknown) => void;
}

/**
 * Asks the server for a sign of life over a connection of its own and ends all connections of the pool when none comes, so that nobody
 * waits for a server that hangs. Statements may take long all the same. Returns the function that ends the watch.
 */
export function watchPulse(
  pool: pg.Pool,
  { url, applicationName, onSilence }: PulseOptions,
): () => Promise<void> {
  const clients = new Set<pg.PoolClient>();
  pool.on('connect', (client) => clients.add(client));
  pool.on('remove', (client) => clients.delete(client));

  const own = new pg.Pool({
    connectionString: url,
    application_name: applicationName,
    max: 1,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    idleTimeoutMillis: 0,
  });
  // The next beat opens another connection.
  own.on('error', () => undefined);

  const beat = async (): Promise<void> => {
    const startedAt = performance.now();
    try {
      await own.query('SELECT 1');
    } catch (error) {
      const hasAnswered = sqlStateOf(error) !== null;
      const stoodStill = performance.now() - startedAt > PATIENCE_MS + OWN_DELAY_MS;
      if (hasAnswered || stoodStill || clients.size === 0) return;
      onSilence(error);
      for (const client of clients) wireOf(client).connection.stream.destroy(silence());
    }
  };

  let timer: NodeJS.Timeout | null = null;
  let isOver = false;
  const next = (): void => {
    if (!isOver) timer = setTimeout(() => void beat().finally(next), BEAT_MS).unref();
  };
  next();
  return async () => {
    isOver = true;
    if (timer) clearTimeout(timer);
    await own.end();
  };
}
