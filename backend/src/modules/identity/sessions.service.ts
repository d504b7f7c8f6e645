import { sessionOf, type Actor } from '../../platform/access/actor.js';
import type { Database, Db } from '../../platform/db/database.js';
import { notFound } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { recordAudit } from '../audit/index.js';
import { deviceKind, deviceName } from './devices/device-name.js';
import { createSessionsRepository, type EndedSession } from './sessions.repository.js';
import type { SignInMethod } from './sign-in/sign-in-history.js';

export interface Employee {
  readonly organizationId: number;
  readonly operatorId: number;
}

export interface SessionsServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Told when a person has closed his last session. */
  readonly onSignedOut: (db: Db, person: Employee) => Promise<unknown>;
}

export type SessionsService = ReturnType<typeof createSessionsService>;

const OVER_AT_ONCE = 500;

/** A person's own sessions: what he sees of them and how they end. */
export const createSessionsService = (deps: SessionsServiceDeps) => ({
  list: async (actor: Actor) => {
    const sessions = createSessionsRepository(deps.database.prisma);
    const rows = await sessions.listLive(actor.accountId, deps.clock.now());
    return rows.map(({ id, userAgent, ip, createdAt, lastSeenAt, expiresAt, authMethods }) => ({
      ...{ id, ip, createdAt, lastSeenAt, expiresAt },
      device: deviceName(userAgent),
      deviceKind: deviceKind(userAgent),
      current: id === actor.sessionId,
      methods: authMethods as SignInMethod[],
    }));
  },

  /** Ends the session that asks. */
  leave: (actor: Actor): Promise<void> =>
    deps.database.inTransaction(async (db) => {
      await createSessionsRepository(db).revoke(sessionOf(actor), 'signed_out');
      await recordAudit(db, { action: 'session.close', objectType: 'session', objectId: actor.sessionId });
      await signOffWhoLeft(deps, db, [actor]);
    }),

  /** @throws Problem `not_found` when the caller has no such live session. */
  end: (actor: Actor, id: string): Promise<void> =>
    deps.database.inTransaction(async (db) => {
      const sessions = createSessionsRepository(db);
      const ended = await sessions.revokeOwn(actor.accountId, id, deps.clock.now());
      if (!ended) throw notFound('Session');
      await recordAudit(db, { action: 'session.close', objectType: 'session', objectId: id });
      await signOffWhoLeft(deps, db, [ended]);
    }),

  endOthers: (actor: Actor): Promise<void> =>
    deps.database.inTransaction(async (db) => {
      const sessions = createSessionsRepository(db);
      const ended = await sessions.revokeOthers(actor.accountId, sessionOf(actor), 'ended_elsewhere');
      await recordAudit(db, {
        action: 'session.close_others',
        objectType: 'user_account',
        objectId: actor.accountId,
        fields: { sessions: { after: ended.map(({ id }) => id) } },
      });
      await signOffWhoLeft(deps, db, ended);
    }),

  /** Ends what nobody uses any more, for the worker. Returns how many. */
  endOver: async (): Promise<number> => {
    let count = 0;
    for (;;) {
      const { length } = await endBatch(deps);
      count += length;
      if (length < OVER_AT_ONCE) return count;
    }
  },
});

const endBatch = (deps: SessionsServiceDeps): Promise<readonly EndedSession[]> =>
  deps.database.inTransaction(async (db) => {
    const ended = await createSessionsRepository(db).revokeOver(deps.clock.now(), OVER_AT_ONCE);
    await signOffWhoLeft(deps, db, ended);
    return ended;
  });

/** Work ends with the last session. */
async function signOffWhoLeft(
  { clock, onSignedOut }: SessionsServiceDeps,
  db: Db,
  ended: readonly Employee[],
): Promise<void> {
  const left = new Map(ended.map((person) => [person.operatorId, person]));
  for (const person of left.values()) {
    const isHere = await createSessionsRepository(db).hasLive(person.operatorId, clock.now());
    if (!isHere) await onSignedOut(db, person);
  }
}
