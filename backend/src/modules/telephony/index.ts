/**
 * Telephony: Mango Office's webhooks become calls. Owns the vendor's protocol (`mango/`, pure), the projection of its events into calls,
 * legs and recordings, what happens by the passing of time, and the telephony page for admins. Writes calls; `calls` reads them.
 */
import type { Router } from 'express';
import { Counter, type Registry } from 'prom-client';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import { createLoop, type Loop } from '../../platform/jobs/loop.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { NotificationBus } from '../../platform/realtime/notification-bus.js';
import type { Clock } from '../../platform/time.js';
import type { InboxModule, InboxProcessor } from '../inbox/index.js';
import { createAccounts } from './accounts.js';
import { createAccountsService } from './accounts.service.js';
import { createNumbersService } from './numbers.service.js';
import type { CallPorts } from './projection/ports.js';
import { createProjection } from './projection/projection.js';
import { createSweeps, type Sweeps } from './sweeps.js';
import { telephonyOperations } from './telephony.contract.js';
import { telephonyRoutes } from './telephony.routes.js';
import { receiveMangoEvent } from './webhook.contract.js';
import { mangoWebhookRoutes } from './webhook.routes.js';

export {
  eraseCalls,
  eraseStoredEvents,
  hasErasableCalls,
  liveCallsOf,
  type ErasedClient,
} from './erasure/erase-calls.js';
export { sign } from './mango/index.js';
export type { CallPorts } from './projection/ports.js';

export interface TelephonyDeps {
  readonly database: Database;
  readonly bus: NotificationBus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly secretBox: SecretBox;
  /** The address under which telephony reaches us. */
  readonly publicUrl: URL;
  readonly inbox: InboxModule;
  readonly ports: CallPorts;
}

/** The look for events nobody woke us for. */
const INBOX_IDLE_MS = 1000;
const SWEEP_EVERY_MS = 2000;

export function createTelephonyModule(deps: TelephonyDeps) {
  const { database, bus, clock, logger, inbox, ports, secretBox, publicUrl } = deps;
  const accounts = createAccounts({ sql: database.sql, bus, secretBox, clock, logger });
  const projection = createProjection({ ports, clock, logger });
  const processor = inbox.createProcessor({ mango: projection });
  const staleCalls = new Counter({
    name: 'telephony_stale_calls_total',
    help: 'Calls with an open leg of which nothing was heard for two hours',
    registers: [deps.registry],
  });
  const sweeps = createSweeps({
    ...{ database, clock, logger, projection, ports },
    onStale: (count) => {
      staleCalls.inc(count);
    },
  });
  const services = {
    accounts: createAccountsService({ database, secretBox, publicUrl }),
    numbers: createNumbersService({ database, recomputeDebts: ports.recomputeDebts }),
  };

  return {
    operations: [...telephonyOperations, receiveMangoEvent] as unknown as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      telephonyRoutes(mount, services);
    },
    /** To be mounted before anything reads bodies, and outside of the rate limits for people. */
    webhookRoutes: (router: Router): void => {
      mangoWebhookRoutes(router, { accounts, store: inbox.store, metrics: inbox.metrics, logger });
    },
    processor,
    sweeps,
    /** For the worker: applies the inbox as it fills, and looks after time. */
    loops: [createInboxLoop(processor, deps), createSweepLoop(sweeps, logger)] as readonly Loop[],
  };
}

function createInboxLoop(processor: InboxProcessor, { bus, logger }: TelephonyDeps): Loop {
  const loop = createLoop({ name: 'inbox', work: () => processor.pass(), idleMs: INBOX_IDLE_MS, logger });
  bus.on('inbox', () => {
    loop.wake();
  });
  bus.onReconnect(() => {
    loop.wake();
  });
  return loop;
}

function createSweepLoop(sweeps: Sweeps, logger: Logger): Loop {
  const work = async (): Promise<boolean> => {
    await sweeps.concludeCalls();
    await sweeps.retireStaleCalls();
    await sweeps.endWrapUps();
    return false;
  };
  return createLoop({ name: 'telephony-sweeps', work, idleMs: SWEEP_EVERY_MS, logger });
}
