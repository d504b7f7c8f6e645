import type { Db } from '../../../platform/db/database.js';
import { digestOf } from '../one-time-tokens.repository.js';

export interface DeviceRow {
  readonly id: string;
  readonly firstSeenAt: Date;
  /** Until then the second factor is not asked for here. */
  readonly trustedUntil: Date | null;
}

export interface Sighting {
  readonly accountId: number;
  /** The secret of the browser's cookie. */
  readonly browser: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly now: Date;
}

const DEVICE = { id: true, firstSeenAt: true, trustedUntil: true } as const;

export const createDevicesRepository = (db: Db) => ({
  /** The device of a browser from which this person has signed in before. */
  find: (accountId: number, browser: string | null): Promise<DeviceRow | null> =>
    browser === null
      ? Promise.resolve(null)
      : db.device.findUnique({
          where: { userAccountId_secretHash: keyOf(accountId, browser) },
          select: DEVICE,
        }),

  /** Notes a sign-in from a browser; `isNew` when it is this person's first there. */
  see: async ({
    accountId,
    browser,
    ip,
    userAgent,
    now,
  }: Sighting): Promise<DeviceRow & { isNew: boolean }> => {
    const seen = { lastSeenAt: now, lastIp: ip, userAgent };
    const device = await db.device.upsert({
      where: { userAccountId_secretHash: keyOf(accountId, browser) },
      create: { ...keyOf(accountId, browser), ...seen, firstSeenAt: now },
      update: seen,
      select: DEVICE,
    });
    return { ...device, isNew: device.firstSeenAt.getTime() === now.getTime() };
  },

  /** Wherever this person is not asked for the second factor, he will be. */
  distrustAll: async (accountId: number): Promise<void> => {
    await db.device.updateMany({
      where: { userAccountId: accountId, trustedUntil: { not: null } },
      data: { trustedUntil: null },
    });
  },

  trust: async (id: string, until: Date | null): Promise<void> => {
    await db.device.update({ where: { id }, data: { trustedUntil: until } });
  },
});

const keyOf = (userAccountId: number, browser: string) => ({ userAccountId, secretHash: digestOf(browser) });
