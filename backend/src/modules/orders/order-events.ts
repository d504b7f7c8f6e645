import type { NewLiveEvent } from '../../platform/realtime/live-event.js';
import { dayOf } from '../../platform/time.js';
import { takesSeat } from './order-status.rules.js';
import type { OrderRow } from './order-values.js';
import { toOrderFacts } from './orders.presenter.js';

/**
 * The news of a write: `before` is null for a new order, `after` for a deleted one. Who loses an order from his list (its city, its
 * master) is told first, with `order: null`; who still has it gets its facts after that.
 */
export function eventsOf(before: OrderRow | null, after: OrderRow | null): NewLiveEvent[] {
  return [...leaving(before, after), ...standing(before, after), ...slotChanges(before, after)];
}

function leaving(before: OrderRow | null, after: OrderRow | null): NewLiveEvent[] {
  if (!before) return [];
  const isLost =
    before.city !== after?.city ||
    (before.masterOperatorId !== null && before.masterOperatorId !== after.masterOperatorId);
  if (!isLost) return [];
  return [{ ...audience(before), type: 'order.updated', data: { id: before.id, order: null } }];
}

function standing(before: OrderRow | null, after: OrderRow | null): NewLiveEvent[] {
  if (!after) return [];
  const type = before ? 'order.updated' : 'order.created';
  return [{ ...audience(after), type, data: { id: after.id, order: toOrderFacts(after) } }];
}

const audience = ({ organizationId, city, masterOperatorId }: OrderRow) => ({
  organizationId,
  city,
  operatorIds: masterOperatorId === null ? [] : [masterOperatorId],
});

function slotChanges(before: OrderRow | null, after: OrderRow | null): NewLiveEvent[] {
  if (seatKey(before) === seatKey(after)) return [];
  return [before, after]
    .filter((row) => row !== null)
    .filter((row) => takesSeat(row.statusOrder))
    .map(slotChanged);
}

const seatKey = (row: OrderRow | null): string | null =>
  row && takesSeat(row.statusOrder)
    ? [row.city, row.typeEquipment, row.dateMeeting.getTime()].join('\u001f')
    : null;

const slotChanged = ({
  organizationId,
  city,
  cityTimezone,
  dateMeeting,
  typeEquipment,
}: OrderRow): NewLiveEvent => ({
  organizationId,
  type: 'slots.changed',
  city,
  data: { city, date: dayOf(dateMeeting, cityTimezone), typeEquipment },
});
