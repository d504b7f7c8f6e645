import type { Db } from '../../platform/db/database.js';
import type { Role } from '../../platform/access/permissions.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { passwordColumns } from './given-passwords.rules.js';

/** An account as signing in needs it, with the employment it leads to. */
export interface SignInRow {
  readonly accountId: number;
  readonly login: string;
  readonly passwordHash: string;
  /** Of a temporary password. */
  readonly passwordExpiresAt: Date | null;
  readonly organizationId: number;
  readonly operatorId: number;
  readonly name: string;
  readonly role: Role;
  readonly isActive: boolean;
}

const PROFILE_INCLUDE = {
  userAccount: { select: { login: true, email: true, emailVerifiedAt: true, locale: true, timezone: true } },
  organization: { select: { id: true, name: true, timezone: true } },
  homeCity: { select: { timezone: true } },
  cities: { select: { city: { select: { name: true } } } },
  master: { select: { id: true } },
} satisfies Prisma.OperatorInclude;

export type ProfileRow = Prisma.OperatorGetPayload<{ include: typeof PROFILE_INCLUDE }>;

export interface AccountChange {
  readonly locale?: string;
  readonly timezone?: string | null;
}

export const createIdentityRepository = (db: Db) => ({
  /** By login or e-mail, without case. Of several employments an active one, of those the one signed in to last. */
  findForSignIn: async (loginOrEmail: string): Promise<SignInRow | null> => {
    const [row] = await db.$queryRaw<SignInRow[]>`
      SELECT a.id AS "accountId", a.login, a.password_hash AS "passwordHash",
             a.password_expires_at AS "passwordExpiresAt", o.organization_id AS "organizationId",
             o.id AS "operatorId", o.name, o.role, o.status = 'active' AS "isActive"
      FROM user_account a JOIN callcentre_operator o ON o.user_account_id = a.id JOIN organization g ON g.id = o.organization_id
      WHERE lower(a.login) = lower(${loginOrEmail}) OR lower(a.email) = lower(${loginOrEmail})
      ORDER BY lower(a.login) = lower(${loginOrEmail}) DESC, o.status = 'active' DESC, g.suspended_at IS NULL DESC,
        o.last_sign_in_at DESC NULLS LAST, o.id
      LIMIT 1`;
    return row ?? null;
  },

  getProfile: (operatorId: number): Promise<ProfileRow> =>
    db.operator.findUniqueOrThrow({ where: { id: operatorId }, include: PROFILE_INCLUDE }),

  rename: (operatorId: number, name: string) =>
    db.operator.update({ where: { id: operatorId }, data: { name } }),

  changeAccount: (accountId: number, change: AccountChange) =>
    db.userAccount.update({ where: { id: accountId }, data: change }),

  getPasswordHash: async (accountId: number): Promise<string> => {
    const { passwordHash } = await db.userAccount.findUniqueOrThrow({
      where: { id: accountId },
      select: { passwordHash: true },
    });
    return passwordHash;
  },

  /** One that the person has chosen himself. */
  setOwnPassword: (accountId: number, passwordHash: string, now: Date) =>
    db.userAccount.update({ where: { id: accountId }, data: passwordColumns(passwordHash, 'own', now) }),
});
