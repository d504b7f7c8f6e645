import type { Db } from '../../../platform/db/database.js';

export interface FactorRow {
  readonly login: string;
  readonly passwordHash: string;
  /** Sealed; in force once `totpEnabledAt` is set. */
  readonly totpSecretSealed: string | null;
  readonly totpEnabledAt: Date | null;
}

const FACTOR = { login: true, passwordHash: true, totpSecretSealed: true, totpEnabledAt: true } as const;

/** The second factor of accounts. What two requests at once may not both do is one statement that says by its count who did it. */
export const createSecondFactorRepository = (db: Db) => ({
  get: (accountId: number): Promise<FactorRow> =>
    db.userAccount.findUniqueOrThrow({ where: { id: accountId }, select: FACTOR }),

  /** Keeps a seed that is not in force yet; false when one is in force. */
  prepare: async (accountId: number, totpSecretSealed: string): Promise<boolean> => {
    const { count } = await db.userAccount.updateMany({
      where: { id: accountId, totpEnabledAt: null },
      data: { totpSecretSealed, totpLastStep: null },
    });
    return count === 1;
  },

  /** Puts the prepared seed in force, its first code used; false when it is another by now, or in force. */
  enable: async (
    accountId: number,
    { sealed, step, now }: { sealed: string; step: number; now: Date },
  ): Promise<boolean> => {
    const { count } = await db.userAccount.updateMany({
      where: { id: accountId, totpEnabledAt: null, totpSecretSealed: sealed },
      data: { totpEnabledAt: now, totpLastStep: step },
    });
    return count === 1;
  },

  disable: async (accountId: number): Promise<boolean> => {
    const { count } = await db.userAccount.updateMany({
      where: { id: accountId, totpEnabledAt: { not: null } },
      data: { totpEnabledAt: null, totpSecretSealed: null, totpLastStep: null },
    });
    return count === 1;
  },

  /** Uses the code of a step; false when it, or a later one, was used before. */
  takeStep: async (accountId: number, step: number): Promise<boolean> => {
    const { count } = await db.userAccount.updateMany({
      where: {
        id: accountId,
        totpEnabledAt: { not: null },
        OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }],
      },
      data: { totpLastStep: step },
    });
    return count === 1;
  },
});
