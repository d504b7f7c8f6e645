import type { Db } from '../../../platform/db/database.js';

export const createOrganizationsRepository = (db: Db) => ({
  /** False when the version is not the present one. */
  rename: async (organizationId: number, version: number, name: string): Promise<boolean> => {
    const { count } = await db.organization.updateMany({
      where: { id: organizationId, version },
      data: { name, version: { increment: 1 } },
    });
    return count === 1;
  },

  /** Null lets it work again. An organisation that is suspended already keeps its time. */
  setSuspended: async (organizationId: number, at: Date | null): Promise<void> => {
    await db.organization.updateMany({
      where: { id: organizationId, suspendedAt: at === null ? { not: null } : null },
      data: { suspendedAt: at, version: { increment: 1 } },
    });
  },
});
