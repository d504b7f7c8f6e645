import type { Role } from '../../../platform/access/permissions.js';
import type { Db } from '../../../platform/db/database.js';

/** An organisation that employs a person. */
export interface Employment {
  readonly organizationId: number;
  readonly organizationName: string;
  readonly operatorId: number;
  readonly role: Role;
  readonly name: string;
  readonly login: string;
}

export const createEmploymentsRepository = (db: Db) => ({
  /** Where a person works now, by the organisation's name; suspended organisations are left out. */
  listOf: (accountId: number): Promise<Employment[]> => db.$queryRaw<Employment[]>`
    SELECT g.id AS "organizationId", g.name AS "organizationName", o.id AS "operatorId", o.role, o.name, a.login
    FROM callcentre_operator o JOIN organization g ON g.id = o.organization_id JOIN user_account a ON a.id = o.user_account_id
    WHERE o.user_account_id = ${accountId} AND o.status = 'active' AND g.suspended_at IS NULL
    ORDER BY g.name, g.id`,

  /** Notes that a person signs in here, so that he lands here next time too; false when the organisation is suspended. */
  enter: async (operatorId: number, now: Date): Promise<boolean> => {
    const entered = await db.$queryRaw<unknown[]>`
      UPDATE callcentre_operator o SET last_sign_in_at = ${now}
      FROM organization g WHERE g.id = o.organization_id AND o.id = ${operatorId} AND g.suspended_at IS NULL
      RETURNING o.id`;
    return entered.length === 1;
  },

  isSuspended: async (organizationId: number): Promise<boolean> =>
    (await db.organization.count({ where: { id: organizationId, suspendedAt: { not: null } } })) > 0,
});
