import { can, isAdmin, isManaging, type Actor } from '../../platform/access/actor.js';
import { isErasedPhone } from '../../platform/erased-phone.js';
import { allowedNext, type Party } from './order-status.rules.js';
import { isFinal, type OrderRow, type OrderStatus } from './order-values.js';

/** How long a master still sees an order after it was closed. */
export const MASTER_SEES_CLOSED_DAYS = 14;

/** Fields that a change of an order may carry. */
export const EDITABLE_FIELDS = [
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
  'masterId',
  'result',
  'expenditure',
  'prepayment',
  'dateCloseWorkshop',
  'comment',
] as const;
export type EditableField = (typeof EDITABLE_FIELDS)[number];

const OPERATOR_FIELDS: readonly EditableField[] = [
  'city',
  'avitoName',
  'phone',
  'typeOrder',
  'clientName',
  'address',
  'dateMeeting',
  'typeEquipment',
  'problem',
];
const MASTER_FIELDS: readonly EditableField[] = ['prepayment', 'dateCloseWorkshop', 'comment'];
const MASTER_MONEY: readonly EditableField[] = ['result', 'expenditure'];

/** The last instant at which a closed order must have been closed for its master to see it still. */
export const masterSeesClosedSince = (now: Date): Date =>
  new Date(now.getTime() - MASTER_SEES_CLOSED_DAYS * 86_400_000);

type Scoped = Pick<OrderRow, 'organizationId' | 'city' | 'masterId' | 'closingData'>;

/** Whether the order is among the rows that the caller reaches; outside it is 404. */
export function isInScope(actor: Actor, order: Scoped, now: Date): boolean {
  if (order.organizationId !== actor.organizationId) return false;
  if (actor.role !== 'master') return coversCity(actor, order.city);
  return (
    isOwn(actor, order) && (order.closingData === null || order.closingData > masterSeesClosedSince(now))
  );
}

export const coversCity = (actor: Actor, city: string): boolean =>
  actor.cities === null || actor.cities.includes(city);

const isOwn = (actor: Actor, order: Pick<OrderRow, 'masterId'>): boolean =>
  actor.masterId !== null && order.masterId === actor.masterId;

/** As whom the caller moves this order; null when he may not move it at all. */
export function partyOf(actor: Actor, order: Pick<OrderRow, 'masterId'>): Party | null {
  if (!can(actor, 'orders:update')) return null;
  if (isManaging(actor)) return 'manager';
  if (actor.role === 'operator') return 'operator';
  return actor.role === 'master' && isOwn(actor, order) ? 'master' : null;
}

/** Of a client whose data were erased nothing is written down anew in an old order. */
const OF_CLIENT: readonly EditableField[] = ['phone', 'clientName', 'address', 'problem', 'comment'];

/** The fields of this order that the caller may change (`domain.md` C2.4). */
export function editableFields(
  actor: Actor,
  order: Pick<OrderRow, 'masterId' | 'statusOrder' | 'phone'>,
): readonly EditableField[] {
  const fields = fieldsOfParty(actor, order);
  return isErasedPhone(order.phone) ? fields.filter((field) => !OF_CLIENT.includes(field)) : fields;
}

function fieldsOfParty(
  actor: Actor,
  order: Pick<OrderRow, 'masterId' | 'statusOrder'>,
): readonly EditableField[] {
  const party = partyOf(actor, order);
  if (party === 'manager') return EDITABLE_FIELDS;
  if (party === 'operator')
    return can(actor, 'orders:assign') ? [...OPERATOR_FIELDS, 'masterId'] : OPERATOR_FIELDS;
  if (party === 'master')
    return isFinal(order.statusOrder) ? MASTER_FIELDS : [...MASTER_FIELDS, ...MASTER_MONEY];
  return [];
}

/** The statuses that the page offers the caller next. */
export const allowedStatuses = (actor: Actor, order: OrderRow): OrderStatus[] =>
  allowedNext(partyOf(actor, order), order);

/** Who may write down another employee as the author: those who lead operators. */
export const mayNameAuthor = (actor: Actor): boolean => isManaging(actor);

export const mayDelete = (actor: Actor): boolean => isAdmin(actor) && can(actor, 'orders:delete');
export const mayOverbook = (actor: Actor): boolean => can(actor, 'orders:overbook');
