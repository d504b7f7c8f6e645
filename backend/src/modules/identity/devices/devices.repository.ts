import { randomBytes } from 'node:crypto';
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

export type Seen = DeviceRow & {
  /** This person's first sign-in from this browser. */
  readonly isNew: boolean;
  /** The secret that the browser's cookie is to hold from now on. */
  readonly browser: string;
};

const DEVICE = { id: true, firstSeenAt: true, trustedUntil: true } as const;
const SECRET_BYTES = 32;

/** A secret for the cookie of a browser. */
export const newBrowserSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

export const createDevicesRepository = (db: Db) => ({
  /** The device of a browser from which this person has signed in before. */
  find: (accountId: number, browser: string | null): Promise<DeviceRow | null> =>
    browser === null
      ? Promise.resolve(null)
      : db.device.findUnique({
          where: { userAccountId_secretHash: keyOf(accountId, browser) },
          select: DEVICE,
        }),

  /**
   * Notes a sign-in from a browser. At a person's first sign-in there the browser gets a fresh secret: whoever planted the old one would
   * else own a device of his. The devices of others who share the browser move along.
   */
  see: async ({ accountId, browser, ip, userAgent, now }: Sighting): Promise<Seen> => {
    const seen = { lastSeenAt: now, lastIp: ip, userAgent };
    const [known] = await db.device.updateManyAndReturn({
      where: keyOf(accountId, browser),
      data: seen,
      select: DEVICE,
    });
    if (known) return { ...known, isNew: false, browser };
    const fresh = newBrowserSecret();
    await db.device.updateMany({
      where: { secretHash: digestOf(browser) },
      data: { secretHash: digestOf(fresh) },
    });
    const device = await db.device.create({
      data: { ...keyOf(accountId, fresh), ...seen, firstSeenAt: now },
      select: DEVICE,
    });
    return { ...device, isNew: true, browser: fresh };
  },

  /** Wherever this person is not asked for the second factor, he will be. */
  distrustAll: async (accountId: number): Promise<void> => {
    await db.device.updateMany({
      where: { userAccountId: accountId, trustedUntil: { not: null } },
      data: { trustedUntil: null },
    });
  },

  /** Browsers this person has signed in from, the last used first. */
  list: (accountId: number) =>
    db.device.findMany({
      where: { userAccountId: accountId },
      orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    }),

  /** False when this person has no such device. */
  forget: async (accountId: number, id: string): Promise<boolean> =>
    (await db.device.deleteMany({ where: { id, userAccountId: accountId } })).count === 1,

  trust: async (id: string, until: Date | null): Promise<void> => {
    await db.device.update({ where: { id }, data: { trustedUntil: until } });
  },
});

const keyOf = (userAccountId: number, browser: string) => ({ userAccountId, secretHash: digestOf(browser) });
