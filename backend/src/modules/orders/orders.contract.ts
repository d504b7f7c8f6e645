import {
  created,
  data,
  empty,
  operation,
  page,
  PAGE_QUERY,
  SORT_ORDERS,
} from '../../platform/http/operation.js';
import {
  array,
  boolean,
  day,
  id,
  instant,
  instantOrDay,
  money,
  nullable,
  object,
  oneOf,
  optional,
  phone,
  string,
  version,
  withDefault,
  type InferFields,
} from '../../platform/http/schema.js';
import { ORDER_STATUSES, TYPE_EQUIPMENTS, TYPE_ORDERS } from './order-values.js';
import { CREATED_ORDER_VIEW, ORDER_CARD, ORDER_VIEW, SLOT_VIEW } from './order-view.contract.js';

const TAG = 'Orders';
const ORDER_ID = { id: id() };

const rk = () => string({ maxLength: 50, description: 'Campaign, one of the reference list' });
const city = () => string({ maxLength: 100, description: 'City, one of the reference list' });
const avitoName = () => string({ maxLength: 255 });
const clientName = () => string({ minLength: 2, maxLength: 200 });
const address = () => string({ minLength: 3, maxLength: 500 });
const problemText = () => string({ minLength: 3, maxLength: 2000, multiline: true });
const longText = () => string({ maxLength: 2000, multiline: true });
const dateMeeting = () => instant({ description: "A half-hour 10:00–22:00 of the city's time" });
const force = () =>
  optional(
    object(
      { reason: longText() },
      { description: 'Books over the capacity of the slot; owner and admin only', name: 'ForcedBooking' },
    ),
  );

const WHAT_IS_SOLD = {
  typeOrder: oneOf(TYPE_ORDERS),
  clientName: clientName(),
  address: address(),
  dateMeeting: dateMeeting(),
  typeEquipment: oneOf(TYPE_EQUIPMENTS),
  problem: problemText(),
  masterId: optional(
    id({ description: 'A working master of the city; naming one does not change the status' }),
  ),
  chatId: optional(string({ maxLength: 100 })),
  force: force(),
  operatorNameId: optional(
    id({ description: 'For old clients: the caller himself, unless he leads operators' }),
  ),
};

const CREATE_BODY = {
  rk: rk(),
  city: city(),
  avitoName: optional(avitoName()),
  phone: phone(),
  ...WHAT_IS_SOLD,
  callId: optional(id({ description: 'The call it came from; all calls of the phone are linked with it' })),
};
export type CreateOrderBody = InferFields<typeof CREATE_BODY>;

const FROM_CALL_BODY = {
  rk: optional(rk()),
  city: optional(city()),
  avitoName: optional(avitoName()),
  phone: optional(phone()),
  ...WHAT_IS_SOLD,
};
export type CreateOrderFromCallBody = InferFields<typeof FROM_CALL_BODY>;

const UPDATE_BODY = {
  version: version(),
  rk: optional(rk()),
  city: optional(city()),
  avitoName: optional(nullable(avitoName())),
  phone: optional(phone()),
  typeOrder: optional(oneOf(TYPE_ORDERS)),
  clientName: optional(clientName()),
  address: optional(address()),
  dateMeeting: optional(dateMeeting()),
  typeEquipment: optional(oneOf(TYPE_EQUIPMENTS)),
  problem: optional(problemText()),
  masterId: optional(nullable(id())),
  result: optional(nullable(money())),
  expenditure: optional(nullable(money())),
  prepayment: optional(nullable(money())),
  dateCloseWorkshop: optional(nullable(instant())),
  comment: optional(nullable(longText())),
  force: force(),
};
export type UpdateOrderBody = InferFields<typeof UPDATE_BODY>;

const STATUS_BODY = {
  status: oneOf(ORDER_STATUSES),
  version: version(),
  reason: optional(longText()),
  result: optional(money()),
  expenditure: optional(money()),
  prepayment: optional(money()),
  dateCloseWorkshop: optional(instant()),
  comment: optional(longText()),
  force: force(),
};
export type OrderStatusBody = InferFields<typeof STATUS_BODY>;

export const SORTS = ['priority', 'createDate', 'dateMeeting', 'closingData'] as const;
const LIST_QUERY = {
  ...PAGE_QUERY,
  status: optional(oneOf(ORDER_STATUSES)),
  isOpen: optional(boolean({ description: 'Not closed yet; `false` for the closed ones' })),
  isLate: optional(
    boolean({ description: 'Open, the time of the meeting has passed and the master has not begun' }),
  ),
  withoutMaster: optional(boolean({ description: 'No master is named; `false` for those that have one' })),
  city: optional(string({ maxLength: 100 })),
  rk: optional(string({ maxLength: 50 })),
  operatorId: optional(id()),
  masterId: optional(id()),
  typeOrder: optional(oneOf(TYPE_ORDERS)),
  typeEquipment: optional(oneOf(TYPE_EQUIPMENTS)),
  avitoName: optional(string({ maxLength: 255 })),
  dateType: withDefault(
    oneOf(['create', 'meeting', 'close'], { description: 'Which date the range cuts' }),
    'create',
  ),
  dateFrom: optional(instantOrDay()),
  dateTo: optional(instantOrDay({ description: 'Included, a day to its end' })),
  search: optional(
    string({
      maxLength: 100,
      description:
        'Digits: the end of the phone (4–10), the whole phone (11), or the exact id. Text: words of the name or address',
    }),
  ),
  sortBy: withDefault(oneOf(SORTS), 'priority'),
  sortOrder: withDefault(oneOf(SORT_ORDERS, { description: '`priority` has an order of its own' }), 'desc'),
};
export type ListOrdersQuery = InferFields<typeof LIST_QUERY>;

export const listOrders = operation({
  id: 'listOrders',
  method: 'get',
  path: '/orders',
  access: 'orders:read',
  tag: TAG,
  summary: 'Orders: open ones by status and nearest meeting, then closed ones, the newest first',
  description:
    "Days of `create` and `close` are cut in the organisation's time zone; days of `meeting` in the city's, when the list is of one city.",
  query: LIST_QUERY,
  success: page(ORDER_VIEW),
});

export const getOrderSlots = operation({
  id: 'getOrderSlots',
  method: 'get',
  path: '/orders/slots',
  access: 'orders:read',
  tag: TAG,
  summary: "Slots of a city's day: 25 half-hours of each direction",
  query: { city: string({ maxLength: 100 }), date: day({ description: "The city's day" }) },
  success: data(array(SLOT_VIEW)),
});

export const createOrder = operation({
  id: 'createOrder',
  method: 'post',
  path: '/orders',
  access: 'orders:create',
  tag: TAG,
  summary: 'Book a visit',
  description:
    '409 `slot_full` carries `nearest`, up to three free starts. An open order of the same phone is a warning in the answer.',
  body: CREATE_BODY,
  success: created(CREATED_ORDER_VIEW),
  location: ({ id: orderId }) => `/api/orders/${String(orderId)}`,
});

export const createOrderFromCall = operation({
  id: 'createOrderFromCall',
  method: 'post',
  path: '/calls/:id/orders',
  access: 'orders:create',
  tag: TAG,
  summary: 'Book a visit from a call',
  description:
    'Campaign, city, phone and marketplace account come from the call where the body has none; all calls of the phone are linked.',
  params: { id: id({ description: 'The call' }) },
  body: FROM_CALL_BODY,
  success: created(CREATED_ORDER_VIEW),
  location: ({ id: orderId }) => `/api/orders/${String(orderId)}`,
});

export const getOrder = operation({
  id: 'getOrder',
  method: 'get',
  path: '/orders/:id',
  access: 'orders:read',
  tag: TAG,
  summary: 'One order with its calls and history',
  params: ORDER_ID,
  success: data(ORDER_CARD),
});

export const updateOrder = operation({
  id: 'updateOrder',
  method: 'patch',
  path: '/orders/:id',
  access: 'orders:update',
  tag: TAG,
  summary: 'Change fields of an order',
  description:
    'Which fields, `abilities.edit` tells. Another city or master undoes an acceptance. A new time, city or direction takes a new seat.',
  params: ORDER_ID,
  body: UPDATE_BODY,
  success: data(ORDER_VIEW),
});

export const setOrderStatus = operation({
  id: 'setOrderStatus',
  method: 'post',
  path: '/orders/:id/status',
  access: 'orders:update',
  tag: TAG,
  summary: 'Lead an order to its next status',
  description:
    '409 `illegal_transition` names in `allowed` what the caller may set. A reason is required for refused and not_an_order, ' +
    'a planned date for workshop, money other than 0 and 0 for completed.',
  params: ORDER_ID,
  body: STATUS_BODY,
  success: data(ORDER_VIEW),
});

export const deleteOrder = operation({
  id: 'deleteOrder',
  method: 'delete',
  path: '/orders/:id',
  access: 'orders:delete',
  tag: TAG,
  summary: 'Delete an order (it leaves every list and figure and frees its seat)',
  params: ORDER_ID,
  success: empty(),
});

export const orderOperations = [
  listOrders,
  createOrder,
  getOrderSlots,
  createOrderFromCall,
  getOrder,
  updateOrder,
  setOrderStatus,
  deleteOrder,
] as const;
