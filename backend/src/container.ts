import path from 'node:path';
import { createCache, followDrops, type Cache } from './platform/cache/cache.js';
import type { Environment } from './platform/config/env.js';
import type { RotatingSecrets } from './platform/config/rotating-secrets.js';
import { createSecretBox, type SecretBox } from './platform/crypto/secret-box.js';
import { openDatabase, type Database } from './platform/db/database.js';
import type { Mount } from './platform/http/mount.js';
import { toOpenApi } from './platform/http/openapi.js';
import type { AnyOperation } from './platform/http/operation.js';
import type { JobHandlers, Schedule } from './platform/jobs/jobs.js';
import type { Loop } from './platform/jobs/loop.js';
import type { Logger } from './platform/logging/logger.js';
import type { Metrics } from './platform/metrics.js';
import type { NotificationBus } from './platform/realtime/notification-bus.js';
import type { Redis } from './platform/redis/redis.js';
import type { Clock } from './platform/time.js';
import { AUDIT_SCHEDULES, createAuditModule } from './modules/audit/index.js';
import {
  callViewsByIds,
  countCallsOf,
  createCallsModule,
  publishCallUpdated,
  recomputeDebts,
  ringBriefsOf,
} from './modules/calls/index.js';
import { createClientDataModule } from './modules/client-data/index.js';
import { createClientsModule } from './modules/clients/index.js';
import {
  createIdentityModule,
  createEmailVerification,
  createNotices,
  createPasswordRules,
  createSessionsRepository,
  type Passwords,
} from './modules/identity/index.js';
import { createInboxModule } from './modules/inbox/index.js';
import { createLiveModule } from './modules/live/index.js';
import { createInvitationsModule } from './modules/invitations/index.js';
import { createLetters, createMailModule, hasMailServer, type Letters } from './modules/mail/index.js';
import { createOperatorsModule } from './modules/operators/index.js';
import { createOrganizationsModule } from './modules/organizations/index.js';
import { countOrdersOf, createOrdersModule, linkCallToOpenOrders } from './modules/orders/index.js';
import { createRecordingsModule, requestRecordingFetches } from './modules/recordings/index.js';
import { createReferenceModule } from './modules/reference/index.js';
import { createRollupLoop, createStatsModule } from './modules/stats/index.js';
import { createSystemModule } from './modules/system/index.js';
import { createTelephonyModule, sign } from './modules/telephony/index.js';
import { UPKEEP_SCHEDULES, createUpkeepJobs } from './upkeep.js';

/** What every process is made of; tests bring their own clock and hashing cost. */
export interface Foundation {
  readonly environment: Environment;
  readonly secrets: RotatingSecrets;
  readonly database: Database;
  readonly bus: NotificationBus;
  /** Null where `REDIS_URL` is not set. Connected in API processes alone. */
  readonly redis: Redis | null;
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
  const { database, logger } = foundation;
  const cache = createCache();
  followDrops(cache, foundation.bus);
  const parts = createParts(foundation, cache);
  const { identity, live, inbox, telephony, recordings, audit } = parts;

  const modules: ApiModule[] = [
    ...[identity, parts.calls, parts.clients, parts.clientData, recordings, parts.orders, parts.stats],
    // Telephony before the reference lists: `/phones/unassigned` is no number’s id.
    ...[parts.operators, parts.organizations, parts.invitations, inbox, telephony],
    ...[parts.reference, parts.mail, live, audit],
  ];
  const system = createSystemModule({
    ...{ database, redis: foundation.redis, registry: foundation.metrics.registry },
    migrationsDir: MIGRATIONS_DIR,
    document: lazily(() => JSON.stringify(apiDocument(modules))),
  });
  modules.push(system);

  return {
    modules,
    identity,
    live,
    inbox,
    telephony,
    recordings,
    /** Raw bodies: mounted before anything parses them. */
    webhookRoutes: telephony.webhookRoutes,
    /** What an API process runs beside its requests. */
    start: async (): Promise<void> => {
      await inbox.start();
      await live.start();
    },
    /** Ends live streams; requests and webhooks are still answered. */
    drain: (): Promise<void> => live.stop(),
    /** Once no request comes any more. */
    stop: (): Promise<void> => inbox.stop(),
    /** What the worker process runs. */
    worker: {
      loops: [...telephony.loops, createRollupLoop({ database, logger }), audit.loop] as readonly Loop[],
      jobs: {
        ...recordings.jobs,
        ...identity.jobs,
        ...audit.jobs,
        ...createUpkeepJobs(foundation),
        ...parts.mail.jobs,
        ...parts.clientData.jobs,
      } satisfies JobHandlers,
      schedules: [identity, parts.mail, recordings]
        .flatMap((module): readonly Schedule[] => module.schedules)
        .concat(UPKEEP_SCHEDULES, AUDIT_SCHEDULES),
    },
  };
}

/** The modules, lower ones first; what a lower one needs of a higher one is handed in as a function. */
function createParts(foundation: Foundation, cache: Cache) {
  const { environment, secrets, database, bus, clock, logger, metrics } = foundation;
  const { registry } = metrics;
  const { publicUrl } = environment;
  const secretBox = createSecretBox(secrets);
  const letters = createLetters({ secretBox, clock });
  const people = createPeople(foundation, { cache, letters, secretBox });
  const inbox = createInboxModule({
    ...{ database, clock, logger, registry },
    databaseUrl: environment.databaseUrl,
    dataDir: environment.dataDir,
    reserveSpool: environment.mode === 'production',
  });
  const ports = {
    ...{ callViewsByIds, ringBriefsOf, recomputeDebts, linkCallToOpenOrders, requestRecordingFetches },
    takePresenceStep: people.operators.presence.take,
  };
  const { actors } = people.identity;
  return {
    ...people,
    audit: createAuditModule({ database, clock, logger, dataDir: environment.dataDir }),
    inbox,
    mail: createMailModule({ database, clock, logger, secretBox, publicUrl, mail: environment.mail }),
    recordings: createRecordingsModule({
      ...{ database, clock, logger, secretBox, sign, publishCallUpdated },
      dataDir: environment.dataDir,
      s3: environment.s3,
      linkSecret: environment.secretsKey,
      actorOfSession: (sessionId) => actors.ofSession(sessionId),
    }),
    calls: createCallsModule({ database, clock, cache }),
    clients: createClientsModule({ database }),
    clientData: createClientDataModule({ database, clock, logger, secretBox }),
    orders: createOrdersModule({ database, clock }),
    stats: createStatsModule({ database, cache, clock }),
    telephony: createTelephonyModule({
      ...{ database, bus, clock, logger, registry },
      ...{ secretBox, publicUrl, inbox, ports },
    }),
    live: createLiveModule({ database, bus, logger, actors }),
  };
}

interface PeopleParts {
  readonly cache: Cache;
  readonly letters: Letters;
  readonly secretBox: SecretBox;
}

/** Who signs in, whom the organisation employs, and the lists they choose from. */
function createPeople(
  { environment, secrets, database, redis, bus, clock, passwords, logger }: Foundation,
  { cache, letters, secretBox }: PeopleParts,
) {
  const passwordRules = createPasswordRules(database);
  const { publicUrl } = environment;
  const notices = createNotices({ letters });
  const emailVerification = createEmailVerification({ letters, notices, publicUrl, clock });
  const hashPassword = (password: string): Promise<string> => passwords.hash(password);
  const operators = createOperatorsModule({
    ...{ database, cache, clock, passwordRules, notices, hashPassword },
    setEmail: (db, address) => emailVerification.setUnverified(db, address),
    endSessionsOf: (db, operatorId, reason) =>
      createSessionsRepository(db).revokeOfOperator(operatorId, reason),
  });
  const identity = createIdentityModule({
    ...environment,
    ...{ secrets, database, redis, bus, clock, passwords, logger },
    ...{ passwordRules, notices, letters, secretBox, emailVerification },
    countWork: async (person) => ({
      calls: await countCallsOf(database.sql, person),
      orders: await countOrdersOf(database.sql, person),
    }),
    onSignedOut: (db, { organizationId, operatorId }) =>
      operators.presence.take(
        db,
        { organizationId, operatorId },
        { step: { kind: 'signed_off' }, setBy: 'system' },
      ),
  });
  const organizations = createOrganizationsModule({
    ...{ database, cache, clock, hashPassword },
    openPatientDatabase: () => openPatientDatabase(environment),
  });
  const invitations = createInvitationsModule({
    ...{ database, clock, letters, publicUrl, passwordRules, hashPassword },
    employment: operators.employment,
    hasMailServer: (organizationId) => hasMailServer({ database, mail: environment.mail }, organizationId),
    setEmail: (db, address) => emailVerification.setUnverified(db, address),
  });
  const reference = createReferenceModule({ database, cache });
  return { identity, operators, organizations, invitations, reference };
}

/** For the rare work that takes minutes: its one connection is not among those of requests, whose silence has an end. */
const openPatientDatabase = ({ databaseUrl: url }: Environment): Database =>
  openDatabase({
    url,
    applicationName: 'patient',
    poolSize: 1,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: PATIENCE_MS,
    transactionTimeoutMs: PATIENCE_MS,
  });

export type Container = ReturnType<typeof createContainer>;

const PATIENCE_MS = 15 * 60_000;
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
