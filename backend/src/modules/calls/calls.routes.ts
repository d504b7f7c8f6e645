import type { Mount } from '../../platform/http/mount.js';
import {
  countCallsOperation,
  getCallOperation,
  getCallQueueOperation,
  getRingBriefOperation,
  listCallsOperation,
  listLiveOperation,
  listMissedOperation,
  updateCallOperation,
} from './calls.contract.js';
import type { CallLists } from './call-lists.service.js';
import type { CallQueue } from './call-queue.service.js';
import type { CallsService } from './calls.service.js';

export interface CallsHandlers {
  readonly calls: CallsService;
  readonly lists: CallLists;
  readonly queue: CallQueue;
}

export function callsRoutes(mount: Mount, { calls, lists, queue }: CallsHandlers): void {
  mount.signedIn(listCallsOperation, ({ actor, query }) => lists.list(actor, query));
  mount.signedIn(countCallsOperation, ({ actor, query }) => lists.counts(actor, query));
  mount.signedIn(listMissedOperation, ({ actor, query }) => lists.missed(actor, query));
  mount.signedIn(listLiveOperation, ({ actor }) => calls.live(actor));
  mount.signedIn(getCallQueueOperation, ({ actor }) => queue.count(actor));
  mount.signedIn(getRingBriefOperation, ({ actor, params }) => calls.brief(actor, params.id));
  mount.signedIn(getCallOperation, ({ actor, params }) => calls.get(actor, params.id));
  mount.signedIn(updateCallOperation, ({ actor, params, body }) =>
    calls.classify(actor, { ...body, id: params.id }),
  );
}
