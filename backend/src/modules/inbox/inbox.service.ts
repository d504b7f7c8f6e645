import type { Actor } from '../../platform/access/actor.js';
import { sqlOfDb, type Database } from '../../platform/db/database.js';
import { toPagination, type Page } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import { recordAudit } from '../audit/index.js';
import { toInboxEvent, toInboxEventCard } from './inbox.presenter.js';
import { countEvents, findEvent, listEvents, type InboxFilter } from './inbox.queries.js';
import { lockStatus, requeue } from './inbox.repository.js';

export interface InboxQuery {
  readonly page: number;
  readonly limit: number;
  readonly cursor?: unknown;
  readonly status?: InboxFilter['status'] & string;
  readonly provider?: string;
}

export function createInboxService({ database }: { database: Database }) {
  const get = async (actor: Actor, id: number) => {
    const row = await findEvent(database.sql, actor.organizationId, id);
    if (row === null) throw notFound('Webhook event');
    return toInboxEventCard(row);
  };

  return {
    list: (actor: Actor, query: InboxQuery) => list(database, actor, query),

    get,

    /** Puts an event back into the queue unless it is there already. @throws Problem `not_found`. */
    replay: async (actor: Actor, id: number) => {
      await replay(database, actor, id);
      return get(actor, id);
    },

    /** The same for all events of a status; returns how many. */
    replayAll: (actor: Actor, status: 'dead' | 'failed'): Promise<number> =>
      database.inTransaction(async (db) => {
        const { organizationId } = actor;
        const replayed = await requeue(sqlOfDb(db), { organizationId, id: null, status });
        await recordAudit(db, {
          action: 'webhook_event.replay_all',
          objectType: 'webhook_event',
          objectId: null,
          fields: { status: { before: status, after: 'pending' }, count: { after: replayed } },
        });
        return replayed;
      }),
  };
}

export type InboxService = ReturnType<typeof createInboxService>;

async function list(
  { sql }: Database,
  actor: Actor,
  query: InboxQuery,
): Promise<Page<ReturnType<typeof toInboxEvent>>> {
  const { status = null, provider = null, limit } = query;
  const filter = { organizationId: actor.organizationId, status, provider };
  const beforeId = readCursor(query.cursor);
  const offset = beforeId === null ? (query.page - 1) * limit : 0;
  const [rows, total] = await Promise.all([
    listEvents(sql, filter, { limit: limit + 1, offset, beforeId }),
    countEvents(sql, filter),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor(last.id) : null;
  return { data: shown.map(toInboxEvent), pagination: toPagination(query, { total, nextCursor }) };
}

const replay = (database: Database, { organizationId }: Actor, id: number): Promise<void> =>
  database.inTransaction(async (db) => {
    const before = await lockStatus(sqlOfDb(db), organizationId, id);
    if (before === null) throw notFound('Webhook event');
    if (before === 'pending') return;
    await requeue(sqlOfDb(db), { organizationId, id, status: null });
    await recordAudit(db, {
      action: 'webhook_event.replay',
      objectType: 'webhook_event',
      objectId: id,
      fields: { status: { before, after: 'pending' } },
    });
  });

const writeCursor = (id: number): string => Buffer.from(String(id)).toString('base64url');

function readCursor(cursor: unknown): number | null {
  if (typeof cursor !== 'string') return null;
  const id = Number(Buffer.from(cursor, 'base64url').toString('latin1'));
  // A cursor nobody gave out leads to the end, not to an error of the database.
  return Number.isSafeInteger(id) && id >= 0 ? id : 0;
}
