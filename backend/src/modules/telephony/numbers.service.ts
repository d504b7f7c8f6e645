import type { Actor } from '../../platform/access/actor.js';
import { dropArea } from '../../platform/cache/cache.js';
import { sqlOfDb, type Database, type Db } from '../../platform/db/database.js';
import { toPagination, type Page } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import { publishLiveEvents } from '../../platform/realtime/live-event.js';
import { recordAudit } from '../audit/index.js';
import type { CallPorts } from './projection/ports.js';
import { countUnassigned, listUnassigned, type UnassignedNumber } from './telephony.queries.js';
import { createTelephonyRepository, fillCallsOf } from './telephony.repository.js';

export interface NumbersServiceDeps {
  readonly database: Database;
  readonly recomputeDebts: CallPorts['recomputeDebts'];
}

/** Dialled numbers that no company number knew when the calls came. */
export function createNumbersService({ database, recomputeDebts }: NumbersServiceDeps) {
  const fill = async (db: Db, { organizationId }: Actor, phoneId: number): Promise<number> => {
    const phone = await createTelephonyRepository(db).findPhone(organizationId, phoneId);
    if (!phone) throw notFound('Phone');
    const sql = sqlOfDb(db);
    const calls = await fillCallsOf(sql, phone);
    if (calls.length === 0) return 0;
    await recordAudit(db, {
      action: 'phone.fill_calls',
      objectType: 'phone',
      objectId: phoneId,
      fields: { count: { after: calls.length } },
    });
    await dropArea(db, 'stats', organizationId);
    // Any number of rows of any age: pages read anew what they show.
    await publishLiveEvents(db, [{ organizationId, type: 'reload', city: null, data: {} }]);
    const clients = [...new Set(calls.flatMap(({ phoneClient }) => phoneClient ?? []))].sort();
    if (clients.length > 0) await recomputeDebts(sql, organizationId, clients);
    return calls.length;
  };

  return {
    listUnassigned: async (
      { organizationId }: Actor,
      query: { page: number; limit: number },
    ): Promise<Page<UnassignedNumber>> => {
      const offset = (query.page - 1) * query.limit;
      const [data, total] = await Promise.all([
        listUnassigned(database.sql, organizationId, { limit: query.limit, offset }),
        countUnassigned(database.sql, organizationId),
      ]);
      const pagination = toPagination(query, { total, nextCursor: null });
      return { data, pagination: { ...pagination, hasNext: offset + data.length < total } };
    },

    /** What a number turned out to mean, told to its calls of the past; returns how many. @throws Problem `not_found`. */
    fillCalls: (actor: Actor, phoneId: number): Promise<number> =>
      database.inTransaction((db) => fill(db, actor, phoneId)),
  };
}

export type NumbersService = ReturnType<typeof createNumbersService>;
