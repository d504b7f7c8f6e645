import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type pg from 'pg';
import type { HourlyLimit } from './operation.js';
import { problem } from './problem.js';

/**
 * Limits that hold across processes: the counters are in PostgreSQL (`rate_limit`). Where the database is away the wall is open: the
 * request will be answered 503 by what it asks for anyway.
 */
export interface RateLimitOptions {
  readonly pool: pg.Pool;
  readonly name: string;
  /** Requests of one key within the window. */
  readonly points: number;
  readonly windowSeconds: number;
  readonly keyOf: (req: Request) => string;
  /** Only requests that failed count, so that people who know their password are not slowed. */
  readonly countsFailuresOnly?: boolean;
}

export function createRateLimit(options: RateLimitOptions): RequestHandler {
  const { points, windowSeconds, keyOf, countsFailuresOnly = false } = options;
  return rateLimit({
    windowMs: windowSeconds * 1000,
    limit: points,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    passOnStoreError: true,
    skipSuccessfulRequests: countsFailuresOnly,
    keyGenerator: keyOf,
    store: createStore(options),
    handler: (req, _res, next) => {
      const resetTime = (req as Request & { rateLimit?: { resetTime?: Date } }).rateLimit?.resetTime;
      const seconds = resetTime ? Math.ceil((resetTime.getTime() - Date.now()) / 1000) : windowSeconds;
      next(problem('too_many_requests', { retryAfterSeconds: Math.max(seconds, 1) }));
    },
  });
}

/** The caller's address; of IPv6 the /64, which one household or server commands. */
export const addressOf = (req: Request): string => ipKeyGenerator(req.ip ?? '', 64);

const HOUR_SECONDS = 3600;

/**
 * Counts uses of what a caller may do so many times an hour, by all processes together. A database that is away lets pass, as above.
 * @throws Problem `too_many_requests` from the returned function.
 */
export function createHourlyLimit(pool: pg.Pool) {
  const limiters = new Map<string, RateLimiterPostgres>();
  return async ({ name, perHour }: HourlyLimit, caller: string): Promise<void> => {
    const limiter =
      limiters.get(name) ?? createLimiter({ pool, name, points: perHour, windowSeconds: HOUR_SECONDS });
    limiters.set(name, limiter);
    try {
      await limiter.consume(caller);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) return;
      throw problem('too_many_requests', {
        retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
      });
    }
  };
}

type Counted = Pick<RateLimitOptions, 'pool' | 'name' | 'points' | 'windowSeconds'>;

const createLimiter = ({ pool, name, points, windowSeconds }: Counted): RateLimiterPostgres =>
  new RateLimiterPostgres({
    storeClient: pool,
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: windowSeconds,
    clearExpiredByTimeout: false,
  });

function createStore(options: RateLimitOptions): Store {
  const limiter = createLimiter(options);
  const toInfo = (found: RateLimiterRes) => ({
    totalHits: found.consumedPoints,
    resetTime: new Date(Date.now() + found.msBeforeNext),
  });
  return {
    increment: async (key) => {
      try {
        return toInfo(await limiter.consume(key));
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return toInfo(refused);
        throw refused;
      }
    },
    decrement: async (key) => {
      await limiter.reward(key);
    },
    resetKey: async (key) => {
      await limiter.delete(key);
    },
  };
}
