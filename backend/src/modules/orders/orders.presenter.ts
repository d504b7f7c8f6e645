import { can, seesPhones, type Actor } from '../../platform/access/actor.js';
import { maskPhone } from '../../platform/phone.js';
import type { OrderCallRow, HistoryRow } from './order-card.queries.js';
import type { OpenOrder } from './order-rows.queries.js';
import type { OrderRow } from './order-values.js';
import type {
  HistoryEntryView,
  OpenOrderRef,
  OrderCallView,
  OrderFacts,
  OrderView,
} from './order-view.contract.js';
import { allowedStatuses, editableFields, isInScope, mayDelete, mayOverbook } from './orders.policy.js';

/** Facts that go out as they stand in the row. */
const PLAIN_FACTS = [
  'id',
  'rk',
  'city',
  'avitoName',
  'phone',
  'typeOrder',
  'clientName',
  'address',
  'dateMeeting',
  'typeEquipment',
  'problem',
  'statusOrder',
  'reason',
  'result',
  'expenditure',
  'clean',
  'masterChange',
  'prepayment',
  'dateCloseWorkshop',
  'comment',
  'createDate',
  'closingData',
  'chatId',
  'isOverbooked',
  'version',
] as const satisfies readonly (keyof OrderRow & keyof OrderFacts)[];

const pick = <T, K extends keyof T>(row: T, names: readonly K[]): Pick<T, K> =>
  Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<T, K>;

/** An order as live events carry it, phone included: the stream masks it for viewers. */
export function toOrderFacts(row: OrderRow): OrderFacts {
  return {
    ...pick(row, PLAIN_FACTS),
    callIds: [...row.callIds],
    master: toPerson(row.masterId, row.masterName),
    operator: { id: row.operatorNameId, name: row.operatorName },
  };
}

/** An order as this person sees it, with what he may do to it. */
export const toOrderView = (actor: Actor, row: OrderRow): OrderView => ({
  ...toOrderFacts(row),
  phone: phoneFor(actor, row.phone),
  allowedStatuses: allowedStatuses(actor, row),
  abilities: {
    edit: [...editableFields(actor, row)],
    delete: mayDelete(actor),
    overbook: mayOverbook(actor),
  },
});

/** Open orders of a phone that this person may see, without the one in hand. */
export const toOpenOrderRefs = (
  actor: Actor,
  orders: readonly OpenOrder[],
  exceptId: number,
): OpenOrderRef[] =>
  orders
    .filter((order) => order.id !== exceptId)
    .filter((order) =>
      isInScope(actor, { ...order, organizationId: actor.organizationId }, order.dateMeeting),
    )
    .map(({ id, statusOrder, dateMeeting }) => ({ id, statusOrder, dateMeeting }));

export const toOrderCalls = (actor: Actor, rows: readonly OrderCallRow[]): OrderCallView[] =>
  can(actor, 'calls:read')
    ? rows.map(({ operatorId, operatorName, phoneClient, ...call }) => ({
        ...call,
        phoneClient: phoneClient === null ? null : phoneFor(actor, phoneClient),
        operator: toPerson(operatorId, operatorName),
      }))
    : [];

export const toHistory = (actor: Actor, rows: readonly HistoryRow[]): HistoryEntryView[] =>
  rows.map(({ operatorId, operatorName, changes, ...entry }) => ({
    ...entry,
    operator: toPerson(operatorId, operatorName),
    changes: seesPhones(actor) ? changes : withMaskedPhone(changes),
  }));

function withMaskedPhone(changes: HistoryRow['changes']): HistoryRow['changes'] {
  const { phone, ...others } = changes;
  if (!phone) return changes;
  const [before, after] = phone.map((value) => (typeof value === 'string' ? maskPhone(value) : null));
  return { ...others, phone: [before, after] };
}

const phoneFor = (actor: Actor, phone: string): string => (seesPhones(actor) ? phone : maskPhone(phone));

const toPerson = (id: number | null, name: string | null): { id: number; name: string } | null =>
  id === null ? null : { id, name: name ?? '' };
