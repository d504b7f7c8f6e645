import path from 'node:path';
import type { Router } from 'express';
import { createCache, followDrops, type Cache } from './platform/cache/cache.js';
import type { Environment } from './platform/config/env.js';
import { createSecretBox } from './platform/crypto/secret-box.js';
import { sqlOfDb, type Database } from './platform/db/database.js';
import type { Mount } from './platform/http/mount.js';
import { toOpenApi } from './platform/http/openapi.js';
import type { AnyOperation } from './platform/http/operation.js';
import type { JobHandlers, Schedule } from './platform/jobs/jobs.js';
import type { Loop } from './platform/jobs/loop.js';
import type { Logger } from './platform/logging/logger.js';
import type { Metrics } from './platform/metrics.js';
import type { NotificationBus } from './platform/realtime/notification-bus.js';
import type { Clock } from './platform/time.js';
import { createCallsModule, publishCallUpdated } from './modules/calls/index.js';
import {
  assertPassword,
  createIdentityModule,
  createSessionsRepository,
  type Passwords,
} from './modules/identity/index.js';
import { createLiveModule } from './modules/live/index.js';
import { createOperatorsModule } from './modules/operators/index.js';
import { createOrdersModule } from './modules/orders/index.js';
import { createRecordingsModule } from './modules/recordings/index.js';
import { createReferenceModule } from './modules/reference/index.js';
import { createSystemModule } from './modules/system/index.js';
import { sign } from './modules/telephony/mango/index.js';

/** What every process is made of; tests bring their own clock and hashing cost. */
export interface Foundation {
  readonly environment: Environment;
  readonly database: Database;
  readonly bus: NotificationBus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly passwords: Passwords;
}

/** A part of the API: its operations in the order of mounting, and the handlers behind them. */
export interface ApiModule {
  readonly operations: readonly AnyOperation[];
  routes(mount: Mount): void;
}

/** The composition root: the only place that makes modules and knows all of them. */
export function createContainer(foundation: Foundation) {
  const { environment, database, bus, clock, logger, passwords } = foundation;
  const cache: Cache = createCache();
  followDrops(cache, bus);
  const secretBox = createSecretBox(environment.secretsKey);

  const identity = createIdentityModule({
    database,
    bus,
    clock,
    passwords,
    publicUrl: environment.publicUrl,
    jwtSecret: environment.jwtSecret,
    jwtSecretPrevious: environment.jwtSecretPrevious,
    accessTokenSeconds: environment.accessTokenSeconds,
  });
  const live = createLiveModule({ database, bus, logger, actors: identity.actors });

  const reference = createReferenceModule({ database, cache });
  const operators = createOperatorsModule({
    database,
    cache,
    clock,
    hashPassword: passwords.hash,
    assertPassword,
    endSessionsOf: (db, operatorId) =>
      createSessionsRepository(db).revokeOfOperator(operatorId, 'deactivated'),
  });

  const calls = createCallsModule({ database, clock });
  const orders = createOrdersModule({ database, clock });
  const recordings = createRecordingsModule({
    database,
    clock,
    logger,
    dataDir: environment.dataDir,
    s3: environment.s3,
    secretBox,
    linkSecret: environment.secretsKey,
    actorOfSession: (sessionId) => identity.actors.ofSession(sessionId),
    sign,
    publishCallUpdated,
  });

  const modules: ApiModule[] = [identity, calls, recordings, orders, operators, reference, live];
  const system = createSystemModule({
    database,
    migrationsDir: MIGRATIONS_DIR,
    document: lazily(() => JSON.stringify(apiDocument([...modules, system]))),
  });
  modules.push(system);

  return {
    modules,
    identity,
    live,
    cache,
    /** What an API process runs beside its requests. */
    start: () => live.start(),
    stop: () => live.stop(),
    /** What the worker process runs. */
    worker: { loops: [] as Loop[], jobs: {} as JobHandlers, schedules: [] as Schedule[] },
    /** Webhooks: raw bodies, mounted before anything parses them. */
    webhookRoutes: (_router: Router): void => undefined,
  };
}

export type Container = ReturnType<typeof createContainer>;

const MIGRATIONS_DIR = path.join(import.meta.dirname, '../prisma/migrations');

/** The OpenAPI document of these modules. */
export const apiDocument = (modules: readonly ApiModule[]) =>
  toOpenApi(
    {
      title: 'Call-centre CRM API',
      version: '1.0.0',
      description:
        'Instants are ISO 8601 in UTC, days are cut in the time zone of the organisation, slots and visits in that of the city. Money is ' +
        'roubles with two decimals. Failures are RFC 9457 problems with a stable `code`.',
    },
    modules.flatMap(({ operations }) => operations),
  );

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
