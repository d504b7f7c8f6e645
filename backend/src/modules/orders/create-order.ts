import type { Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import {
  invalidField,
  invalidFields,
  notFound,
  problem,
  type FieldError,
} from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { findReferences, findSourceCall, isPossibleAuthor } from './order-references.queries.js';
import { openOrdersOfPhone } from './order-rows.queries.js';
import type { CityRow } from './order-slots.queries.js';
import { meetingMisfit } from './order-slots.rules.js';
import type { CreatedOrderView } from './order-view.contract.js';
import type { CreateOrderBody, CreateOrderFromCallBody } from './orders.contract.js';
import { coversCity, mayNameAuthor, mayOverbook } from './orders.policy.js';
import { toOpenOrderRefs, toOrderView } from './orders.presenter.js';
import { createOrdersRepository, type OrderDraft } from './orders.repository.js';
import { orSlotFull, takeSeat } from './take-seat.js';
import { forcedEntry, recordWrite } from './write-order.js';

export interface CreateOrderDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export function createOrderCreation({ database, clock }: CreateOrderDeps) {
  const { sql } = database;

  /** @throws Problem 403, 409 `slot_full`, 422 that names what the reference lists do not have or the slot grid refuses. */
  async function create(actor: Actor, body: CreateOrderBody): Promise<CreatedOrderView> {
    const now = clock.now();
    const force = forceOf(actor, body);
    const operatorNameId = await authorOf(actor, body.operatorNameId);
    const cityRow = await checkedCity(actor, body, now);
    const draft = {
      ...columnsOf(body),
      organizationId: actor.organizationId,
      operatorNameId,
      createDate: now,
    };
    const wanted = { ...draft, cityRow, force: force !== null };
    const row = await orSlotFull({ sql, wanted, now }, () =>
      database.inTransaction(async (db) => {
        const orders = createOrdersRepository(db);
        const seat = await takeSeat(orders, wanted);
        const inserted: OrderDraft = { ...draft, ...seat };
        const { id } = await orders.insert(inserted);
        if (body.callId !== undefined) await orders.linkCallsOfPhone({ ...draft, id }, body.callId);
        const forced = seat.isOverbooked && force !== null ? [forcedEntry(force)] : [];
        const history = [{ kind: 'created', toStatus: 'new' } as const, ...forced];
        return recordWrite(db, orders, {
          actor,
          orderId: id,
          before: null,
          action: 'order.create',
          change: inserted,
          history,
          now,
        });
      }),
    );
    if (!row) throw problem('internal', { detail: 'A new order is not there' });
    const open = await openOrdersOfPhone(sql, row);
    return { ...toOrderView(actor, row), otherOpenOrders: toOpenOrderRefs(actor, open, row.id) };
  }

  async function authorOf(actor: Actor, operatorId = actor.operatorId): Promise<number> {
    if (operatorId === actor.operatorId) return operatorId;
    const { organizationId } = actor;
    const isFit = mayNameAuthor(actor) && (await isPossibleAuthor(sql, { organizationId, operatorId }));
    if (!isFit) throw invalidField('operatorNameId', 'invalid_value');
    return operatorId;
  }

  async function checkedCity(actor: Actor, body: CreateOrderBody, now: Date): Promise<CityRow> {
    const { organizationId } = actor;
    const { city, rk, masterId = null, callId, dateMeeting } = body;
    const found = await findReferences(sql, { organizationId, city, rk, masterId });
    const call = callId === undefined ? null : await findSourceCall(sql, actor, callId);
    const misfit = found.city
      ? meetingMisfit(dateMeeting, { timeZone: found.city.timezone, now, moved: true })
      : null;
    const errors: FieldError[] = [
      ...(found.hasCampaign ? [] : [{ field: 'rk', code: 'invalid_value' } as const]),
      ...(found.city ? [] : [{ field: 'city', code: 'invalid_value' } as const]),
      ...(misfit ? [{ field: 'dateMeeting', code: misfit }] : []),
      ...(found.city && masterId !== null && !found.masterFits
        ? [{ field: 'masterId', code: 'invalid_value' } as const]
        : []),
      ...(callId !== undefined && !call ? [{ field: 'callId', code: 'invalid_value' } as const] : []),
    ];
    if (!found.city || errors.length > 0) throw invalidFields(errors);
    if (!coversCity(actor, city))
      throw problem('forbidden', { detail: 'The city is not among those of the caller' });
    return found.city;
  }

  /** The body wins; what it lacks comes from the call. @throws Problem 404, 422 `required` for what neither has. */
  async function createFromCall(
    actor: Actor,
    callId: number,
    body: CreateOrderFromCallBody,
  ): Promise<CreatedOrderView> {
    const call = await findSourceCall(sql, actor, callId);
    if (!call) throw notFound('Call');
    const rk = body.rk ?? call.rk;
    const city = body.city ?? call.city;
    const phone = body.phone ?? call.phoneClient;
    const avitoName = body.avitoName ?? call.avitoName;
    if (rk === null || city === null || phone === null) {
      const missing = Object.entries({ rk, city, phone }).filter(([, value]) => value === null);
      throw invalidFields(missing.map(([field]) => ({ field, code: 'required' })));
    }
    return create(actor, { ...body, callId, rk, city, phone, ...(avitoName !== null && { avitoName }) });
  }

  return { create, createFromCall };
}

/** The reason of a forced booking. @throws Problem `forbidden` for those who may not force. */
export function forceOf(
  actor: Actor,
  { force }: { readonly force?: { readonly reason: string } },
): string | null {
  if (!force) return null;
  if (!mayOverbook(actor))
    throw problem('forbidden', { detail: 'Only owners and admins book over the capacity' });
  return force.reason;
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
