import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import type pg from 'pg';
import { createApp } from './app.js';
import { createContainer } from './container.js';
import { createFoundation } from './foundation.js';
import { createPool } from './platform/db/database.js';
import { createCallerLimits } from './caller-limits.js';
import { addressOf, createRateLimit } from './platform/http/rate-limits.js';
import { exitOnUnknownState, onStop, tellReady, tellWhyAndExit } from './process.js';

const POOL_SIZE = 10;
/** Counting attempts must not add to the wait for a database that is away; a wall that cannot be asked lets pass. */
const LIMITS_TIMEOUTS = { connectTimeoutMs: 300, statementTimeoutMs: 500 };
/** Busy keep-alive connections leave by themselves within this time, so a reload fails no request. */
const LEAVE_MS = 1500;

async function main(): Promise<void> {
  const foundation = createFoundation({ name: 'api', poolSize: POOL_SIZE });
  const { environment, database, redis, bus, logger, processName } = foundation;
  exitOnUnknownState(logger);
  const limitsPool = createPool({
    url: environment.databaseUrl,
    applicationName: `${processName}-limits`,
    poolSize: 2,
    ...LIMITS_TIMEOUTS,
  });
  const container = createContainer(foundation);
  const callerLimits = createCallerLimits(foundation, limitsPool);
  const state = { isDraining: false };
  const app = createApp(foundation, container, {
    isDraining: () => state.isDraining,
    limits: limitsOf(limitsPool),
    callerLimits,
  });

  await bus.start();
  await redis?.start();
  await container.start();
  const server = app.listen(environment.port, environment.host, (error) => {
    if (error) tellWhyAndExit(error);
    logger.info('api listens', { port: environment.port, host: environment.host });
    tellReady();
  });
  // Longer than the proxy in front keeps them, so that it never writes to a connection that is just being closed.
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 66_000;
  server.requestTimeout = 30_000;

  onStop(logger, async () => {
    state.isDraining = true;
    await container.drain();
    await new Promise((resolve) => setTimeout(resolve, LEAVE_MS));
    await closeServer(server);
    await container.stop();
    callerLimits.requests.stop();
    await bus.stop();
    redis?.stop();
    await database.close();
    await limitsPool.end();
  });
}

/** Walls per minute and address around what can be guessed or flooded; sign-in has its own throttle, by login and device too. */
function limitsOf(pool: pg.Pool): Readonly<Record<string, RequestHandler>> {
  const limit = (name: string, points: number, countsFailuresOnly = true): RequestHandler =>
    createRateLimit({ pool, name, points, windowSeconds: 60, keyOf: addressOf, countsFailuresOnly });
  return {
    '/auth/refresh': limit('refresh', 120),
    '/auth/password': limit('password', 20),
    '/auth/email/verify': limit('email', 20),
    '/invitations/check': limit('invitation', 20),
    '/invitations/accept': limit('invitation-accept', 20),
    '/auth/unlock': limit('unlock', 20, false),
    // A way to a provider writes a row and asks outside: successes count too.
    '/auth/oauth': createRateLimit({ pool, name: 'oauth', points: 60, windowSeconds: 60, keyOf: addressOf }),
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}

main().catch(tellWhyAndExit);
