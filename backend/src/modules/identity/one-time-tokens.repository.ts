import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../../platform/db/database.js';

export type TokenPurpose = 'password_reset' | 'email_verification' | 'unlock' | 'second_factor';

export interface NewOneTimeToken {
  readonly purpose: TokenPurpose;
  readonly accountId: number;
  readonly expiresAt: Date;
  /** What was promised with it, such as the address to verify. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface OneTimeTokenRow {
  readonly id: string;
  readonly accountId: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

const SECRET_BYTES = 32;

/** Secrets of 256 bits that work once; the database keeps digests. Times are the caller's clock. */
export const createOneTimeTokensRepository = (db: Db) => ({
  /** Returns the secret, base64url; it cannot be read again. */
  issue: async ({ purpose, accountId, expiresAt, data = {} }: NewOneTimeToken): Promise<string> => {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    await db.oneTimeToken.create({
      data: { purpose, userAccountId: accountId, expiresAt, data, secretHash: digestOf(secret) },
    });
    return secret;
  },

  find: async (purpose: TokenPurpose, secret: string): Promise<OneTimeTokenRow | null> => {
    const row = await db.oneTimeToken.findUnique({ where: { secretHash: digestOf(secret), purpose } });
    return row && { ...row, accountId: row.userAccountId, data: row.data as OneTimeTokenRow['data'] };
  },

  /** The newest one of a person that still works. */
  findOpen: async (
    accountId: number,
    purpose: TokenPurpose,
    now: Date,
  ): Promise<Pick<OneTimeTokenRow, 'id' | 'data' | 'expiresAt'> | null> => {
    const row = await db.oneTimeToken.findFirst({
      where: { userAccountId: accountId, purpose, usedAt: null, expiresAt: { gt: now } },
      orderBy: { createdAt: 'desc' },
      select: { id: true, data: true, expiresAt: true },
    });
    return row && { ...row, data: row.data as OneTimeTokenRow['data'] };
  },

  /** Marks a token as used; of two at once the database lets one through. False: used before, or past its time. */
  take: async (id: string, now: Date): Promise<boolean> => {
    const { count } = await db.oneTimeToken.updateMany({
      where: { id, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    return count === 1;
  },

  /** Counts a wrong code shown with a token, exactly even when many come at once; returns how many there have been. */
  countAttempt: (id: string): Promise<number> => changeAttempts(db, id, { increment: 1 }),

  /** The code was not looked at, or was right. */
  forgetAttempt: (id: string): Promise<number> => changeAttempts(db, id, { decrement: 1 }),

  /** Tokens of a purpose that a newer one replaces. */
  revokeAll: async (accountId: number, purpose: TokenPurpose, now: Date): Promise<void> => {
    await db.oneTimeToken.updateMany({
      where: { userAccountId: accountId, purpose, usedAt: null },
      data: { usedAt: now },
    });
  },
});

async function changeAttempts(
  db: Db,
  id: string,
  attempts: { increment: number } | { decrement: number },
): Promise<number> {
  const row = await db.oneTimeToken.update({
    where: { id },
    data: { attempts },
    select: { attempts: true },
  });
  return row.attempts;
}

export const digestOf = (secret: string) => createHash('sha256').update(secret).digest();
