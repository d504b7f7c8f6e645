import type { Db } from '../../platform/db/database.js';
import { notify } from '../../platform/realtime/notification-bus.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { idleSince, MOST_SESSIONS } from './session.rules.js';

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

/** A session that has just ended. */
export interface EndedSession {
  readonly id: string;
  readonly organizationId: number;
  readonly operatorId: number;
  readonly userAgent: string | null;
}

/** Why a session ended, kept in its row. */
export type RevocationReason =
  | 'signed_out'
  | 'ended_elsewhere'
  | 'token_reuse'
  | 'password_changed'
  | 'second_factor_changed'
  | 'deactivated'
  | 'too_many_sessions'
  | 'switched'
  | 'ended_by_admin'
  | 'second_factor_reset'
  | 'organization_suspended'
  | 'idle'
  | 'expired';

export interface Turn {
  readonly counter: number;
  readonly now: Date;
  /** The last key, click or touch of the person. */
  readonly usedAt: Date;
}

export const createSessionsRepository = (db: Db) => ({
  /** `now` is the moment of a sign-in unless said otherwise. */
  open: (session: NewSession, now: Date = session.authenticatedAt) => open(db, session, now),

  rotate: (id: string, turn: Turn) => rotate(db, id, turn),

  find: async (id: string, now: Date): Promise<SessionState | null> => {
    const row = await db.session.findUnique({ where: { id } });
    if (!row) return null;
    const isOver = row.revokedAt !== null || row.expiresAt <= now || row.lastSeenAt <= idleSince(now);
    return { ...row, isOver };
  },

  /** Moves the counter on whatever it is, so that the refresh token of before is the parent of the one that follows. */
  renew: async (id: string, now: Date): Promise<SessionState> => {
    const row = await db.session.update({
      where: { id },
      data: { counter: { increment: 1 }, rotatedAt: now, lastSeenAt: now },
    });
    return { ...row, isOver: false };
  },

  /** Notes that the person has proven anew that it is he; false when the session is over. */
  prove: async (id: string, now: Date): Promise<boolean> => {
    const { count } = await db.session.updateMany({
      where: { id, revokedAt: null, expiresAt: { gt: now } },
      data: { authenticatedAt: now },
    });
    return count === 1;
  },

  /** How, when and where the person of a session proved who he is, and when it ends. */
  getProof: (id: string) =>
    db.session.findUniqueOrThrow({
      where: { id },
      select: { authMethods: true, authenticatedAt: true, deviceId: true, expiresAt: true },
    }),

  /** Live sessions of a person in all his organisations, the last used first. */
  listLive: (userAccountId: number, now: Date) =>
    db.session.findMany({
      where: { userAccountId, ...liveAt(now) },
      orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    }),

  /** Whether a person is signed in anywhere. */
  hasLive: async (operatorId: number, now: Date): Promise<boolean> =>
    (await db.session.count({ where: { operatorId, ...liveAt(now) } })) > 0,

  revoke: async (id: string, reason: RevocationReason): Promise<void> => {
    await revoke(db, { id }, reason);
  },

  /** Ends a live session of this person; null when he has none of this id. */
  revokeOwn: async (userAccountId: number, id: string, now: Date): Promise<EndedSession | null> =>
    (await revoke(db, { ...liveAt(now), id, userAccountId }, 'ended_elsewhere'))[0] ?? null,

  /** Ends all sessions of an account, but the one given. */
  revokeOthers: (userAccountId: number, exceptId: string | null, reason: RevocationReason) =>
    revoke(db, { userAccountId, ...(exceptId !== null && { id: { not: exceptId } }) }, reason),

  revokeOfOperator: async (operatorId: number, reason: RevocationReason): Promise<void> => {
    await revoke(db, { operatorId }, reason);
  },

  revokeOfOrganization: async (organizationId: number, reason: RevocationReason): Promise<void> => {
    await revoke(db, { organizationId }, reason);
  },

  revokeOver: (now: Date, limit: number) => revokeOver(db, now, limit),
});

const liveAt = (now: Date) => ({
  revokedAt: null,
  expiresAt: { gt: now },
  lastSeenAt: { gt: idleSince(now) },
});

async function revoke(
  db: Db,
  which: Prisma.SessionWhereInput,
  reason: RevocationReason,
): Promise<readonly EndedSession[]> {
  const ended = await db.session.updateManyAndReturn({
    where: { ...which, revokedAt: null },
    data: { revokedAt: new Date(), revokedReason: reason },
    select: { id: true, organizationId: true, operatorId: true, userAgent: true },
  });
  for (const { id } of ended) await notify(db, 'session', id);
  return ended;
}

/** Opens a session; of more than ten live ones of one person the oldest end, and are returned. */
async function open(
  db: Db,
  session: NewSession,
  now: Date,
): Promise<{ id: string; counter: number; surplus: readonly EndedSession[] }> {
  const { userAccountId } = session;
  // One at a time per person, so that many sign-ins at once cannot pass over the limit together.
  await db.$executeRaw`SELECT 1 FROM user_account WHERE id = ${userAccountId} FOR NO KEY UPDATE`;
  const opened = await db.session.create({
    data: { ...session, createdAt: now, lastSeenAt: now, rotatedAt: now },
    select: { id: true, counter: true },
  });
  const surplus = await db.session.findMany({
    where: { userAccountId, id: { not: opened.id }, ...liveAt(now) },
    orderBy: { createdAt: 'desc' },
    skip: MOST_SESSIONS - 1,
    select: { id: true },
  });
  const ended = await revoke(db, { id: { in: surplus.map(({ id }) => id) } }, 'too_many_sessions');
  return { ...opened, surplus: ended };
}

/**
 * Moves the counter on, if `counter` is the present one: of two at once the database lets one through, and he gets the row as he has left
 * it, however fast others go on.
 */
async function rotate(db: Db, id: string, { counter, now, usedAt }: Turn): Promise<SessionState | null> {
  const [row] = await db.$queryRaw<Omit<SessionState, 'isOver'>[]>`
    UPDATE session
    SET counter = counter + 1, rotated_at = ${now}, last_seen_at = greatest(last_seen_at, least(${usedAt}::timestamptz, ${now}::timestamptz))
    WHERE id = ${id}::uuid AND counter = ${counter}
      AND revoked_at IS NULL AND expires_at > ${now} AND last_seen_at > ${idleSince(now)}
    RETURNING id, organization_id AS "organizationId", user_account_id AS "userAccountId", operator_id AS "operatorId",
      counter, rotated_at AS "rotatedAt", expires_at AS "expiresAt"`;
  return row ? { ...row, isOver: false } : null;
}

/** Ends what has been left alone or has lasted its time, at most `limit` of them. */
async function revokeOver(db: Db, now: Date, limit: number): Promise<readonly EndedSession[]> {
  const isIdle = { lastSeenAt: { lte: idleSince(now) } };
  const over = await db.session.findMany({
    where: { revokedAt: null, OR: [{ expiresAt: { lte: now } }, isIdle] },
    take: limit,
    select: { id: true, expiresAt: true },
  });
  const ids = (isExpired: boolean) =>
    over.filter(({ expiresAt }) => expiresAt <= now === isExpired).map(({ id }) => id);
  return [
    ...(await revoke(db, { id: { in: ids(true) } }, 'expired')),
    // Looked at once more: he may have touched the page meanwhile.
    ...(await revoke(db, { id: { in: ids(false) }, ...isIdle }, 'idle')),
  ];
}
