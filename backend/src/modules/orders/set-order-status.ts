import type { Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import { isErasedPhone } from '../../platform/erased-phone.js';
import { invalidFields, problem } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { forceOf } from './order-checks.js';
import { findCity } from './order-slots.queries.js';
import { judgeStep, takesSeat, type Party } from './order-status.rules.js';
import { columnsOfStep, fieldsOfStep, misfitsOfStep } from './order-step.rules.js';
import type { OrderRow, OrderStatus } from './order-values.js';
import type { OrderView } from './order-view.contract.js';
import type { OrderStatusBody } from './orders.contract.js';
import { allowedStatuses, editableFields, partyOf } from './orders.policy.js';
import { toOrderView } from './orders.presenter.js';
import type { NewHistoryEntry } from './orders.repository.js';
import type { OrderStore, SeatDecision } from './save-order.js';
import { historyChanges } from './write-order.js';

export interface SetOrderStatusDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly store: OrderStore;
}

/**
 * Leads an order to another status (`domain.md` C2.2).
 * @throws Problem 409 `illegal_transition` when nobody may make this step, 403 when others may, 409 `slot_full` on reopening, 412, 422.
 */
export const createOrderStep =
  ({ database, clock, store }: SetOrderStatusDeps) =>
  async (actor: Actor, orderId: number, body: OrderStatusBody): Promise<OrderView> => {
    const { status: to, version, force: _, ...values } = body;
    const now = clock.now();
    const force = forceOf(actor, body);
    const order = await store.getAtVersion(actor, orderId, version);
    const party = assertMayStep(actor, order, to);
    assertMayGive(actor, order, Object.keys(fieldsOfStep(order, values)));
    const errors = misfitsOfStep(order, to, values);
    if (errors.length > 0) throw invalidFields(errors);

    const change = columnsOfStep(order, { to, party, values, now });
    const seat = await seatAfter(order, to, force);
    const entry: NewHistoryEntry = {
      kind: 'status',
      fromStatus: order.statusOrder,
      toStatus: to,
      reason: values.reason ?? null,
      changes: historyChanges(order, change),
    };
    const after = await store.save({
      actor,
      before: order,
      change,
      seat,
      action: 'order.status',
      history: [entry],
      now,
    });
    return toOrderView(actor, after ?? order);

    async function seatAfter(
      before: OrderRow,
      status: OrderStatus,
      reason: string | null,
    ): Promise<SeatDecision> {
      if (takesSeat(before.statusOrder) === takesSeat(status)) return 'keep';
      if (!takesSeat(status)) return 'free';
      const cityRow = await findCity(database.sql, {
        organizationId: before.organizationId,
        city: before.city,
      });
      if (!cityRow) throw problem('internal', { detail: 'The city of an order is not there' });
      return { cityRow, force: reason };
    }
  };

function assertMayStep(actor: Actor, order: OrderRow, to: OrderStatus): Party {
  const party = partyOf(actor, order);
  // Nobody can be visited whose data were erased.
  const verdict = isErasedPhone(order.phone) ? 'illegal' : judgeStep(party, order.statusOrder, to);
  if (verdict === 'allowed' && party) return party;
  const extensions = { allowed: allowedStatuses(actor, order) };
  throw problem(verdict === 'illegal' ? 'illegal_transition' : 'forbidden', { extensions });
}

function assertMayGive(actor: Actor, order: OrderRow, given: readonly string[]): void {
  const allowed: readonly string[] = editableFields(actor, order);
  const fields = given.filter((name) => !allowed.includes(name));
  if (fields.length > 0)
    throw problem('forbidden', { detail: 'Fields beyond the right of the caller', extensions: { fields } });
}
