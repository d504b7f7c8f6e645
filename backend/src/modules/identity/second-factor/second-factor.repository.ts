import type { Role } from '../../../platform/access/permissions.js';
import type { Db } from '../../../platform/db/database.js';
import type { SignInRow } from '../identity.repository.js';

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
    await db.recoveryCode.deleteMany({ where: { userAccountId: accountId } });
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

  replaceCodes: async (accountId: number, hashes: readonly string[], now: Date): Promise<void> => {
    await db.recoveryCode.deleteMany({ where: { userAccountId: accountId } });
    await db.recoveryCode.createMany({
      data: hashes.map((codeHash) => ({ userAccountId: accountId, codeHash, createdAt: now })),
    });
  },

  /** Uses a recovery code; of many at once one is let through. */
  takeRecoveryCode: async (accountId: number, codeHash: string, now: Date): Promise<boolean> => {
    const { count } = await db.recoveryCode.updateMany({
      where: { userAccountId: accountId, codeHash, usedAt: null },
      data: { usedAt: now },
    });
    return count === 1;
  },

  codesLeft: (accountId: number): Promise<number> =>
    db.recoveryCode.count({ where: { userAccountId: accountId, usedAt: null } }),

  /** The person of a challenge as signing in needs him; null when he is not employed any more. */
  findUser: async (accountId: number, operatorId: number): Promise<SignInRow | null> => {
    const row = await db.operator.findFirst({
      where: { id: operatorId, userAccountId: accountId },
      select: {
        ...{ id: true, organizationId: true, name: true, role: true, status: true },
        userAccount: { select: { login: true, passwordHash: true } },
      },
    });
    if (!row) return null;
    const { id, organizationId, name, role, status, userAccount } = row;
    return {
      ...{ ...userAccount, accountId, operatorId: id, organizationId, name },
      role: role as Role,
      isActive: status === 'active',
    };
  },

  getOrganizationName: async (organizationId: number): Promise<string> =>
    (await db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })).name,

  /** Wherever this person is not asked for the second factor, he will be. */
  distrustDevices: async (accountId: number): Promise<void> => {
    await db.device.updateMany({
      where: { userAccountId: accountId, trustedUntil: { not: null } },
      data: { trustedUntil: null },
    });
  },
});
