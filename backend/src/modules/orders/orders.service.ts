import type { Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import type { Clock } from '../../platform/time.js';
import { createOrderCreation, createOrderFromCallCreation } from './create-order.js';
import { callsOfOrder, historyOfOrder } from './order-card.queries.js';
import { openOrdersOfPhone } from './order-rows.queries.js';
import { takesSeat } from './order-status.rules.js';
import type { OrderCardView } from './order-view.contract.js';
import { toHistory, toOpenOrderRefs, toOrderCalls, toOrderView } from './orders.presenter.js';
import { createOrderStore } from './save-order.js';
import { createOrderStep } from './set-order-status.js';
import { createSlotsTable } from './slots-table.js';
import { createOrderUpdate } from './update-order.js';

export interface OrdersServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export function createOrdersService({ database, clock }: OrdersServiceDeps) {
  const store = createOrderStore({ database, clock });

  const create = createOrderCreation({ database, clock });
  return {
    create,
    createFromCall: createOrderFromCallCreation({ database, clock }, create),
    update: createOrderUpdate({ database, clock, store }),
    setStatus: createOrderStep({ database, clock, store }),
    slots: createSlotsTable({ sql: database.sql }),

    async getCard(actor: Actor, orderId: number): Promise<OrderCardView> {
      const { sql } = database;
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
  };
}

export type OrdersService = ReturnType<typeof createOrdersService>;
