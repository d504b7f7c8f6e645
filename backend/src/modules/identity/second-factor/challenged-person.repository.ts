import type { Role } from '../../../platform/access/permissions.js';
import type { Db } from '../../../platform/db/database.js';
import type { SignInRow } from '../identity.repository.js';

/** Who stands before the second step, and for whom he signs in. */
export const createChallengedPersonRepository = (db: Db) => ({
  /** The person of a challenge as signing in needs him; null when he is not employed any more. */
  find: async (accountId: number, operatorId: number): Promise<SignInRow | null> => {
    const row = await db.operator.findFirst({
      where: { id: operatorId, userAccountId: accountId },
      select: {
        ...{ id: true, organizationId: true, name: true, role: true, status: true },
        userAccount: { select: { login: true, passwordHash: true, passwordExpiresAt: true } },
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
});
