import type { Db } from '../../../platform/db/database.js';
import { createIdentityRepository, type SignInRow } from '../identity.repository.js';
import type { ProviderId } from './providers/provider.js';

export interface OauthLinkRow {
  readonly provider: string;
  readonly email: string | null;
  readonly linkedAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface NewOauthLink {
  readonly accountId: number;
  readonly provider: ProviderId;
  readonly subject: string;
  readonly email: string | null;
  readonly now: Date;
}

export const createOauthLinksRepository = (db: Db) => ({
  list: (userAccountId: number): Promise<OauthLinkRow[]> =>
    db.oauthIdentity.findMany({
      where: { userAccountId },
      select: { provider: true, email: true, linkedAt: true, lastUsedAt: true },
      orderBy: { id: 'asc' },
    }),

  /** Id of the account that this person of the provider is linked to. */
  findAccount: async (provider: ProviderId, subject: string): Promise<number | null> => {
    const row = await db.oauthIdentity.findUnique({ where: { provider_subject: { provider, subject } } });
    return row?.userAccountId ?? null;
  },

  /** Id of the one account whose verified address this is. */
  findAccountByEmail: async (email: string): Promise<number | null> => {
    const rows = await db.$queryRaw<{ id: number }[]>`
      SELECT id FROM user_account WHERE lower(email) = lower(${email}) AND email_verified_at IS NOT NULL LIMIT 2`;
    return rows.length === 1 ? (rows[0]?.id ?? null) : null;
  },

  /** False when the account has a link with this provider, or the provider's person one with an account: the database lets one in. */
  add: async ({
    accountId: userAccountId,
    provider,
    subject,
    email,
    now,
  }: NewOauthLink): Promise<boolean> => {
    const { count } = await db.oauthIdentity.createMany({
      data: [{ userAccountId, provider, subject, email, linkedAt: now }],
      skipDuplicates: true,
    });
    return count === 1;
  },

  remove: async (userAccountId: number, provider: ProviderId): Promise<boolean> => {
    const { count } = await db.oauthIdentity.deleteMany({ where: { userAccountId, provider } });
    return count === 1;
  },

  noteUse: async (provider: ProviderId, subject: string, now: Date): Promise<void> => {
    await db.oauthIdentity.update({
      where: { provider_subject: { provider, subject } },
      data: { lastUsedAt: now },
    });
  },

  /** The account as the password's way of signing in finds it. */
  findForSignIn: async (accountId: number): Promise<SignInRow | null> => {
    const account = await db.userAccount.findUnique({ where: { id: accountId }, select: { login: true } });
    return account && createIdentityRepository(db).findForSignIn(account.login);
  },
});
