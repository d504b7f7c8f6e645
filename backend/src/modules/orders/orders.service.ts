import type { Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import { invalidField, notFound } from '../../platform/http/problem.js';
import { addDays, startOfDay, type Clock } from '../../platform/time.js';
import { createOrderCreation } from './create-order.js';
import { callsOfOrder, historyOfOrder } from './order-card.queries.js';
import { openOrdersOfPhone } from './order-rows.queries.js';
import { bookedSlots, findCity } from './order-slots.queries.js';
import { slotStarts } from './order-slots.rules.js';
import { takesSeat } from './order-status.rules.js';
import { TYPE_EQUIPMENTS } from './order-values.js';
import type { OrderCardView, SlotView } from './order-view.contract.js';
import { coversCity } from './orders.policy.js';
import { toHistory, toOpenOrderRefs, toOrderCalls, toOrderView } from './orders.presenter.js';
import { createOrderStore } from './save-order.js';
import { createOrderStep } from './set-order-status.js';
import { createOrderUpdate } from './update-order.js';

export interface OrdersServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export function createOrdersService({ database, clock }: OrdersServiceDeps) {
  const { sql } = database;
  const store = createOrderStore({ database, clock });

  return {
    ...createOrderCreation({ database, clock }),
    update: createOrderUpdate({ database, clock, store }),
    setStatus: createOrderStep({ database, clock, store }),

    async getCard(actor: Actor, orderId: number): Promise<OrderCardView> {
      const row = await store.get(actor, orderId);
      const key = { organizationId: actor.organizationId, orderId };
      const [calls, history, open] = await Promise.all([
        callsOfOrder(sql, key),
        historyOfOrder(sql, key),
        openOrdersOfPhone(sql, row),
      ]);
      return {
        ...toOrderView(actor, row),
        otherOpenOrders: toOpenOrderRefs(actor, open, orderId),
        calls: toOrderCalls(actor, calls),
        history: toHistory(actor, history),
      };
    },

    /** Hides an order from every list and figure for good; its seat is free again. */
    async remove(actor: Actor, orderId: number): Promise<void> {
      const before = await store.get(actor, orderId);
      const now = clock.now();
      const seat = takesSeat(before.statusOrder) ? 'free' : 'keep';
      const history = [{ kind: 'deleted', fromStatus: before.statusOrder } as const];
      await store.save({
        actor,
        before,
        change: { deletedAt: now },
        seat,
        action: 'order.delete',
        history,
        now,
      });
    },

    /** The 25 half-hours of a city's day, each direction. @throws Problem 404 out of scope, 422 for an unknown city. */
    async slots(actor: Actor, { city, date }: { city: string; date: string }): Promise<SlotView[]> {
      const { organizationId } = actor;
      const cityRow = await findCity(sql, { organizationId, city });
      if (!cityRow) throw invalidField('city', 'invalid_value');
      if (!coversCity(actor, city)) throw notFound('City');
      const { timezone, slotCapacity: capacity } = cityRow;
      const span = { from: startOfDay(date, timezone), to: startOfDay(addDays(date, 1), timezone) };
      const booked = await bookedSlots(sql, { organizationId, city, ...span });
      const bookedAt = new Map(
        booked.map((slot) => [`${slot.typeEquipment}${String(slot.startsAt.getTime())}`, slot.booked]),
      );
      return slotStarts(date, timezone).flatMap(({ time, startsAt }) =>
        TYPE_EQUIPMENTS.map((typeEquipment) => ({
          time,
          startsAt,
          typeEquipment,
          booked: bookedAt.get(`${typeEquipment}${String(startsAt.getTime())}`) ?? 0,
          capacity,
        })),
      );
    },
  };
}

export type OrdersService = ReturnType<typeof createOrdersService>;
