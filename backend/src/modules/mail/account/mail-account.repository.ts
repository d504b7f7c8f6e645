import type { Db } from '../../../platform/db/database.js';
import type { SmtpSecurity } from '../../../platform/config/mail.js';
import type { Server } from './mail-account.rules.js';

export interface MailAccountRow extends Server {
  readonly passwordSealed: string | null;
  readonly fromAddress: string;
  readonly fromName: string | null;
  readonly version: number;
  readonly updatedAt: Date;
}

export type NewMailAccount = Omit<MailAccountRow, 'version' | 'updatedAt'>;

export const createMailAccountRepository = (db: Db) => ({
  find: async (organizationId: number): Promise<MailAccountRow | null> => {
    const row = await db.mailAccount.findUnique({ where: { organizationId } });
    return row && { ...row, security: row.security as SmtpSecurity };
  },

  /** Writes of one organisation's account happen one after another, the first included. */
  lock: async (organizationId: number): Promise<void> => {
    await db.$queryRaw`SELECT 1 AS one FROM organization WHERE id = ${organizationId} FOR NO KEY UPDATE`;
  },

  save: (organizationId: number, account: NewMailAccount, now: Date) =>
    db.mailAccount.upsert({
      where: { organizationId },
      create: { organizationId, ...account, updatedAt: now },
      update: { ...account, updatedAt: now, version: { increment: 1 } },
    }),

  remove: async (organizationId: number): Promise<boolean> =>
    (await db.mailAccount.deleteMany({ where: { organizationId } })).count > 0,
});
