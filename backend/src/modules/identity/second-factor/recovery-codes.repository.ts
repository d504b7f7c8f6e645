import type { Db } from '../../../platform/db/database.js';

/** Recovery codes of accounts, known here by their hashes alone. */
export const createRecoveryCodesRepository = (db: Db) => ({
  /** No hashes: the person has none any more. */
  replace: async (accountId: number, hashes: readonly string[], now: Date): Promise<void> => {
    await db.recoveryCode.deleteMany({ where: { userAccountId: accountId } });
    await db.recoveryCode.createMany({
      data: hashes.map((codeHash) => ({ userAccountId: accountId, codeHash, createdAt: now })),
    });
  },

  /** Uses a recovery code; of many at once one is let through. */
  take: async (accountId: number, codeHash: string, now: Date): Promise<boolean> => {
    const { count } = await db.recoveryCode.updateMany({
      where: { userAccountId: accountId, codeHash, usedAt: null },
      data: { usedAt: now },
    });
    return count === 1;
  },

  countLeft: (accountId: number): Promise<number> =>
    db.recoveryCode.count({ where: { userAccountId: accountId, usedAt: null } }),
});
