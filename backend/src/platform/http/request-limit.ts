import { randomUUID } from 'node:crypto';
import type { Sql } from '../db/database.js';
import { notify, type NotificationBus } from '../realtime/notification-bus.js';
import type { Clock } from '../time.js';

/**
 * The wall around how fast one caller may ask: a bucket of `burst` requests that refills by `perSecond`. Every process keeps its own and
 * decides by itself, without asking the database; several times a second it tells the others what it has let through, and they take it
 * out of theirs. What processes let through before they heard of each other is a debt: a bucket may stand below zero, so that over any
 * longer time one caller gets what one bucket gives, however many processes he asks. While the database is away each process holds its own.
 */
export interface RequestLimit {
  /** Counts a request of a caller. Null when it may pass, else the whole seconds until the next one may. */
  take(caller: string): number | null;
  stop(): void;
}

export interface RequestLimitOptions {
  readonly perSecond: number;
  readonly burst: number;
  readonly clock: Clock;
  readonly bus: NotificationBus;
  readonly sql: Sql;
}

interface Bucket {
  tokens: number;
  /** Milliseconds of the epoch at which `tokens` was right. */
  at: number;
  /** Let through here and not yet told to the others. */
  untold: number;
}

const TELL_EVERY_MS = 250;
/** A request or two are not worth telling; they are told with the next ones. */
const WORTH_TELLING = 3;
/** PostgreSQL takes payloads of less than 8,000 bytes. */
const MOST_TOLD = 300;
const MOST_BUCKETS = 50_000;

export function createRequestLimit(options: RequestLimitOptions): RequestLimit {
  const { burst, clock, bus } = options;
  const buckets = new Map<string, Bucket>();
  const own = randomUUID().slice(0, 8);

  const bucketOf = (caller: string): Bucket => {
    const now = clock.now().getTime();
    const bucket = buckets.get(caller);
    if (bucket) return refilled(bucket, now, options);
    if (buckets.size >= MOST_BUCKETS) dropFull(buckets, now, options);
    const fresh = { tokens: burst, at: now, untold: 0 };
    buckets.set(caller, fresh);
    return fresh;
  };

  const unsubscribe = bus.on('rate', (payload) => {
    const [teller = '', ...counts] = payload.split(' ');
    if (teller === own) return;
    for (const [caller = '', count] of counts.map((text) => text.split('=')))
      bucketOf(caller).tokens -= Number(count);
  });
  const telling = setInterval(() => void tell(options.sql, own, buckets), TELL_EVERY_MS).unref();

  return {
    take: (caller) => {
      const bucket = bucketOf(caller);
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / options.perSecond));
      bucket.tokens -= 1;
      bucket.untold += 1;
      return null;
    },
    stop: () => {
      clearInterval(telling);
      unsubscribe();
    },
  };
}

type Rate = Pick<RequestLimitOptions, 'perSecond' | 'burst'>;

function refilled(bucket: Bucket, now: number, { perSecond, burst }: Rate): Bucket {
  // A clock that was set back gives nothing.
  const seconds = Math.max(0, now - bucket.at) / 1000;
  bucket.tokens = Math.min(burst, bucket.tokens + seconds * perSecond);
  bucket.at = now;
  return bucket;
}

function dropFull(buckets: Map<string, Bucket>, now: number, rate: Rate): void {
  for (const [caller, bucket] of buckets)
    if (refilled(bucket, now, rate).tokens >= rate.burst) buckets.delete(caller);
}

async function tell(sql: Sql, own: string, buckets: ReadonlyMap<string, Bucket>): Promise<void> {
  const told = [...buckets].filter(([, { untold }]) => untold >= WORTH_TELLING).slice(0, MOST_TOLD);
  if (told.length === 0) return;
  const counts = told.map(([caller, bucket]) => ({ caller, bucket, count: bucket.untold }));
  for (const { bucket, count } of counts) bucket.untold -= count;
  const payload = [own, ...counts.map(({ caller, count }) => `${caller}=${String(count)}`)].join(' ');
  try {
    await notify(sql, 'rate', payload);
  } catch {
    // The database is away: told with the next ones.
    for (const { bucket, count } of counts) bucket.untold += count;
  }
}
