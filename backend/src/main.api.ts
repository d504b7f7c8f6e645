import type { Server } from 'node:http';
import { createApp } from './app.js';
import { createContainer } from './container.js';
import { createPasswords } from './modules/identity/index.js';
import { ConfigurationError, readEnvironment } from './platform/config/env.js';
import { createPool, openDatabase } from './platform/db/database.js';
import { addressOf, createRateLimit } from './platform/http/rate-limits.js';
import { createLogger, type Logger } from './platform/logging/logger.js';
import { createMetrics } from './platform/metrics.js';
import { createNotificationBus } from './platform/realtime/notification-bus.js';
import { systemClock } from './platform/time.js';
import { exitOnUnknownState, onStop } from './process.js';

const POOL_SIZE = 10;
/** Busy keep-alive connections leave by themselves within this time, so a reload fails no request. */
const LEAVE_MS = 1500;

async function main(): Promise<void> {
  const environment = readEnvironment();
  const logger = createLogger({ level: environment.logLevel, service: 'api', file: environment.logFile });
  exitOnUnknownState(logger);
  const applicationName = `crm-api-${process.env['NODE_APP_INSTANCE'] ?? '0'}`;
  const onPoolError = (error: Error): void => {
    logger.warn('idle database connection lost', { error });
  };
  const database = openDatabase({ url: environment.databaseUrl, applicationName, poolSize: POOL_SIZE, onPoolError });
  const limitsPool = createPool({ url: environment.databaseUrl, applicationName: `${applicationName}-limits`, poolSize: 2, onPoolError });
  const bus = createNotificationBus({ url: environment.databaseUrl, applicationName: `${applicationName}-bus`, logger });
  const metrics = createMetrics(applicationName);
  const foundation = { environment, database, bus, clock: systemClock, logger, metrics, passwords: createPasswords() };
  const container = createContainer(foundation);
  let draining = false;
  const limit = (name: string, points: number, countsFailuresOnly: boolean) =>
    createRateLimit({ pool: limitsPool, name, points, windowSeconds: 60, keyOf: addressOf, countsFailuresOnly });
  const app = createApp(foundation, container, {
    isDraining: () => draining,
    limits: { '/auth/login': limit('login', 20, true), '/auth/refresh': limit('refresh', 120, true), '/auth/password': limit('password', 20, true) },
  });

  await bus.start();
  await container.live.start();
  const server = app.listen(environment.port, environment.host, (error) => {
    if (error) throw error;
    logger.info('api listens', { port: environment.port, host: environment.host });
    process.send?.('ready');
  });
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 66_000;
  server.requestTimeout = 30_000;

  onStop(logger, async () => {
    draining = true;
    await container.live.stop();
    await new Promise((resolve) => setTimeout(resolve, LEAVE_MS));
    await closeServer(server);
    await bus.stop();
    await database.close();
    await limitsPool.end();
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}

function tellAndExit(error: unknown, logger?: Logger): never {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
  logger?.error('start failed', { error });
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

main().catch((error: unknown) => tellAndExit(error));
