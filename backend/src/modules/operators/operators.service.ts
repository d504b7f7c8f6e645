import type { Actor } from '../../platform/access/actor.js';
import { toNumberedPage } from '../../platform/http/numbered-page.js';
import type { Page } from '../../platform/http/operation.js';
import { invalidField, notFound, problem } from '../../platform/http/problem.js';
import { daysBetween } from '../../platform/time.js';
import { changeOperator, type OperatorChange } from './change-operator.js';
import { employOperator } from './employ-operator.js';
import type { OperatorWriteDeps } from './operator-write.js';
import type {
  ListOperatorsQuery,
  OperatorDraft,
  SeenOperatorView,
  WorkdayView,
} from './operators.contract.js';
import { mayReadWorktime, seesWholeRows } from './operators.policy.js';
import { toBrief, toOperator } from './operators.presenter.js';
import { findOperator, listOperators, type OperatorRow } from './operators.queries.js';
import { removeOperator } from './remove-operator.js';
import { intervalsOf } from './worktime.queries.js';
import { boundsOf, workdays } from './worktime.rules.js';

const MOST_DAYS = 366;

export function createOperatorsService(deps: OperatorWriteDeps) {
  const { database, clock } = deps;

  const getWithinReach = async (actor: Actor, operatorId: number): Promise<OperatorRow> => {
    const row = await findOperator(database.sql, actor, operatorId);
    if (!row || (row.status === 'inactive' && !seesWholeRows(actor)))
      throw notFound(`operator ${String(operatorId)}`);
    return row;
  };
  const present = (actor: Actor) => (seesWholeRows(actor) ? toOperator : toBrief);

  return {
    /** @throws Problem `forbidden` for filters by what the caller does not see. */
    list: async (actor: Actor, query: ListOperatorsQuery): Promise<Page<SeenOperatorView>> => {
      const isBrief = !seesWholeRows(actor);
      if (isBrief && (query.role !== undefined || query.status !== undefined)) throw problem('forbidden');
      const { rows, total } = await listOperators(database.sql, actor, { ...query, isBrief });
      return toNumberedPage(rows.map(present(actor)), query, total);
    },

    /** @throws Problem `not_found`. */
    get: async (actor: Actor, operatorId: number): Promise<SeenOperatorView> =>
      present(actor)(await getWithinReach(actor, operatorId)),

    create: (actor: Actor, draft: OperatorDraft) => employOperator(deps, actor, draft),
    change: (actor: Actor, change: OperatorChange) => changeOperator(deps, actor, change),
    remove: (actor: Actor, operatorId: number) => removeOperator(deps, actor, operatorId),

    /** @throws Problem `not_found`, `forbidden`, `invalid_fields` for a period that ends before it starts or is too long. */
    worktime: async (
      actor: Actor,
      operatorId: number,
      { startDate, endDate }: { startDate: string; endDate: string },
    ): Promise<WorkdayView[]> => {
      await getWithinReach(actor, operatorId);
      if (!mayReadWorktime(actor, operatorId)) throw problem('forbidden');
      const days = daysBetween(startDate, endDate) + 1;
      if (days < 1 || days > MOST_DAYS) throw invalidField('endDate', 'out_of_range');
      const period = { startDate, endDate, timeZone: actor.organizationTimezone, now: clock.now() };
      const { organizationId } = actor;
      return workdays(
        await intervalsOf(database.sql, { organizationId, operatorId }, boundsOf(period)),
        period,
      );
    },
  };
}

export type OperatorsService = ReturnType<typeof createOperatorsService>;
