import type { Actor } from '../../platform/access/actor.js';
import { sqlOfDb, type Database, type Sql } from '../../platform/db/database.js';
import { notFound } from '../../platform/http/problem.js';
import { toPagination, type Page } from '../../platform/http/operation.js';
import { notify } from '../../platform/realtime/notification-bus.js';
import { recordAudit } from '../audit/index.js';
import { toInboxEvent, toInboxEventCard } from './inbox.presenter.js';
import { countEvents, findEvent, listEvents, type InboxFilter, type InboxRow } from './inbox.queries.js';

export interface InboxQuery {
  readonly page: number;
  readonly limit: number;
  readonly cursor?: unknown;
  readonly status?: InboxFilter['status'] & string;
  readonly provider?: string;
}

export function createInboxService({ database }: { database: Database }) {
  const getRow = async (sql: Sql, actor: Actor, id: number): Promise<InboxRow> => {
    const row = await findEvent(sql, actor.organizationId, id);
    if (row === null) throw notFound('Webhook event');
    return row;
  };

  return {
    list: async (actor: Actor, query: InboxQuery): Promise<Page<ReturnType<typeof toInboxEvent>>> => {
      const { status = null, provider = null, limit } = query;
      const filter = { organizationId: actor.organizationId, status, provider };
      const beforeId = readCursor(query.cursor);
      const offset = beforeId === null ? (query.page - 1) * limit : 0;
      const [rows, total] = await Promise.all([
        listEvents(database.sql, filter, { limit: limit + 1, offset, beforeId }),
        countEvents(database.sql, filter),
      ]);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const nextCursor = rows.length > limit && last ? writeCursor(last.id) : null;
      return { data: shown.map(toInboxEvent), pagination: toPagination(query, { total, nextCursor }) };
    },

    get: async (actor: Actor, id: number) => toInboxEventCard(await getRow(database.sql, actor, id)),

    /** Puts an event back into the queue unless it is there already. @throws Problem `not_found`. */
    replay: (actor: Actor, id: number) =>
      database.inTransaction(async (db) => {
        const sql = sqlOfDb(db);
        const before = await getRow(sql, actor, id);
        if (before.status === 'pending') return toInboxEventCard(before);
        await requeue(sql, { organizationId: actor.organizationId, id, status: null });
        await recordAudit(db, {
          action: 'webhook_event.replay',
          objectType: 'webhook_event',
          objectId: id,
          fields: { status: { before: before.status, after: 'pending' } },
        });
        return toInboxEventCard(await getRow(sql, actor, id));
      }),

    /** The same for all events of a status; returns how many. */
    replayAll: (actor: Actor, status: 'dead' | 'failed'): Promise<number> =>
      database.inTransaction(async (db) => {
        const replayed = await requeue(sqlOfDb(db), {
          organizationId: actor.organizationId,
          id: null,
          status,
        });
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

interface Requeue {
  readonly organizationId: number;
  readonly id: number | null;
  readonly status: 'dead' | 'failed' | null;
}

/** A fresh start: the attempts of the past do not count against the event. */
async function requeue(sql: Sql, { organizationId, id, status }: Requeue): Promise<number> {
  const [row] = await sql.query<{ count: number | bigint }>({
    text: `WITH requeued AS (
        UPDATE inbox_event SET status = 'pending', attempts = 0, next_attempt_at = now(), processed_at = NULL
        WHERE organization_id = $1::int AND status <> 'pending' AND ($2::bigint IS NULL OR id = $2::bigint)
          AND ($3::text IS NULL OR status = $3::text)
        RETURNING 1
      ) SELECT count(*)::int AS count FROM requeued`,
    values: [organizationId, id, status],
  });
  await notify(sql, 'inbox', '');
  return Number(row?.count ?? 0);
}

const writeCursor = (id: number): string => Buffer.from(String(id)).toString('base64url');

function readCursor(cursor: unknown): number | null {
  if (typeof cursor !== 'string') return null;
  const id = Number(Buffer.from(cursor, 'base64url').toString('latin1'));
  // A cursor nobody gave out leads to the end, not to an error of the database.
  return Number.isSafeInteger(id) && id >= 0 ? id : 0;
}
