import { sessionOf, type Actor } from '../../../platform/access/actor.js';
import type { Db } from '../../../platform/db/database.js';
import { createDevicesRepository } from '../devices/devices.repository.js';
import {
  createSessionsRepository,
  type RevocationReason,
  type SessionState,
} from '../sessions.repository.js';

/**
 * What a change of password or second factor means for the rest: every other session ends, no browser is trusted any more, and the
 * refresh token of this session moves on. Returns this session as it goes on.
 */
export async function endOthers(
  db: Db,
  actor: Actor,
  { reason, now }: { readonly reason: RevocationReason; readonly now: Date },
): Promise<SessionState> {
  const sessions = createSessionsRepository(db);
  await sessions.revokeOthers(actor.accountId, sessionOf(actor), reason);
  await createDevicesRepository(db).distrustAll(actor.accountId);
  return sessions.renew(sessionOf(actor), now);
}
