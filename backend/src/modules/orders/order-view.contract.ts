import {
  array,
  boolean,
  id,
  instant,
  integer,
  json,
  money,
  nullable,
  object,
  oneOf,
  phone,
  string,
  type Infer,
  type Schema,
} from '../../platform/http/schema.js';
import { ORDER_STATUSES, TYPE_EQUIPMENTS, TYPE_ORDERS } from './order-values.js';

export const HISTORY_KINDS = ['created', 'changed', 'status', 'deleted', 'call_linked'] as const;

const PERSON = object({ id: id(), name: string() }, { name: 'PersonRef' });
const text = (description: string): Schema<string> => string({ minLength: 0, description });
/** Clean money is below zero when a visit cost more than it brought. */
const balance = (description: string): Schema<number> => money({ minimum: -9_999_999.99, description });
const clientPhone = (): Schema<string> =>
  phone({ description: 'E.164; viewers get `+7******4567`', example: '+79991234567' });

const ORDER_FACTS = {
  id: id(),
  rk: string(),
  city: string(),
  avitoName: nullable(text('Marketplace account the lead came from')),
  phone: clientPhone(),
  typeOrder: oneOf(TYPE_ORDERS),
  clientName: string(),
  address: string(),
  dateMeeting: instant({ description: 'Start of the slot' }),
  typeEquipment: oneOf(TYPE_EQUIPMENTS),
  problem: string({ multiline: true }),
  statusOrder: oneOf(ORDER_STATUSES),
  reason: nullable(text('Why it was refused or is not an order')),
  master: nullable(PERSON),
  result: nullable(money({ description: 'Paid by the client' })),
  expenditure: nullable(money({ description: 'Parts and costs' })),
  clean: nullable(balance('result − expenditure')),
  masterChange: nullable(balance('What the master hands over: 60 % of clean up to 5000, else 50 %')),
  prepayment: nullable(money()),
  dateCloseWorkshop: nullable(instant({ description: 'Planned end of the workshop repair' })),
  comment: nullable(text('For the team')),
  operator: PERSON,
  createDate: instant(),
  closingData: nullable(instant({ description: 'When a final status was entered' })),
  callIds: array(id(), { description: 'Calls of this client, oldest first' }),
  chatId: nullable(text('Chat the order came from')),
  isOverbooked: boolean({ description: 'Booked over the capacity of its slot' }),
  version: integer({ minimum: 1 }),
};

/** What live events tell of an order; the list's row without what depends on the reader. */
export const ORDER_EVENT_VIEW = object(ORDER_FACTS, { name: 'OrderFacts' });
export type OrderFacts = Infer<typeof ORDER_EVENT_VIEW>;

const ABILITIES = object(
  {
    edit: array(string(), { description: 'Fields that the caller may change by PATCH' }),
    delete: boolean(),
    overbook: boolean({ description: 'May book over the capacity of a slot with a reason' }),
  },
  { name: 'OrderAbilities' },
);

const ORDER_FIELDS = {
  ...ORDER_FACTS,
  allowedStatuses: array(oneOf(ORDER_STATUSES), { description: 'Statuses that the caller may set next' }),
  abilities: ABILITIES,
};
export const ORDER_VIEW = object(ORDER_FIELDS, { name: 'Order' });
export type OrderView = Infer<typeof ORDER_VIEW>;

const OPEN_ORDER = object(
  { id: id(), statusOrder: oneOf(ORDER_STATUSES), dateMeeting: instant() },
  { name: 'OpenOrderRef' },
);
const otherOpenOrders = array(OPEN_ORDER, {
  description: 'Other open orders of this phone: a warning, not an error',
});
export type OpenOrderRef = Infer<typeof OPEN_ORDER>;

/** The answer of a creation. */
export const CREATED_ORDER_VIEW = object({ ...ORDER_FIELDS, otherOpenOrders }, { name: 'CreatedOrder' });
export type CreatedOrderView = Infer<typeof CREATED_ORDER_VIEW>;

const ORDER_CALL = object(
  {
    id: id(),
    dateCreate: instant(),
    direction: string(),
    status: string(),
    phoneClient: nullable(clientPhone()),
    talkSeconds: nullable(integer({ minimum: 0 })),
    disposition: nullable(string()),
    hasRecording: boolean(),
    operator: nullable(PERSON),
  },
  { name: 'OrderCall' },
);
export type OrderCallView = Infer<typeof ORDER_CALL>;

const HISTORY_ENTRY = object(
  {
    id: id(),
    at: instant(),
    operator: nullable(PERSON),
    kind: oneOf(HISTORY_KINDS),
    fromStatus: nullable(oneOf(ORDER_STATUSES)),
    toStatus: nullable(oneOf(ORDER_STATUSES)),
    reason: nullable(text('Of a refusal, a decline, or a forced booking')),
    changes: json<Record<string, [unknown, unknown]>>({ description: '`{field: [before, after]}`' }),
  },
  { name: 'OrderHistoryEntry' },
);
export type HistoryEntryView = Infer<typeof HISTORY_ENTRY>;

export const ORDER_CARD = object(
  {
    ...ORDER_FIELDS,
    otherOpenOrders,
    calls: array(ORDER_CALL, { description: 'Oldest first; none for masters' }),
    history: array(HISTORY_ENTRY, { description: 'Newest first' }),
  },
  { name: 'OrderCard' },
);
export type OrderCardView = Infer<typeof ORDER_CARD>;

export const SLOT_VIEW = object(
  {
    time: string({ example: '10:00', description: "The city's wall clock" }),
    startsAt: instant(),
    typeEquipment: oneOf(TYPE_EQUIPMENTS),
    booked: integer({ minimum: 0, description: 'Orders there but refused, not_an_order and deleted ones' }),
    capacity: integer({ minimum: 0 }),
  },
  { name: 'Slot' },
);
export type SlotView = Infer<typeof SLOT_VIEW>;
