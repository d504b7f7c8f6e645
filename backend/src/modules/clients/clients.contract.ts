import { data, operation } from '../../platform/http/operation.js';
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
} from '../../platform/http/schema.js';
import { CALL_VIEW } from '../calls/index.js';
import { ORDER_STATUSES, TYPE_EQUIPMENTS, TYPE_ORDERS } from '../orders/index.js';

/** Rows of each kind on the card. */
export const MAX_CARD_ROWS = 50;

const PERSON = object({ id: id(), name: string() }, { name: 'ClientPerson' });

const CLIENT_ORDER = object(
  {
    id: id(),
    statusOrder: oneOf(ORDER_STATUSES),
    typeOrder: oneOf(TYPE_ORDERS),
    typeEquipment: oneOf(TYPE_EQUIPMENTS),
    rk: string(),
    city: string(),
    clientName: string(),
    address: string(),
    problem: string({ multiline: true }),
    dateMeeting: instant(),
    createDate: instant(),
    closingData: nullable(instant()),
    result: nullable(money({ description: 'Paid by the client' })),
    master: nullable(PERSON),
    operator: PERSON,
  },
  { name: 'ClientOrder' },
);

export const CLIENT_CARD = object(
  {
    phone: phone({
      mayBeErased: true,
      description: 'E.164; masked for viewers; `+0` and 13 digits once his data are erased',
    }),
    isErased: boolean({ description: 'His data were erased: name, address and words are placeholders' }),
    name: nullable(string({ description: 'In his latest order' })),
    address: nullable(string({ description: 'Of his latest order' })),
    city: nullable(string({ description: 'Of his latest order, else of his latest call' })),
    totals: object(
      {
        calls: integer({ minimum: 0 }),
        missed: integer({ minimum: 0 }),
        lastCallAt: nullable(instant()),
        orders: integer({ minimum: 0 }),
        completed: integer({ minimum: 0 }),
        spent: money({ maximum: 9_999_999_999, description: 'Paid for completed orders' }),
      },
      { name: 'ClientTotals' },
    ),
    calls: array(CALL_VIEW, { description: 'The latest 50, newest first' }),
    orders: array(CLIENT_ORDER, { description: 'The latest 50, newest first' }),
    chats: array(json(), { description: 'Conversations of marketplaces; none are kept yet' }),
    tasks: array(json(), { description: 'Things promised to him; none are kept yet' }),
  },
  {
    name: 'Client',
    description:
      'What the caller may know of a client: rows outside his cities are left out, and not counted',
  },
);
export type ClientCard = Infer<typeof CLIENT_CARD>;

export const getClient = operation({
  id: 'getClient',
  method: 'get',
  path: '/clients/:phone',
  access: 'calls:read',
  tag: 'clients',
  summary: 'All known of one client, by his number',
  description: 'Opening a card is on record in the audit log.',
  params: { phone: phone({ mayBeErased: true, description: 'In any usual writing' }) },
  success: data(CLIENT_CARD),
});

export const clientOperations = [getClient];
