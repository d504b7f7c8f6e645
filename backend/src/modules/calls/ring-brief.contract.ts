import {
  array,
  id,
  instant,
  integer,
  money,
  nullable,
  object,
  oneOf,
  optional,
  string,
  type Infer,
} from '../../platform/http/schema.js';
import { ORDER_STATUSES, TYPE_EQUIPMENTS } from '../orders/index.js';
import { PERSON } from './call-view.contract.js';

/** Why he probably calls, the strongest first; the order here is the ranking. */
export const RING_REASONS = [
  'late_master',
  'open_order',
  'missed_today',
  'warranty',
  'refused_recently',
  'returning_client',
  'new_client',
] as const;

export const RING_REASON = object(
  {
    kind: oneOf(RING_REASONS),
    orderId: optional(id({ description: 'late_master, open_order, warranty, refused_recently' })),
    statusOrder: optional(oneOf(ORDER_STATUSES)),
    typeEquipment: optional(oneOf(TYPE_EQUIPMENTS)),
    dateMeeting: optional(instant({ description: 'late_master, open_order' })),
    timezone: optional(string({ description: 'late_master, open_order: IANA zone of the visit' })),
    master: optional(nullable(PERSON)),
    lateMinutes: optional(integer({ minimum: 1, description: 'late_master' })),
    count: optional(
      integer({ minimum: 1, description: 'missed_today: calls; returning_client: earlier calls' }),
    ),
    times: optional(array(instant(), { description: 'missed_today: the latest three, newest first' })),
    at: optional(
      instant({ description: 'warranty: when the work was done; refused_recently: when he refused' }),
    ),
    until: optional(instant({ description: 'warranty: when it ends' })),
  },
  {
    name: 'RingReason',
    description: 'A reason and its facts; which of the fields are there depends on the kind',
  },
);
export type RingReason = Infer<typeof RING_REASON>;

const OPEN_ORDER = object(
  {
    id: id(),
    statusOrder: oneOf(ORDER_STATUSES),
    dateMeeting: instant(),
    typeEquipment: oneOf(TYPE_EQUIPMENTS),
    address: string(),
    city: string(),
    timezone: string({ description: 'IANA zone of the order’s city, in which the visit is agreed' }),
    problem: string({ multiline: true }),
    master: nullable(PERSON),
    lateMinutes: nullable(
      integer({
        minimum: 1,
        description: 'Minutes since the meeting’s time while the master has not begun; null when in time',
      }),
    ),
  },
  { name: 'RingOpenOrder' },
);

const LAST_OUTCOME = object(
  {
    kind: oneOf(['call', 'order'] as const),
    at: instant(),
    disposition: optional(string({ description: 'Of the last classified call' })),
    orderId: optional(id()),
    statusOrder: optional(oneOf(ORDER_STATUSES)),
  },
  { name: 'RingLastOutcome' },
);

/** All that the screen shows while a call rings: who it is, why he probably calls, what he dialled. */
export const RING_BRIEF = object(
  {
    callId: id(),
    clientName: nullable(
      string({ description: 'Name in his latest order; null for a new client or a hidden number' }),
    ),
    phone: nullable(string({ description: 'E.164; null when hidden; masked for viewers' })),
    address: nullable(string({ description: 'Address of his latest order' })),
    addressCity: nullable(string({ description: 'City of that address' })),
    calls: object(
      {
        total: integer({ minimum: 0, description: 'Inbound calls of this number so far, this one included' }),
        missedToday: integer({ minimum: 0, description: 'Of the organisation’s day, this one left out' }),
        lastAt: nullable(instant({ description: 'His call before this one' })),
      },
      { name: 'RingCalls' },
    ),
    orders: object(
      {
        total: integer({ minimum: 0 }),
        spent: money({ maximum: 9_999_999_999, description: 'Roubles for completed orders' }),
      },
      { name: 'RingOrders' },
    ),
    openOrder: nullable(OPEN_ORDER),
    lastOutcome: nullable(LAST_OUTCOME),
    phoneAts: nullable(string({ description: 'The number he dialled' })),
    rk: nullable(string()),
    city: nullable(string()),
    timezone: nullable(string({ description: 'IANA zone of the city' })),
    avitoName: nullable(string()),
    reasons: array(RING_REASON, { description: 'The strongest first; empty for a hidden number' }),
  },
  { name: 'RingBrief' },
);
export type RingBrief = Infer<typeof RING_BRIEF>;
