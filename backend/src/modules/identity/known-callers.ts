import NodeCache from 'node-cache';
import type { Actor } from '../../platform/access/actor.js';
import type { Db, Sql } from '../../platform/db/database.js';
import { notify, type NotificationBus } from '../../platform/realtime/notification-bus.js';

/** What a process remembers of a caller for a few seconds. */
export interface KnownCaller {
  readonly actor: Actor;
}

/** Callers of the last seconds, by session id or by the digest of their key. */
export interface KnownCallers<T extends KnownCaller> {
  get(key: string): T | undefined;
  keep(key: string, caller: T): void;
}

/** A lost notification may keep an ended session or key alive for this long. */
const SECONDS_TO_LIVE = 5;
const MOST_CALLERS = 10_000;

/** Remembers callers and forgets those of whom another process tells that something has changed. */
export function createKnownCallers<T extends KnownCaller>(bus: NotificationBus): KnownCallers<T> {
  const known = new NodeCache({ stdTTL: SECONDS_TO_LIVE, useClones: false, checkperiod: 30 });
  const dropWhere = (isMeant: (actor: Actor) => boolean): void => {
    // One whose seconds are over is named among the keys and not there any more.
    known.del(
      known.keys().filter((key) => {
        const caller = known.get<T>(key);
        return caller !== undefined && isMeant(caller.actor);
      }),
    );
  };
  bus.on('session', (payload) => {
    const [kind = '', id] = payload.split(':');
    if (kind === 'organization') dropWhere(({ organizationId }) => organizationId === Number(id));
    else if (kind === 'key') dropWhere(({ apiKeyId }) => apiKeyId === Number(id));
    // The id of a session, or of a person as a number.
    else if (payload.includes('-')) known.del(payload);
    else dropWhere(({ operatorId }) => operatorId === Number(payload));
  });
  bus.onReconnect(() => {
    known.flushAll();
  });
  return {
    get: (key) => known.get<T>(key),
    keep: (key, caller) => {
      if (known.getStats().keys < MOST_CALLERS) known.set(key, caller);
    },
  };
}

/** Makes every process read the callers of an organisation anew, when the transaction commits. */
export const forgetOrganization = (target: Db | Sql, organizationId: number): Promise<void> =>
  notify(target, 'session', `organization:${String(organizationId)}`);

/** The same for one key. */
export const forgetKey = (target: Db | Sql, apiKeyId: number): Promise<void> =>
  notify(target, 'session', `key:${String(apiKeyId)}`);
