import type { Actor } from '../../platform/access/actor.js';
import type { Database, Db } from '../../platform/db/database.js';
import { sqlOfDb } from '../../platform/db/database.js';
import { notFound, staleVersion } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { findOrderRow } from './order-rows.queries.js';
import type { CityRow } from './order-slots.queries.js';
import type { OrderChange, OrderRow } from './order-values.js';
import { isInScope } from './orders.policy.js';
import { toOrderView } from './orders.presenter.js';
import {
  createOrdersRepository,
  type NewHistoryEntry,
  type OrdersRepository,
  type SlotKey,
} from './orders.repository.js';
import { orSlotFull, takeSeat } from './take-seat.js';
import { forcedEntry, recordWrite, type OrderWrite } from './write-order.js';

/** What becomes of the order's seat: it stays, it is given up, or a new one is taken (`force` is the reason of an overbooking). */
export type SeatDecision = 'keep' | 'free' | { readonly cityRow: CityRow; readonly force: string | null };

export interface Decision {
  readonly actor: Actor;
  readonly before: OrderRow;
  readonly change: OrderChange;
  readonly seat: SeatDecision;
  readonly action: OrderWrite['action'];
  readonly history: readonly NewHistoryEntry[];
  readonly now: Date;
}

export interface OrderStore {
  /** The order, if the caller reaches it. @throws Problem `not_found`. */
  get(actor: Actor, orderId: number): Promise<OrderRow>;
  /** The same, as the caller read it. @throws Problem `stale_version` with the row as it is now. */
  getAtVersion(actor: Actor, orderId: number, version: number): Promise<OrderRow>;
  /** Writes a decision; the version in the row decides between two of them. Null when the order is deleted by it. */
  save(decision: Decision): Promise<OrderRow | null>;
}

export function createOrderStore({ database, clock }: { database: Database; clock: Clock }): OrderStore {
  const get = async (actor: Actor, orderId: number): Promise<OrderRow> => {
    const row = await findOrderRow(database.sql, { organizationId: actor.organizationId, orderId });
    if (!row || !isInScope(actor, row, clock.now())) throw notFound('Order');
    return row;
  };
  return {
    get,
    getAtVersion: async (actor, orderId, version) => {
      const row = await get(actor, orderId);
      if (row.version !== version) throw staleVersion(toOrderView(actor, row));
      return row;
    },
    save: (decision) => {
      const { before, change, seat, now } = decision;
      const work = (): Promise<OrderRow | null> => database.inTransaction((db) => write(db, decision));
      if (seat === 'keep' || seat === 'free') return work();
      return orSlotFull(
        { sql: database.sql, wanted: { ...slotAfter(before, change), cityRow: seat.cityRow }, now },
        work,
      );
    },
  };
}

async function write(db: Db, decision: Decision): Promise<OrderRow | null> {
  const { actor, before, action, now } = decision;
  const orders = createOrdersRepository(db);
  const { columns, history } = await withSeat(orders, decision);
  const isWritten = await orders.update(before, columns, now);
  if (!isWritten) throw await staleOrGone(db, decision);
  return recordWrite(db, orders, {
    actor,
    orderId: before.id,
    before,
    action,
    change: columns,
    history,
    now,
  });
}

async function withSeat(
  orders: OrdersRepository,
  { before, change, seat, history }: Decision,
): Promise<{ columns: OrderChange; history: readonly NewHistoryEntry[] }> {
  if (seat === 'keep') return { columns: change, history };
  if (seat === 'free') return { columns: { ...change, slotPlace: null, isOverbooked: false }, history };
  const { cityRow, force } = seat;
  const taken = await takeSeat(orders, { ...slotAfter(before, change), cityRow, force: force !== null });
  const forced = taken.isOverbooked && force !== null ? [forcedEntry(force)] : [];
  return { columns: { ...change, ...taken }, history: [...history, ...forced] };
}

const slotAfter = (before: OrderRow, change: OrderChange): SlotKey => ({
  organizationId: before.organizationId,
  city: change.city ?? before.city,
  typeEquipment: change.typeEquipment ?? before.typeEquipment,
  dateMeeting: change.dateMeeting ?? before.dateMeeting,
});

async function staleOrGone(db: Db, { actor, before, now }: Decision): Promise<Error> {
  const current = await findOrderRow(sqlOfDb(db), {
    organizationId: before.organizationId,
    orderId: before.id,
  });
  return current && isInScope(actor, current, now)
    ? staleVersion(toOrderView(actor, current))
    : notFound('Order');
}
