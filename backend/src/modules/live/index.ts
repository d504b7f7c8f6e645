/**
 * Live events: what changed, told to open pages within milliseconds. Changes write their news into the outbox (`live_event`) in their own
 * transaction; one reader per process follows it in the order of visibility and gives each client what he may see.
 */
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { NotificationBus } from '../../platform/realtime/notification-bus.js';
import type { Actors } from '../identity/index.js';
import { createLiveHub } from './live-hub.js';
import { streamTo } from './live-stream.js';
import { streamEvents } from './live.contract.js';

export { removeEventsOfClient, removeOld as removeOldLiveEvents } from './live.queries.js';

export interface LiveDeps {
  readonly database: Database;
  readonly bus: NotificationBus;
  readonly logger: Logger;
  readonly actors: Actors;
}

export function createLiveModule({ database, bus, logger, actors }: LiveDeps) {
  const hub = createLiveHub({ sql: database.sql, bus, logger });
  return {
    operations: [streamEvents] as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      mount.signedIn(streamEvents, async ({ actor, req, res }) => {
        const { endsAt, recheck } = await actors.authenticate(req.get('Authorization'));
        await streamTo({
          sql: database.sql,
          hub,
          res,
          actor,
          lastEventId: req.get('Last-Event-ID') ?? null,
          recheck,
          lifetimeMs: endsAt.getTime() - Date.now(),
        });
      });
    },
    start: () => hub.start(),
    stop: () => hub.stop(),
  };
}
