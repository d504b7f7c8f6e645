import type { Db } from '../../../platform/db/database.js';
import type { Letter, LetterParams, Letters } from '../../mail/index.js';

/** Notices are letters too: the same words and facts by both ways. */
export type NoticeType = Extract<
  keyof LetterParams,
  | 'new_device'
  | 'token_reuse'
  | 'password_changed'
  | 'second_factor_enabled'
  | 'second_factor_disabled'
  | 'email_changed'
  | 'oauth_linked'
  | 'oauth_unlinked'
>;

export type NewNotice = {
  readonly [T in NoticeType]: { readonly type: T; readonly params: LetterParams[T] };
}[NoticeType];

export interface Notices {
  /**
   * Tells a person inside the product and, where his e-mail is verified, by letter, in the transaction of what happened.
   * `email` is for a letter to the address he had before.
   */
  tell(db: Db, accountId: number, notice: NewNotice & { readonly email?: string | null }): Promise<void>;
}

export function createNotices({ letters }: { readonly letters: Letters }): Notices {
  return {
    tell: async (db, accountId, { type, params, email }) => {
      const account = await db.userAccount.findUniqueOrThrow({
        where: { id: accountId },
        select: { email: true, emailVerifiedAt: true, locale: true },
      });
      await db.notice.create({ data: { userAccountId: accountId, type, data: { ...params } } });
      const to = email ?? (account.emailVerifiedAt ? account.email : null);
      if (to === null) return;
      const { locale } = account;
      // The pair of template and parameters is one of the union by `NewNotice`.
      await letters.queue(db, {
        template: type,
        params,
        to,
        locale,
        organizationId: null,
        accountId,
      } as Letter);
    },
  };
}
