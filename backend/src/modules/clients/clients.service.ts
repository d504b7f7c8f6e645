import { seesPhones, type Actor } from '../../platform/access/actor.js';
import { sqlOfDb, type Database } from '../../platform/db/database.js';
import { isErasedPhone } from '../../platform/erased-phone.js';
import { notFound } from '../../platform/http/problem.js';
import { maskPhone } from '../../platform/phone.js';
import { recordAudit } from '../audit/index.js';
import { callViewsByIds, presentCall, scopeOf } from '../calls/index.js';
import { clientRefOf } from './client-refs.repository.js';
import type { ClientCard } from './clients.contract.js';
import { listClientOrders, sumClientCalls, sumClientOrders, type ClientOrderRow } from './clients.queries.js';

export interface ClientsDeps {
  readonly database: Database;
}

export type ClientsService = ReturnType<typeof createClientsService>;

export function createClientsService({ database }: ClientsDeps) {
  const { sql } = database;
  return {
    /**
     * The card of a client as far as the caller's cities reach; opening it is on record.
     * @throws Problem `not_found` for a number without calls and orders in reach.
     */
    open: async (actor: Actor, phone: string): Promise<ClientCard> => {
      const query = { scope: scopeOf(actor), phone };
      const [known, sums, orders] = await Promise.all([
        sumClientCalls(sql, query),
        sumClientOrders(sql, query),
        listClientOrders(sql, query),
      ]);
      if (known.calls + sums.orders === 0) throw notFound('The client');
      const calls = await callViewsByIds(sql, actor.organizationId, known.ids);
      await recordOpening(database, { organizationId: actor.organizationId, phone });
      const [latest] = orders;
      return {
        phone: seesPhones(actor) ? phone : maskPhone(phone),
        isErased: isErasedPhone(phone),
        name: latest?.clientName ?? null,
        address: latest?.address ?? null,
        city: latest?.city ?? known.city,
        totals: { calls: known.calls, missed: known.missed, lastCallAt: known.lastCallAt, ...sums },
        calls: calls.map((call) => presentCall(actor, call)),
        orders: orders.map(toClientOrder),
        chats: [],
        tasks: [],
      };
    },
  };
}

/** In one transaction with the row that makes the client's id, when he has none yet. */
const recordOpening = (
  database: Database,
  client: { organizationId: number; phone: string },
): Promise<void> =>
  database.inTransaction(async (db) => {
    await recordAudit(db, {
      action: 'client.open',
      objectType: 'client',
      objectId: await clientRefOf(sqlOfDb(db), client),
    });
  });

function toClientOrder(row: ClientOrderRow): ClientCard['orders'][number] {
  const { masterId, masterName, operatorId, operatorName, ...order } = row;
  return {
    ...order,
    master: masterId === null || masterName === null ? null : { id: masterId, name: masterName },
    operator: { id: operatorId, name: operatorName },
  };
}
