import type { Db } from '../../../platform/db/database.js';
import { sqlOfDb } from '../../../platform/db/database.js';
import type { Role } from '../../../platform/access/permissions.js';

export interface SettingsRow {
  readonly id: number;
  readonly name: string;
  readonly timezone: string;
  readonly secondFactorRoles: string[];
  readonly adminIpAllow: string[];
  readonly createdAt: Date;
  readonly version: number;
}

export interface SettingsColumns {
  readonly name?: string;
  readonly timezone?: string;
  readonly secondFactorRoles?: Role[];
  readonly adminIpAllow?: string[];
}

const COLUMNS = {
  id: true,
  name: true,
  timezone: true,
  secondFactorRoles: true,
  adminIpAllow: true,
  createdAt: true,
  version: true,
} as const;

export const createSettingsRepository = (db: Db) => ({
  get: (organizationId: number): Promise<SettingsRow> =>
    db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: COLUMNS }),

  /** False when the version is not the present one. */
  update: async (organizationId: number, version: number, columns: SettingsColumns): Promise<boolean> => {
    const { count } = await db.organization.updateMany({
      where: { id: organizationId, version },
      data: { ...columns, version: { increment: 1 } },
    });
    return count === 1;
  },

  /**
   * Waits until nobody writes calls and orders of the organisation, and keeps it so until the transaction ends. It waits less than
   * PostgreSQL takes to look for a deadlock: whoever writes, and waits for another who would queue behind this, is never ended for it.
   * @throws SQLSTATE 55P03
   */
  holdFigures: async (organizationId: number): Promise<void> => {
    await db.$executeRaw`SET LOCAL lock_timeout = '500ms'`;
    await db.$executeRaw`SELECT figures_hold(${organizationId}::int)::text`;
    await db.$executeRaw`SET LOCAL lock_timeout TO DEFAULT`;
  },

  /** Counts every day of the organisation anew, in its time zone of now. */
  recountDays: async (organizationId: number): Promise<void> => {
    await sqlOfDb(db).query({
      text: 'SELECT call_day_rebuild($1::int)::text, order_day_rebuild($1::int)::text',
      values: [organizationId],
    });
  },
});
