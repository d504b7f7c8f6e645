import type { Db } from '../../../platform/db/database.js';
import { publishLiveEvents } from '../../../platform/realtime/live-event.js';
import type { Letter, LetterParams, Letters } from '../../mail/index.js';

/** Notices that are letters too: the same words and facts by both ways. */
type LetterNotice = Extract<
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

/** Told in the product alone. */
interface OwnNotices {
  /** A session had to make room for a newer one. */
  readonly session_ended: { readonly at: string; readonly device: string };
}

type NoticeParams = Pick<LetterParams, LetterNotice> & OwnNotices;

export const NOTICE_TYPES = [
  'new_device',
  'token_reuse',
  'password_changed',
  'second_factor_enabled',
  'second_factor_disabled',
  'email_changed',
  'oauth_linked',
  'oauth_unlinked',
  'session_ended',
] as const satisfies readonly (keyof NoticeParams)[];
export type NoticeType = (typeof NOTICE_TYPES)[number];

export type NewNotice = {
  readonly [T in NoticeType]: { readonly type: T; readonly params: NoticeParams[T] };
}[NoticeType];

const IN_PRODUCT_ALONE: ReadonlySet<NoticeType> = new Set<NoticeType>(['session_ended']);

export interface Notices {
  /**
   * Tells a person inside the product, on his open pages at once, and, where his e-mail is verified, by letter, in the transaction of what
   * happened. `email` is for a letter to the address he had before.
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
      const { id } = await db.notice.create({
        data: { userAccountId: accountId, type, data: { ...params }, createdAt: new Date(params.at) },
        select: { id: true },
      });
      await tellOpenPages(db, accountId, Number(id));
      const to = email ?? (account.emailVerifiedAt ? account.email : null);
      if (to === null || IN_PRODUCT_ALONE.has(type)) return;
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

/** For the streams of this person alone, in whichever of his organisations he sits. */
export async function tellOpenPages(db: Db, accountId: number, noticeId: number): Promise<void> {
  const employments = await db.operator.findMany({
    where: { userAccountId: accountId, status: 'active' },
    select: { id: true, organizationId: true },
  });
  await publishLiveEvents(
    db,
    employments.map(({ id, organizationId }) => ({
      organizationId,
      type: 'notices.changed',
      city: null,
      operatorIds: [id],
      data: { id: noticeId },
    })),
  );
}
