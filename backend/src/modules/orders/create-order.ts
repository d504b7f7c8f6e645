import type { Actor } from '../../platform/access/actor.js';
import type { Database, Db } from '../../platform/db/database.js';
import { isErasedPhone } from '../../platform/erased-phone.js';
import { invalidField, invalidFields, notFound, problem } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import {
  assertCoversCity,
  cityOrThrow,
  errorIf,
  forceOf,
  meetingErrors,
  referenceErrors,
} from './order-checks.js';
import { findReferences, findSourceCall, isPossibleAuthor } from './order-references.queries.js';
import { openOrdersOfPhone } from './order-rows.queries.js';
import type { CityRow } from './order-slots.queries.js';
import type { OrderRow } from './order-values.js';
import type { CreatedOrderView } from './order-view.contract.js';
import type { CreateOrderBody, CreateOrderFromCallBody } from './orders.contract.js';
import { mayNameAuthor } from './orders.policy.js';
import { toOpenOrderRefs, toOrderView } from './orders.presenter.js';
import { createOrdersRepository, type OrderDraft } from './orders.repository.js';
import { orSlotFull, takeSeat } from './take-seat.js';
import { forcedEntry, recordWrite } from './write-order.js';

export interface CreateOrderDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export type OrderCreation = (actor: Actor, body: CreateOrderBody) => Promise<CreatedOrderView>;

/**
 * Books a visit: the seat, the row, the links to calls and all that tells of it, in one transaction.
 * @throws Problem 403, 409 `slot_full`, 422 that names what the reference lists do not have or the slot grid refuses.
 */
export const createOrderCreation =
  ({ database, clock }: CreateOrderDeps): OrderCreation =>
  async (actor, body) => {
    const now = clock.now();
    const force = forceOf(actor, body);
    const operatorNameId = await authorOf(database, actor, body.operatorNameId);
    const cityRow = await checkedCity(database, actor, { body, now });
    const draft = {
      ...columnsOf(body),
      organizationId: actor.organizationId,
      operatorNameId,
      createDate: now,
    };
    const booking = { actor, draft, cityRow, force, callId: body.callId ?? null };
    const row = await orSlotFull({ sql: database.sql, wanted: { ...draft, cityRow }, now }, () =>
      database.inTransaction((db) => book(db, booking)),
    );
    if (!row) throw problem('internal', { detail: 'A new order is not there' });
    const open = await openOrdersOfPhone(database.sql, row);
    return { ...toOrderView(actor, row), otherOpenOrders: toOpenOrderRefs(actor, open, row.id) };
  };

/**
 * Books a visit from a call: the body wins, what it lacks comes from the call.
 * @throws Problem 404 for a call out of scope, 422 `required` for what neither has.
 */
export const createOrderFromCallCreation =
  ({ database }: CreateOrderDeps, create: OrderCreation) =>
  async (actor: Actor, callId: number, body: CreateOrderFromCallBody): Promise<CreatedOrderView> => {
    const call = await findSourceCall(database.sql, actor, callId);
    if (!call) throw notFound('Call');
    const rk = body.rk ?? call.rk;
    const city = body.city ?? call.city;
    const phone = body.phone ?? withoutErased(call.phoneClient);
    const avitoName = body.avitoName ?? call.avitoName;
    if (rk === null || city === null || phone === null) {
      const missing = Object.entries({ rk, city, phone }).filter(([, value]) => value === null);
      throw invalidFields(missing.map(([field]) => ({ field, code: 'required' })));
    }
    return create(actor, { ...body, callId, rk, city, phone, ...(avitoName !== null && { avitoName }) });
  };

/** Nobody can be visited whose number has been erased. */
const withoutErased = (phone: string | null): string | null => (isErasedPhone(phone) ? null : phone);

interface Booking {
  readonly actor: Actor;
  readonly draft: Omit<OrderDraft, 'slotPlace' | 'isOverbooked'>;
  readonly cityRow: CityRow;
  readonly force: string | null;
  readonly callId: number | null;
}

async function book(db: Db, { actor, draft, cityRow, force, callId }: Booking): Promise<OrderRow | null> {
  const orders = createOrdersRepository(db);
  const seat = await takeSeat(orders, { ...draft, cityRow, force: force !== null });
  const change: OrderDraft = { ...draft, ...seat };
  const { id: orderId } = await orders.insert(change);
  if (callId !== null) await orders.linkCallsOfPhone({ ...draft, id: orderId }, callId);
  const forced = seat.isOverbooked && force !== null ? [forcedEntry(force)] : [];
  const history = [{ kind: 'created', toStatus: 'new' } as const, ...forced];
  const now = draft.createDate;
  return recordWrite(db, orders, {
    actor,
    orderId,
    before: null,
    action: 'order.create',
    change,
    history,
    now,
  });
}

/** @throws Problem 422 for an author who is not the caller, unless the caller leads operators. */
async function authorOf({ sql }: Database, actor: Actor, operatorId = actor.operatorId): Promise<number> {
  if (operatorId === actor.operatorId) return operatorId;
  const { organizationId } = actor;
  const isFit = mayNameAuthor(actor) && (await isPossibleAuthor(sql, { organizationId, operatorId }));
  if (!isFit) throw invalidField('operatorNameId', 'invalid_value');
  return operatorId;
}

async function checkedCity(
  { sql }: Database,
  actor: Actor,
  { body, now }: { body: CreateOrderBody; now: Date },
): Promise<CityRow> {
  const { organizationId } = actor;
  const { city, rk, masterId = null, callId, dateMeeting: at } = body;
  const references = await findReferences(sql, { organizationId, city, rk, masterId });
  const call = callId === undefined ? null : await findSourceCall(sql, actor, callId);
  const cityRow = cityOrThrow(references, [
    ...referenceErrors(references, { checksMaster: masterId !== null }),
    ...meetingErrors(references.city, { at, now, moved: true }),
    ...errorIf(callId !== undefined && !call, 'callId'),
  ]);
  assertCoversCity(actor, city);
  return cityRow;
}

const columnsOf = (body: CreateOrderBody) => ({
  rk: body.rk,
  city: body.city,
  avitoName: body.avitoName ?? null,
  phone: body.phone,
  typeOrder: body.typeOrder,
  clientName: body.clientName,
  address: body.address,
  dateMeeting: body.dateMeeting,
  typeEquipment: body.typeEquipment,
  problem: body.problem,
  masterId: body.masterId ?? null,
  chatId: body.chatId ?? null,
});
