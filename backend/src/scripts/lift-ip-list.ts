import { recordAudit } from '../modules/audit/index.js';
import { forgetOrganization } from '../modules/identity/index.js';
import type { Database } from '../platform/db/database.js';

/**
 * Lets administrative actions of an organisation come from anywhere again, for who has shut himself out. Returns the list that was.
 * @throws Error when there is no such organisation.
 */
export const liftIpList = ({ inTransaction }: Database, organizationId: number): Promise<string[]> =>
  inTransaction(async (db) => {
    const found = await db.organization.findUnique({
      where: { id: organizationId },
      select: { adminIpAllow: true },
    });
    if (!found) throw new Error(`There is no organisation ${String(organizationId)}`);
    await db.organization.update({
      where: { id: organizationId },
      data: { adminIpAllow: [], version: { increment: 1 } },
    });
    await forgetOrganization(db, organizationId);
    await recordAudit(db, {
      action: 'organization.lift_ip_list',
      objectType: 'organization',
      objectId: organizationId,
      organizationId,
      fields: { adminIpAllow: { before: found.adminIpAllow, after: [] } },
    });
    return found.adminIpAllow;
  });
