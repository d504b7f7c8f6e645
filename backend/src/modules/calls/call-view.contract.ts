import {
  array,
  boolean,
  id,
  instant,
  integer,
  nullable,
  object,
  oneOf,
  string,
  type Infer,
} from '../../platform/http/schema.js';
import { ORDER_STATUSES } from '../orders/index.js';

export const CALL_DIRECTIONS = ['inbound', 'outbound', 'internal'] as const;
export type CallDirection = (typeof CALL_DIRECTIONS)[number];

export const CALL_STATUSES = ['new', 'in_progress', 'answered', 'missed', 'busy', 'no_answer'] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];

export const MISSED_REASONS = ['ivr', 'queue', 'ringing', 'schedule', 'operator'] as const;

export const DISPOSITION_CODE = { maxLength: 50, pattern: /^[a-z0-9_]+$/ } as const;

export const PERSON = object({ id: id(), name: string() }, { name: 'Person' });

const seconds = (description: string) => nullable(integer({ minimum: 0, description }));

const CALL_ORDER = object(
  {
    id: id(),
    statusOrder: oneOf(ORDER_STATUSES),
    isFromCall: boolean({
      description: 'Made during or after this call; false for an open order it was attached to',
    }),
  },
  { name: 'CallOrder' },
);

export const CALL_FIELDS = {
  id: id(),
  rk: nullable(string({ description: 'Campaign of the dialled number; null when the number is unknown' })),
  city: nullable(string({ description: 'City of the dialled number; null when the number is unknown' })),
  phoneClient: nullable(
    string({
      description: 'E.164; null when hidden; masked for viewers; `+0` and 13 digits once his data are erased',
    }),
  ),
  phoneAts: nullable(
    string({ description: 'The company number, E.164, or a SIP line as telephony writes it' }),
  ),
  dateCreate: instant(),
  status: oneOf(CALL_STATUSES),
  missedReason: nullable(oneOf(MISSED_REASONS)),
  direction: oneOf(CALL_DIRECTIONS),
  talkSeconds: seconds('Of the conversation; 0 when nobody answered, null while the call lasts'),
  waitSeconds: seconds(
    'From arrival, menu included, to the answer or the end; null for outbound and internal calls',
  ),
  avitoName: nullable(string()),
  disposition: nullable(string({ description: 'Code of the organisation’s list of outcomes' })),
  comment: nullable(string({ multiline: true })),
  hasRecording: boolean(),
  operator: nullable(PERSON),
  orders: array(CALL_ORDER, {
    description: 'Orders linked to the call, oldest first',
  }),
  clientName: nullable(string({ description: 'Name in the client’s latest order' })),
  version: integer({ minimum: 1 }),
};

/** A call as lists and live events show it. */
export const CALL_VIEW = object(CALL_FIELDS, { name: 'Call' });
export type CallView = Infer<typeof CALL_VIEW>;
