import { createPasswords } from './modules/identity/index.js';
import { readEnvironment, secretsOf } from './platform/config/env.js';
import { openDatabase } from './platform/db/database.js';
import { createLogger } from './platform/logging/logger.js';
import { createMetrics } from './platform/metrics.js';
import { createNotificationBus } from './platform/realtime/notification-bus.js';
import { createRedis } from './platform/redis/redis.js';
import { systemClock } from './platform/time.js';
import type { Foundation } from './container.js';

export interface ProcessKind {
  readonly name: 'api' | 'worker';
  readonly poolSize: number;
  /** Longest statement in milliseconds; requests keep the default. */
  readonly statementTimeoutMs?: number;
}

/** What every process of the product stands on, from its environment. @throws ConfigurationError */
export function createFoundation({
  name,
  poolSize,
  statementTimeoutMs,
}: ProcessKind): Foundation & { processName: string } {
  const environment = readEnvironment();
  const logger = createLogger({
    level: environment.logLevel,
    service: name,
    file: environment.logFile,
    masking: environment.logMasking,
  });
  const processName = `crm-${name}-${environment.instance}`;
  const { databaseUrl: url } = environment;
  return {
    environment,
    secrets: secretsOf(environment),
    logger,
    processName,
    clock: systemClock,
    passwords: createPasswords(),
    metrics: createMetrics(processName),
    bus: createNotificationBus({ url, applicationName: `${processName}-bus`, logger }),
    redis: environment.redis && createRedis({ server: environment.redis, clientName: processName, logger }),
    database: openDatabase({
      url,
      applicationName: processName,
      poolSize,
      ...(statementTimeoutMs !== undefined && { statementTimeoutMs }),
      onPoolError: (error) => {
        logger.warn('idle database connection lost', { error });
      },
      onSilence: (error) => {
        logger.warn('database is silent, its connections are ended', { error });
      },
    }),
  };
}
