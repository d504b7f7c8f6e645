import type { Actor } from '../../platform/access/actor.js';
import { dropArea } from '../../platform/cache/cache.js';
import { sqlOfDb, type Db } from '../../platform/db/database.js';
import { publishLiveEvents } from '../../platform/realtime/live-event.js';
import { changedFields, recordAudit } from '../audit/index.js';
import { eventsOf } from './order-events.js';
import { findOrderRow } from './order-rows.queries.js';
import type { OrderChange, OrderRow } from './order-values.js';
import type { NewHistoryEntry, OrdersRepository } from './orders.repository.js';

/** A write of one order that its caller has decided on. */
export interface OrderWrite {
  readonly actor: Actor;
  readonly orderId: number;
  /** Null for a new order. */
  readonly before: OrderRow | null;
  readonly action: 'order.create' | 'order.update' | 'order.status' | 'order.delete';
  /** The columns as they are now. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly history: readonly NewHistoryEntry[];
  readonly now: Date;
}

/** Adds to the transaction of a write all that goes with it: history, audit, live events, stale figures. Returns the row as it is now. */
export async function recordWrite(
  db: Db,
  orders: OrdersRepository,
  write: OrderWrite,
): Promise<OrderRow | null> {
  const { actor, orderId, before, action, change, history, now } = write;
  const { organizationId, operatorId } = actor;
  await orders.addHistory({ orderId, organizationId, operatorId, at: now }, history);
  const { slotPlace: _, ...told } = change;
  const fields = changedFields(before as Readonly<Record<string, unknown>> | null, told);
  await recordAudit(db, { action, objectType: 'order', objectId: orderId, fields });
  const after = await findOrderRow(sqlOfDb(db), { organizationId, orderId });
  await publishLiveEvents(db, eventsOf(before, after));
  await dropArea(db, 'stats', organizationId);
  return after;
}

/** Columns that history tells in other words or not at all. */
const NOT_TOLD: ReadonlySet<string> = new Set([
  'slotPlace',
  'statusOrder',
  'closingData',
  'reason',
  'deletedAt',
]);

/** `{field: [before, after]}` of what a change really changes. */
export function historyChanges(
  before: OrderRow,
  change: OrderChange,
): Record<string, readonly [unknown, unknown]> {
  const entries = Object.entries(change)
    .filter(([name]) => !NOT_TOLD.has(name))
    .map(([name, value]) => [name, [toJson(before[name as keyof OrderRow]), toJson(value)]] as const)
    .filter(([, [was, is]]) => was !== is);
  return Object.fromEntries(entries);
}

const toJson = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : (value ?? null));

/** History's mark of a booking over the capacity. */
export const forcedEntry = (reason: string): NewHistoryEntry => ({
  kind: 'changed',
  reason,
  changes: { isOverbooked: [false, true] },
});
