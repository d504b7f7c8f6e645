import type { Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import { problem } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import {
  changedValues,
  columnsOfChange,
  masterAfter,
  misfitsOfStatus,
  movesSlot,
  namesMaster,
  takesAcceptanceBack,
  type FieldValues,
} from './order-change.rules.js';
import { assertCoversCity, cityOrThrow, forceOf, meetingErrors, referenceErrors } from './order-checks.js';
import { findReferences, type References } from './order-references.queries.js';
import type { CityRow } from './order-slots.queries.js';
import { judgeStep, takesSeat } from './order-status.rules.js';
import type { OrderChange, OrderRow } from './order-values.js';
import type { OrderView } from './order-view.contract.js';
import type { UpdateOrderBody } from './orders.contract.js';
import { allowedStatuses, editableFields, partyOf } from './orders.policy.js';
import { toOrderView } from './orders.presenter.js';
import type { NewHistoryEntry } from './orders.repository.js';
import type { OrderStore, SeatDecision } from './save-order.js';
import { historyChanges } from './write-order.js';

export interface UpdateOrderDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly store: OrderStore;
}

/**
 * Changes fields of an order; a body that changes nothing leaves the row as it is.
 * @throws Problem 403 for a field that is not the caller's, 409 `slot_full`, 412, 422.
 */
export const createOrderUpdate =
  ({ database, clock, store }: UpdateOrderDeps) =>
  async (actor: Actor, orderId: number, body: UpdateOrderBody): Promise<OrderView> => {
    const { version, force: _, ...values } = body;
    const now = clock.now();
    const force = forceOf(actor, body);
    const order = await store.getAtVersion(actor, orderId, version);
    const changed = changedValues(order, values);
    if (Object.keys(changed).length === 0) return toOrderView(actor, order);

    assertMayChange(actor, order, changed);
    const masterId = masterAfter(order, changed, values.masterId);
    assertMayTakeBack(actor, order, takesAcceptanceBack(order, changed, masterId));
    const { organizationId } = actor;
    const { city = order.city, rk = order.rk } = changed;
    const references = await findReferences(database.sql, { organizationId, city, rk, masterId });
    const cityRow = checkedCity(order, { changed, masterId, references, now });

    const change = columnsOfChange(order, changed, masterId);
    const seat: SeatDecision =
      movesSlot(changed) && takesSeat(order.statusOrder) ? { cityRow, force } : 'keep';
    const history = historyOf(order, change);
    const after = await store.save({
      actor,
      before: order,
      change,
      seat,
      action: 'order.update',
      history,
      now,
    });
    return toOrderView(actor, after ?? order);
  };

function assertMayChange(actor: Actor, order: OrderRow, changed: FieldValues): void {
  const allowed: readonly string[] = editableFields(actor, order);
  const fields = Object.keys(changed).filter((name) => !allowed.includes(name));
  if (fields.length > 0)
    throw problem('forbidden', { detail: 'Fields beyond the right of the caller', extensions: { fields } });
  if (changed.city !== undefined) assertCoversCity(actor, changed.city);
}

function assertMayTakeBack(actor: Actor, order: OrderRow, isTakenBack: boolean): void {
  if (!isTakenBack || judgeStep(partyOf(actor, order), order.statusOrder, 'new') === 'allowed') return;
  throw problem('forbidden', {
    detail: 'The acceptance of the master may not be taken back by the caller',
    extensions: { allowed: allowedStatuses(actor, order) },
  });
}

interface Checked {
  readonly changed: FieldValues;
  readonly masterId: number | null;
  readonly references: References;
  readonly now: Date;
}

function checkedCity(order: OrderRow, { changed, masterId, references, now }: Checked): CityRow {
  const at = changed.dateMeeting ?? order.dateMeeting;
  const moved = changed.dateMeeting !== undefined;
  return cityOrThrow(references, [
    ...misfitsOfStatus(order, changed),
    ...referenceErrors(references, { checksMaster: masterId !== null && namesMaster(order, changed) }),
    ...(movesSlot(changed) ? meetingErrors(references.city, { at, now, moved }) : []),
  ]);
}

function historyOf(order: OrderRow, change: OrderChange): NewHistoryEntry[] {
  const changed: NewHistoryEntry = { kind: 'changed', changes: historyChanges(order, change) };
  if (change.statusOrder === undefined) return [changed];
  return [changed, { kind: 'status', fromStatus: order.statusOrder, toStatus: change.statusOrder }];
}
