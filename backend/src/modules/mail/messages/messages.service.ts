import type { Actor } from '../../../platform/access/actor.js';
import { sqlOfDb, type Database } from '../../../platform/db/database.js';
import { toPagination, type Page } from '../../../platform/http/operation.js';
import { notFound, problem } from '../../../platform/http/problem.js';
import { recordAudit } from '../../audit/index.js';
import { requestSending } from '../letters.js';
import type { LetterView, ListLettersQuery } from '../mail.contract.js';
import { EXPIRED } from '../sending/send-letter.js';
import { countLetters, findLetter, listLetters } from './messages.queries.js';

export type MessagesService = ReturnType<typeof createMessagesService>;

export function createMessagesService({ database }: { readonly database: Database }) {
  const { sql } = database;
  return {
    list: async (actor: Actor, query: ListLettersQuery): Promise<Page<LetterView>> => {
      const { organizationId } = actor;
      const { status = null, template = null, limit, cursor } = query;
      const beforeId = cursor === undefined ? null : readCursor(cursor);
      const offset = beforeId === null ? (query.page - 1) * limit : 0;
      const filter = { organizationId, status, template };
      const [rows, counts] = await Promise.all([
        listLetters(sql, filter, { limit: limit + 1, offset, beforeId }),
        countLetters(sql, organizationId, template),
      ]);
      const data = rows.slice(0, limit);
      const last = data.at(-1);
      const nextCursor = rows.length > limit && last ? writeCursor(last.id) : null;
      const total = status === null ? counts.queued + counts.sent + counts.failed : counts[status];
      return { data, pagination: toPagination(query, { total, nextCursor }) };
    },

    /** @throws Problem `not_found`, `illegal_transition` for a letter that was not given up or whose link has died. */
    retry: async (actor: Actor, id: number): Promise<LetterView> => {
      await database.inTransaction(async (db) => {
        if (!(await findLetter(sqlOfDb(db), actor.organizationId, id))) throw notFound('letter');
        const { count } = await db.mailMessage.updateMany({
          where: { id, status: 'failed', OR: [{ lastError: null }, { lastError: { not: EXPIRED } }] },
          data: { status: 'queued', attempts: 0, lastError: null, sendingUntil: null },
        });
        if (count === 0) throw problem('illegal_transition', { extensions: { allowed: [] } });
        await requestSending(db, id);
        await recordAudit(db, {
          action: 'mail_message.retry',
          objectType: 'mail_message',
          objectId: id,
          fields: { status: { before: 'failed', after: 'queued' } },
        });
      });
      const letter = await findLetter(sql, actor.organizationId, id);
      if (!letter) throw notFound('letter');
      return letter;
    },
  };
}

const writeCursor = (id: number): string => Buffer.from(String(id)).toString('base64url');

function readCursor(cursor: string): number {
  const id = Number(Buffer.from(cursor, 'base64url').toString('latin1'));
  // A cursor nobody gave out leads to the end, not to an error of the database.
  return Number.isSafeInteger(id) && id >= 0 ? id : 0;
}
