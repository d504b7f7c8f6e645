/**
 * The inbox: what outside systems post, kept as bytes before they hear 200, and applied later by whoever understands it. Owns receiving
 * without loss (database, or a spool on disk while that is away), the queue with its retries, and its page for admins.
 */
import path from 'node:path';
import type { Registry } from 'prom-client';
import { createPool, sqlOf, type Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { Clock } from '../../platform/time.js';
import { inboxOperations } from './inbox.contract.js';
import { createInboxMetrics } from './inbox.metrics.js';
import { createInboxProcessor, type InboxHandler, type InboxProcessor } from './inbox.processor.js';
import { inboxRoutes } from './inbox.routes.js';
import { createInboxService } from './inbox.service.js';
import { createInboxStore, type InboxStore } from './inbox.store.js';
import { createSpool } from './spool/spool.js';

export type { InboxEvent } from './inbox.repository.js';
export type { InboxHandler, InboxProcessor, Refusal } from './inbox.processor.js';
export type { InboxMetrics } from './inbox.metrics.js';
export type { InboxStore } from './inbox.store.js';

export interface InboxDeps {
  readonly database: Database;
  /** For the pool of the webhooks, which is theirs alone. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly spoolBytes?: number;
  /** Fills the spool with zeros beforehand, so that a full disk cannot stop it. Off in tests. */
  readonly reserveSpool?: boolean;
}

const POOL_SIZE = 3;
const STATEMENT_TIMEOUT_MS = 800;
const SPOOL_BYTES = 64 * 1024 * 1024;

export function createInboxModule(deps: InboxDeps) {
  const { database, clock, logger, registry } = deps;
  const pool = createPool({
    url: deps.databaseUrl,
    applicationName: 'crm-inbox',
    poolSize: POOL_SIZE,
    // Webhooks come before anybody's organisation is looked up.
    rowScope: 'all',
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    onPoolError: (error) => {
      logger.warn('idle connection of the inbox lost', { error });
    },
  });
  const spool = createSpool({
    folder: path.join(deps.dataDir, 'spool'),
    capacityBytes: deps.spoolBytes ?? SPOOL_BYTES,
    isReserved: deps.reserveSpool ?? false,
    onReserveFailure: (error) => {
      logger.warn('spool could not be reserved on disk', { error });
    },
  });
  const metrics = createInboxMetrics({ registry, sql: database.sql, spoolBytes: () => spool.bytes });
  const store: InboxStore = createInboxStore({ sql: sqlOf(pool), spool, metrics, logger, clock });
  const service = createInboxService({ database });

  return {
    operations: inboxOperations as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      inboxRoutes(mount, service);
    },
    store,
    metrics,
    /** For the worker: applies stored events by the handler of their sender. */
    createProcessor: (handlers: Readonly<Record<string, InboxHandler>>): InboxProcessor =>
      createInboxProcessor({ database, handlers, metrics, logger }),
    /** In API processes: opens the spool and brings in what dead processes left. */
    start: () => store.start(),
    stop: async (): Promise<void> => {
      await store.stop();
      await pool.end();
    },
  };
}

export type InboxModule = ReturnType<typeof createInboxModule>;
