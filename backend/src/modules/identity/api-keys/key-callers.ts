import type { Sql } from '../../../platform/db/database.js';
import { problem } from '../../../platform/http/problem.js';
import { currentContext } from '../../../platform/http/request-context.js';
import type { NotificationBus } from '../../../platform/realtime/notification-bus.js';
import type { Clock } from '../../../platform/time.js';
import type { Caller } from '../actors.js';
import type { Refusals } from '../refusals.js';
import { createKnownCallers, type KnownCaller } from '../known-callers.js';
import { toKeyActor } from './key-actor.rules.js';
import { findKey, findRefusedKey, noteUse, type KeyRow } from './key-callers.queries.js';
import { digestOfKey } from './key-token.js';

/** A key that is gone or revoked stays known for no longer than an ended session; a stream comes back as often as one with a token. */
const STREAM_MS = 15 * 60_000;
/** Uses are written no more often than this. */
const NOTE_EVERY_MS = 60_000;

export interface KeyCallersDeps {
  readonly sql: Sql;
  readonly bus: NotificationBus;
  readonly clock: Clock;
  readonly refusals: Pick<Refusals, 'noteKey'>;
}

interface KnownKey extends KnownCaller {
  readonly row: KeyRow;
}

/** Machines that call with a key. */
export function createKeyCallers({ sql, bus, clock, refusals }: KeyCallersDeps) {
  const known = createKnownCallers<KnownKey>(bus);
  const notedAt = new Map<number, number>();

  const find = async (token: string): Promise<KnownKey | null> => {
    const digest = digestOfKey(token);
    const name = digest.toString('hex');
    const held = known.get(name);
    if (held) return held;
    const row = await findKey(sql, digest);
    if (!row) return null;
    const caller = { row, actor: toKeyActor(row) };
    known.keep(name, caller);
    return caller;
  };

  /** In force now: neither past its time nor of a suspended organisation. */
  const findLive = async (token: string): Promise<KnownKey | null> => {
    const caller = await find(token);
    const isOver = caller?.row.expiresAt != null && caller.row.expiresAt <= clock.now();
    return isOver ? null : caller;
  };

  /** Nobody waits for it, and a use that could not be written is no reason to refuse. */
  const note = ({ apiKeyId, lastUsedAt }: KeyRow): void => {
    const at = clock.now();
    const ip = currentContext()?.ip ?? null;
    const last = Math.max(lastUsedAt?.getTime() ?? 0, notedAt.get(apiKeyId) ?? 0);
    if (at.getTime() - last < NOTE_EVERY_MS) return;
    notedAt.set(apiKeyId, at.getTime());
    noteUse(sql, { apiKeyId, at, ip }).catch(() => notedAt.delete(apiKeyId));
  };

  return {
    /** @throws Problem `not_signed_in` for what is no key in force, `organization_suspended`. */
    authenticate: async (token: string): Promise<Caller> => {
      const caller = await findLive(token);
      if (!caller) {
        const refused = await findRefusedKey(sql, digestOfKey(token));
        if (refused) await refusals.noteKey(refused);
        throw problem('not_signed_in');
      }
      const { row, actor } = caller;
      if (row.isSuspended) throw problem('organization_suspended');
      note(row);
      const latest = new Date(clock.now().getTime() + STREAM_MS);
      const endsAt = row.expiresAt !== null && row.expiresAt < latest ? row.expiresAt : latest;
      const recheck = async () => {
        const again = await findLive(token);
        return again && !again.row.isSuspended ? again.actor : null;
      };
      return { actor, keyIpAllow: row.ipAllow, endsAt, recheck };
    },
  };
}
