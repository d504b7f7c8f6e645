import NodeCache from 'node-cache';
import type { Db, Sql } from '../db/database.js';
import { notify, type NotificationBus } from '../realtime/notification-bus.js';

/**
 * Reads that may be as old as their time to live: reference lists and statistics. Never sessions, permissions or single rows.
 * Each process has its own; a change of the data drops the area in every process.
 */
export interface Cache {
  /** The value of a key, loaded once for all who ask at the same time. A failed load is not kept. */
  cached<T>(key: string, ttlSeconds: number, load: () => Promise<T>): Promise<T>;
  /** Drops this process's keys that start with the prefix. */
  drop(prefix: string): void;
  dropAll(): void;
}

const MAX_KEYS = 5000;

export function createCache(): Cache {
  const store = new NodeCache({ useClones: false, checkperiod: 60, maxKeys: MAX_KEYS });
  const loading = new Map<string, Promise<unknown>>();
  // Counts drops, so that a load that began before a drop does not put its old value back.
  let generation = 0;

  const load = async <T>(key: string, ttlSeconds: number, work: () => Promise<T>): Promise<T> => {
    const startedIn = generation;
    const value = await work();
    if (startedIn === generation) keep(store, key, { value, ttlSeconds });
    return value;
  };

  return {
    cached: <T>(key: string, ttlSeconds: number, work: () => Promise<T>): Promise<T> => {
      const held = store.get<{ value: T }>(key);
      if (held) return Promise.resolve(held.value);
      const underway = loading.get(key) as Promise<T> | undefined;
      if (underway) return underway;
      const started = load(key, ttlSeconds, work).finally(() => {
        if (loading.get(key) === started) loading.delete(key);
      });
      loading.set(key, started);
      return started;
    },
    drop: (prefix) => {
      generation += 1;
      for (const key of loading.keys()) if (key.startsWith(prefix)) loading.delete(key);
      store.del(store.keys().filter((key) => key.startsWith(prefix)));
    },
    dropAll: () => {
      generation += 1;
      loading.clear();
      store.flushAll();
    },
  };
}

function keep(
  store: NodeCache,
  key: string,
  { value, ttlSeconds }: { value: unknown; ttlSeconds: number },
): void {
  // node-cache throws when it is full; a full cache is no reason to fail a read.
  if (store.getStats().keys >= MAX_KEYS) store.flushAll();
  store.set(key, { value }, ttlSeconds);
}

/** Areas of cached data; the key of an area starts with `area:organizationId:`. */
export type CacheArea = 'reference' | 'stats';

export const areaKey = (area: CacheArea, organizationId: number): string =>
  `${area}:${String(organizationId)}:`;

/** Drops an area in every process, when and only when the transaction commits. */
export const dropArea = (target: Db | Sql, area: CacheArea, organizationId: number): Promise<void> =>
  notify(target, 'cache', areaKey(area, organizationId));

/** Makes the cache follow what other processes drop; after a lost connection nothing it holds is trusted. */
export function followDrops(cache: Cache, bus: NotificationBus): void {
  bus.on('cache', (prefix) => {
    cache.drop(prefix);
  });
  bus.onReconnect(() => {
    cache.dropAll();
  });
}
