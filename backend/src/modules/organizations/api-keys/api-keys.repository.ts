import type { Role } from '../../../platform/access/permissions.js';
import type { Db } from '../../../platform/db/database.js';
import type { Prisma } from '../../../generated/prisma/client.js';

const COLUMNS = {
  id: true,
  name: true,
  prefix: true,
  isPersonal: true,
  permissions: true,
  cities: true,
  ipAllow: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  lastUsedIp: true,
  operator: { select: { id: true, name: true, role: true } },
} satisfies Prisma.ApiKeySelect;

export type ApiKeyRow = Prisma.ApiKeyGetPayload<{ select: typeof COLUMNS }>;

/** Whose keys: all of an organisation, or the personal ones of one person. */
export interface KeysOf {
  readonly organizationId: number;
  readonly operatorId?: number;
  readonly isPersonal?: boolean;
}

export interface NewApiKey {
  readonly organizationId: number;
  readonly operatorId: number;
  readonly isPersonal: boolean;
  readonly name: string;
  readonly prefix: string;
  readonly secretHash: Uint8Array<ArrayBuffer>;
  readonly permissions: string[];
  readonly cities: string[];
  readonly ipAllow: string[];
  readonly expiresAt: Date | null;
}

export const createApiKeysRepository = (db: Db) => ({
  /** Newest first. */
  list: (of: KeysOf): Promise<ApiKeyRow[]> =>
    db.apiKey.findMany({ where: { ...of, revokedAt: null }, select: COLUMNS, orderBy: { id: 'desc' } }),

  /** Keys are made one after another, so that their number is counted exactly. */
  lock: async (organizationId: number): Promise<void> => {
    await db.$queryRaw`SELECT 1 AS one FROM organization WHERE id = ${organizationId} FOR NO KEY UPDATE`;
  },

  countInForce: (of: KeysOf, now: Date): Promise<number> =>
    db.apiKey.count({
      where: { ...of, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    }),

  insert: (key: NewApiKey): Promise<ApiKeyRow> => db.apiKey.create({ data: key, select: COLUMNS }),

  find: async (id: number, of: KeysOf): Promise<(ApiKeyRow & { operator: { role: Role } }) | null> =>
    (await db.apiKey.findFirst({ where: { id, ...of, revokedAt: null }, select: COLUMNS })) as
      (ApiKeyRow & { operator: { role: Role } }) | null,

  /** False when somebody else has revoked it meanwhile. */
  revoke: async (id: number, now: Date): Promise<boolean> => {
    const { count } = await db.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: now, version: { increment: 1 } },
    });
    return count === 1;
  },
});
