import type { Db } from '../../platform/db/database.js';
import { notify } from '../../platform/realtime/notification-bus.js';

export interface NewSession {
  readonly organizationId: number;
  readonly userAccountId: number;
  readonly operatorId: number;
  readonly expiresAt: Date;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** How the person proved who he is. */
  readonly authMethods: string[];
  readonly authenticatedAt: Date;
  readonly deviceId: string | null;
}

export interface SessionState {
  readonly id: string;
  readonly organizationId: number;
  readonly userAccountId: number;
  readonly operatorId: number;
  readonly counter: number;
  readonly rotatedAt: Date;
  readonly expiresAt: Date;
  readonly isOver: boolean;
}

/** Why a session ended, kept in its row. */
export type RevocationReason =
  | 'signed_out'
  | 'token_reuse'
  | 'password_changed'
  | 'second_factor_changed'
  | 'deactivated'
  | 'too_many_sessions';

const MOST_SESSIONS = 10;

export const createSessionsRepository = (db: Db) => ({
  /** Opens a session; of more than ten of one person the oldest ends. */
  open: async (session: NewSession): Promise<{ id: string; counter: number }> => {
    const opened = await db.session.create({ data: session, select: { id: true, counter: true } });
    const surplus = await db.session.findMany({
      where: { userAccountId: session.userAccountId, revokedAt: null },
      orderBy: { lastSeenAt: 'desc' },
      skip: MOST_SESSIONS,
      select: { id: true },
    });
    await revoke(db, { id: { in: surplus.map(({ id }) => id) } }, 'too_many_sessions');
    return opened;
  },

  /** Moves the counter on, if `counter` is the present one: of two at once the database lets one through. */
  rotate: async (id: string, counter: number, now: Date): Promise<boolean> => {
    const { count } = await db.session.updateMany({
      where: { id, counter, revokedAt: null, expiresAt: { gt: now } },
      data: { counter: { increment: 1 }, rotatedAt: now, lastSeenAt: now },
    });
    return count === 1;
  },

  find: async (id: string, now: Date): Promise<SessionState | null> => {
    const row = await db.session.findUnique({ where: { id } });
    return row && { ...row, isOver: row.revokedAt !== null || row.expiresAt <= now };
  },

  /** Moves the counter on whatever it is, so that the refresh token of before is the parent of the one that follows. */
  renew: async (id: string, now: Date): Promise<SessionState> => {
    const row = await db.session.update({
      where: { id },
      data: { counter: { increment: 1 }, rotatedAt: now, lastSeenAt: now },
    });
    return { ...row, isOver: row.revokedAt !== null || row.expiresAt <= now };
  },

  /** Notes that the person has proven anew that it is he; false when the session is over. */
  prove: async (id: string, now: Date): Promise<boolean> => {
    const { count } = await db.session.updateMany({
      where: { id, revokedAt: null, expiresAt: { gt: now } },
      data: { authenticatedAt: now },
    });
    return count === 1;
  },

  /** Whether a person is signed in anywhere. */
  hasLive: async (operatorId: number, now: Date): Promise<boolean> =>
    (await db.session.count({ where: { operatorId, revokedAt: null, expiresAt: { gt: now } } })) > 0,

  revoke: (id: string, reason: RevocationReason) => revoke(db, { id }, reason),

  /** Ends all sessions of an account, but the one given. */
  revokeOthers: (userAccountId: number, exceptId: string | null, reason: RevocationReason) =>
    revoke(db, { userAccountId, ...(exceptId !== null && { id: { not: exceptId } }) }, reason),

  revokeOfOperator: (operatorId: number, reason: RevocationReason) => revoke(db, { operatorId }, reason),
});

interface Which {
  readonly id?: string | { in: string[] } | { not: string };
  readonly userAccountId?: number;
  readonly operatorId?: number;
}

async function revoke(db: Db, which: Which, reason: RevocationReason): Promise<void> {
  const ended = await db.session.updateManyAndReturn({
    where: { ...which, revokedAt: null },
    data: { revokedAt: new Date(), revokedReason: reason },
    select: { id: true },
  });
  for (const { id } of ended) await notify(db, 'session', id);
}
