import type { Actor } from '../../platform/access/actor.js';
import { toPagination, type Page } from '../../platform/http/operation.js';
import type { Infer } from '../../platform/http/schema.js';
import { countCalls } from './call-counts.queries.js';
import { listOf, readCursor, writeCursor, type CallOrder } from './call-cursor.js';
import { resolveFilter, scopeOf, type CallFilterInput } from './call-filter.js';
import { listCalls, type CallList } from './call-list.queries.js';
import type { CallView } from './call-view.contract.js';
import { toCallView, type CallRow } from './call-view.queries.js';
import type { CALL_COUNTS, Debt } from './calls.contract.js';
import { presentCall, presentDebt } from './calls.presenter.js';
import type { CallsDeps } from './calls.service.js';
import { countDebts, listDebts } from './debts.queries.js';

interface PageInput {
  readonly page: number;
  readonly limit: number;
  readonly cursor?: string;
}
export interface CallListInput extends PageInput, CallFilterInput {
  readonly sortBy: CallOrder['by'];
  readonly sortOrder: CallOrder['order'];
}

export type CallLists = ReturnType<typeof createCallLists>;

/** Lists of calls and debts with their totals, and the counters of the quick filters. */
export function createCallLists({ database: { sql }, clock }: CallsDeps) {
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
      return {
        data: found.rows.map((row) => presentCall(actor, toCallView(row))),
        pagination: toPagination({ page, limit }, totalsOf(found, order)),
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
  };
}

function totalsOf({ rows, hasMore, total, isTotalExact }: CallList, order: CallOrder) {
  const last = rows.at(-1);
  const nextCursor =
    last && hasMore ? writeCursor(listOf(order), { key: keyOf(last, order), id: last.id }) : null;
  return { total, nextCursor, ...(!isTotalExact && { totalExact: false }) };
}

function keyOf(row: CallRow, { by }: CallOrder): number | null {
  return by === 'dateCreate' ? row.dateCreate.getTime() : row[by];
}
