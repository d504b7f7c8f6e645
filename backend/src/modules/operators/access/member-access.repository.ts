import type { Db } from '../../../platform/db/database.js';

export const createMemberAccessRepository = (db: Db) => ({
  /** Takes seed, recovery codes and trusted devices off an account; false when it had no second factor. */
  clearSecondFactor: async (accountId: number): Promise<boolean> => {
    const { count } = await db.userAccount.updateMany({
      where: { id: accountId, totpSecretSealed: { not: null } },
      data: { totpSecretSealed: null, totpEnabledAt: null, totpLastStep: null },
    });
    await db.recoveryCode.deleteMany({ where: { userAccountId: accountId } });
    await db.device.updateMany({ where: { userAccountId: accountId }, data: { trustedUntil: null } });
    return count === 1;
  },
});
