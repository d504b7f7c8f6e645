import type { Actor } from '../../../platform/access/actor.js';
import type { Database } from '../../../platform/db/database.js';
import { toPagination, type Page } from '../../../platform/http/operation.js';
import { notFound } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { recordAudit } from '../../audit/index.js';
import { toRange, toRows, type OwnPage } from '../own-rows-cursor.js';
import { tellOpenPages, type NoticeType } from './tell-person.js';

export interface NoticeView {
  readonly id: number;
  readonly type: NoticeType;
  readonly data: unknown;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

export interface NoticesServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export type NoticesAsked = OwnPage & { readonly unread?: boolean | undefined };

export type NoticesService = ReturnType<typeof createNoticesService>;

const SHOWN = { id: true, type: true, data: true, createdAt: true, readAt: true } as const;

/** Notices of what happened to one's own account. */
export function createNoticesService({ database, clock }: NoticesServiceDeps) {
  const { prisma } = database;
  return {
    list: (actor: Actor, asked: NoticesAsked) => listNotices(database, actor, asked),

    countUnread: async ({ accountId }: Actor) => ({
      count: await prisma.notice.count({ where: { userAccountId: accountId, readAt: null } }),
    }),

    /** @throws Problem `not_found` when it is not the caller's. */
    read: (actor: Actor, id: number): Promise<NoticeView> =>
      database.inTransaction(async (db) => {
        const which = { id, userAccountId: actor.accountId };
        const { count } = await db.notice.updateMany({
          where: { ...which, readAt: null },
          data: { readAt: clock.now() },
        });
        const row = await db.notice.findUnique({ where: which, select: SHOWN });
        if (!row) throw notFound('Notice');
        if (count > 0) {
          await recordAudit(db, { action: 'notice.read', objectType: 'notice', objectId: id });
          await tellOpenPages(db, actor.accountId, id);
        }
        return toView(row);
      }),

    readAll: (actor: Actor): Promise<void> =>
      database.inTransaction(async (db) => {
        const read = await db.notice.updateManyAndReturn({
          where: { userAccountId: actor.accountId, readAt: null },
          data: { readAt: clock.now() },
          select: { id: true },
        });
        const ids = read.map(({ id }) => Number(id));
        if (ids.length === 0) return;
        await recordAudit(db, {
          action: 'notice.read',
          objectType: 'user_account',
          objectId: actor.accountId,
          fields: { notices: { after: ids } },
        });
        await tellOpenPages(db, actor.accountId, Math.max(...ids));
      }),
  };
}

const readFilter = (unread: boolean | undefined) =>
  unread === undefined ? {} : { readAt: unread ? null : { not: null } };

interface NoticeRow extends Omit<NoticeView, 'id' | 'type'> {
  readonly id: bigint;
  readonly type: string;
}

const toView = ({ id, type, ...row }: NoticeRow): NoticeView => ({
  ...row,
  id: Number(id),
  type: type as NoticeType,
});

async function listNotices(
  { prisma }: Database,
  { accountId }: Actor,
  { unread, ...asked }: NoticesAsked,
): Promise<Page<NoticeView>> {
  const { beforeId, ...range } = toRange(asked);
  const which = { userAccountId: accountId, ...readFilter(unread) };
  const found = await prisma.notice.findMany({
    where: { ...which, ...(beforeId !== null && { id: { lt: beforeId } }) },
    orderBy: { id: 'desc' },
    select: SHOWN,
    ...range,
  });
  const { rows, nextCursor } = toRows(found.map(toView), asked.limit);
  const total = await prisma.notice.count({ where: which });
  return { data: rows, pagination: toPagination(asked, { total, nextCursor }) };
}
