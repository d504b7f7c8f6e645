/**
 * Calls: the fold of what telephony told, as people read it: lists with exact totals, the card of one call, debts (missed callers nobody
 * has reached since) and the ring brief. Telephony writes the rows; people change only a call's outcome and comment.
 */
import type { Cache } from '../../platform/cache/cache.js';
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { Clock } from '../../platform/time.js';
import { createCallLists } from './call-lists.service.js';
import { createCallQueue } from './call-queue.service.js';
import { callOperations } from './calls.contract.js';
import { callsRoutes } from './calls.routes.js';
import { createCallsService } from './calls.service.js';

export { eraseMentionsInCalls } from './erase-mentions.js';
export { scopeOf, type CallScope } from './call-filter.js';
export {
  CALL_DIRECTIONS,
  CALL_STATUSES,
  CALL_VIEW,
  MISSED_REASONS,
  type CallDirection,
  type CallStatus,
  type CallView,
} from './call-view.contract.js';
export { publishCallUpdated } from './call-events.js';
export { callViewsByIds } from './call-view.queries.js';
export { presentCall } from './calls.presenter.js';
export { countCallsOf } from './own-calls.queries.js';
export { recomputeDebts } from './debts.queries.js';
export { RING_BRIEF, type RingBrief, type RingReason } from './ring-brief.contract.js';
export { ringBriefsOf } from './ring-brief.queries.js';

export interface CallsModuleDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly cache: Cache;
}

export function createCallsModule(deps: CallsModuleDeps) {
  const handlers = {
    calls: createCallsService(deps),
    lists: createCallLists(deps),
    queue: createCallQueue(deps),
  };
  return {
    operations: callOperations as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      callsRoutes(mount, handlers);
    },
  };
}
