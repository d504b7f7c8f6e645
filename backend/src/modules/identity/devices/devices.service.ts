import type { Actor } from '../../../platform/access/actor.js';
import type { Database } from '../../../platform/db/database.js';
import { notFound } from '../../../platform/http/problem.js';
import { recordAudit } from '../../audit/index.js';
import { deviceKind, deviceName } from './device-name.js';
import { createDevicesRepository } from './devices.repository.js';

export type DevicesService = ReturnType<typeof createDevicesService>;

/** Browsers that a person has signed in from. */
export const createDevicesService = ({ database }: { readonly database: Database }) => ({
  list: async (actor: Actor, browser: string | null) => {
    const devices = createDevicesRepository(database.prisma);
    const here = await devices.find(actor.accountId, browser);
    const rows = await devices.list(actor.accountId);
    return rows.map(({ id, userAgent, lastIp, firstSeenAt, lastSeenAt, trustedUntil }) => ({
      ...{ id, lastIp, firstSeenAt, lastSeenAt, trustedUntil },
      device: deviceName(userAgent),
      deviceKind: deviceKind(userAgent),
      current: id === here?.id,
    }));
  },

  /** @throws Problem `not_found` when the caller has no such device. */
  forget: (actor: Actor, id: string): Promise<void> =>
    database.inTransaction(async (db) => {
      if (!(await createDevicesRepository(db).forget(actor.accountId, id))) throw notFound('Device');
      await recordAudit(db, { action: 'device.forget', objectType: 'device', objectId: id });
    }),
});
