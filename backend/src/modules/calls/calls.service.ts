import type { Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import { toPagination, type Page } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import type { Infer } from '../../platform/http/schema.js';
import type { Clock } from '../../platform/time.js';
import { listOf, readCursor, writeCursor, type CallOrder } from './call-cursor.js';
import { countCalls } from './call-counts.queries.js';
import { findCallDetails, findLiveCalls, isCallInScope } from './call-details.queries.js';
import { resolveFilter, scopeOf, type CallFilterInput } from './call-filter.js';
import { listCalls } from './call-list.queries.js';
import type { CallView } from './call-view.contract.js';
import { callViewsByIds, toCallView, type CallRow } from './call-view.queries.js';
import type { CALL_COUNTS, CallDetails, Debt } from './calls.contract.js';
import { presentBrief, presentCall, presentDebt, presentDetails } from './calls.presenter.js';
import { classifyCall, type ClassifyInput } from './classify-call.js';
import { countDebts, listDebts } from './debts.queries.js';
import type { RingBrief } from './ring-brief.contract.js';
import { ringBriefOf } from './ring-brief.queries.js';

export interface CallsDeps {
  readonly database: Database;
  readonly clock: Clock;
}

interface PageInput {
  readonly page: number;
  readonly limit: number;
  readonly cursor?: string;
}
export interface CallListInput extends PageInput, CallFilterInput {
  readonly sortBy: CallOrder['by'];
  readonly sortOrder: CallOrder['order'];
}

export type CallsService = ReturnType<typeof createCallsService>;

export function createCallsService(deps: CallsDeps) {
  const { database, clock } = deps;
  const { sql } = database;
  return {
    list: async (actor: Actor, input: CallListInput): Promise<Page<CallView>> => {
      const { page, limit, cursor, sortBy, sortOrder, ...filter } = input;
      const order: CallOrder = { by: sortBy, order: sortOrder };
      const found = await listCalls(sql, {
        filter: resolveFilter(filter, actor.organizationTimezone),
        scope: scopeOf(actor),
        order,
        after: cursor === undefined ? null : readCursor(cursor, listOf(order)),
        offset: (page - 1) * limit,
        limit,
      });
      const last = found.rows.at(-1);
      const nextCursor =
        last && found.hasMore ? writeCursor(listOf(order), { key: keyOf(last, order), id: last.id }) : null;
      const totals = { total: found.total, nextCursor, ...(!found.isTotalExact && { totalExact: false }) };
      return {
        data: found.rows.map((row) => presentCall(actor, toCallView(row))),
        pagination: toPagination({ page, limit }, totals),
      };
    },

    counts: async (actor: Actor, input: CallFilterInput): Promise<Infer<typeof CALL_COUNTS>> => {
      const scope = scopeOf(actor);
      const filter = resolveFilter(input, actor.organizationTimezone);
      const [counts, debts] = await Promise.all([
        countCalls(sql, { filter, scope, now: clock.now() }),
        countDebts(sql, scope, input.city),
      ]);
      return { ...counts, debts };
    },

    missed: async (
      actor: Actor,
      { page, limit, cursor, city }: PageInput & { city?: string },
    ): Promise<Page<Debt>> => {
      const scope = scopeOf(actor);
      const after = cursor === undefined ? null : readCursor(cursor, 'debts');
      const [total, found] = await Promise.all([
        countDebts(sql, scope, city),
        listDebts(sql, scope, { city, after, offset: (page - 1) * limit, limit: limit + 1 }),
      ]);
      const rows = found.slice(0, limit);
      const last = rows.at(-1);
      const nextCursor = last && found.length > limit ? writeCursor('debts', last.position) : null;
      return {
        data: rows.map(({ debt }) => presentDebt(actor, debt)),
        pagination: toPagination({ page, limit }, { total, nextCursor }),
      };
    },

    live: async (actor: Actor): Promise<CallView[]> => {
      const ids = await findLiveCalls(sql, scopeOf(actor), clock.now());
      const calls = await callViewsByIds(sql, actor.organizationId, ids);
      return calls.map((call) => presentCall(actor, call));
    },

    get: async (actor: Actor, callId: number): Promise<CallDetails> => {
      const details = await findCallDetails(sql, scopeOf(actor), callId);
      if (!details) throw notFound('The call');
      return presentDetails(actor, details);
    },

    brief: async (actor: Actor, callId: number): Promise<RingBrief> => {
      const { organizationId } = actor;
      const isReached = await isCallInScope(sql, scopeOf(actor), callId);
      const brief = isReached ? await ringBriefOf(sql, { organizationId, callId, now: clock.now() }) : null;
      if (!brief) throw notFound('The call');
      return presentBrief(actor, brief);
    },

    classify: (actor: Actor, input: ClassifyInput): Promise<CallView> => classifyCall(deps, actor, input),
  };
}

function keyOf(row: CallRow, { by }: CallOrder): number | null {
  return by === 'dateCreate' ? row.dateCreate.getTime() : row[by];
}
