import type { Mount } from '../../platform/http/mount.js';
import { getInboxEvent, listInboxEvents, replayInboxEvent, replayInboxEvents } from './inbox.contract.js';
import type { InboxService } from './inbox.service.js';

export function inboxRoutes(mount: Mount, inbox: InboxService): void {
  mount.signedIn(listInboxEvents, ({ actor, query }) => inbox.list(actor, query));
  mount.signedIn(replayInboxEvents, async ({ actor, body }) => ({
    replayed: await inbox.replayAll(actor, body.status),
  }));
  mount.signedIn(getInboxEvent, ({ actor, params }) => inbox.get(actor, params.id));
  mount.signedIn(replayInboxEvent, ({ actor, params }) => inbox.replay(actor, params.id));
}
