import {
  array,
  boolean,
  id,
  instant,
  instantOrDay,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  string,
  version,
  withDefault,
  type Infer,
} from '../../platform/http/schema.js';
import { data, operation, page, PAGE_QUERY, sortOrder } from '../../platform/http/operation.js';
import {
  CALL_DIRECTIONS,
  CALL_FIELDS,
  CALL_STATUSES,
  CALL_VIEW,
  DISPOSITION_CODE,
  PERSON,
} from './call-view.contract.js';
import { CALL_SORTS } from './call-cursor.js';
import { RING_BRIEF } from './ring-brief.contract.js';

const TAG = 'calls';

const NARROWING = {
  dateFrom: optional(instantOrDay({ description: 'Of arrival; a day is cut in the organisation’s zone' })),
  dateTo: optional(instantOrDay({ description: 'Included' })),
  operatorId: optional(id()),
  city: optional(string({ maxLength: 100 })),
  rk: optional(string({ maxLength: 50 })),
  disposition: optional(string(DISPOSITION_CODE)),
  avitoName: optional(string({ maxLength: 200 })),
  search: optional(
    string({
      maxLength: 100,
      description:
        'Eleven digits are a whole number, 4 to 10 its end, of the client or the company; else the name of a company line',
    }),
  ),
};

export const listCallsOperation = operation({
  id: 'listCalls',
  method: 'get',
  path: '/calls',
  access: 'calls:read',
  tag: TAG,
  summary: 'Calls, newest first',
  description:
    'Internal calls only when asked for by `direction`. A cursor holds for the order it was made in; with one, `page` is ignored. ' +
    'Calls without talk or wait stand last when sorted by it, and first when ascending.',
  query: {
    ...PAGE_QUERY,
    ...NARROWING,
    status: optional(oneOf(CALL_STATUSES)),
    direction: optional(oneOf(CALL_DIRECTIONS)),
    sortBy: withDefault(oneOf(CALL_SORTS), 'dateCreate'),
    sortOrder: sortOrder(),
  },
  success: page(CALL_VIEW),
});

const count = (description?: string) =>
  integer({ minimum: 0, ...(description !== undefined && { description }) });

export const CALL_COUNTS = object(
  {
    all: count('Inbound and outbound'),
    debts: count('Rows of /calls/missed; of the filters only the city applies'),
    missed: count(),
    answered: count('Inbound'),
    outbound: count(),
    lastHour: count('Of these, arrived within the last hour'),
  },
  { name: 'CallCounts' },
);

export const countCallsOperation = operation({
  id: 'countCalls',
  method: 'get',
  path: '/calls/counts',
  access: 'calls:read',
  tag: TAG,
  summary: 'How many calls each quick filter would show, over the whole filtered set',
  query: NARROWING,
  success: data(CALL_COUNTS),
});

export const DEBT = object(
  {
    phoneClient: string({ description: 'E.164; masked for viewers' }),
    clientName: nullable(string()),
    tries: integer({ minimum: 1, description: 'Calls of his that we missed since the last talk' }),
    firstMissedAt: instant(),
    lastMissedAt: instant(),
    call: CALL_VIEW,
  },
  {
    name: 'Debt',
    description: 'A client who missed us and whom nobody has reached since; `call` is the latest he made',
  },
);
export type Debt = Infer<typeof DEBT>;

export const listMissedOperation = operation({
  id: 'listMissedCallers',
  method: 'get',
  path: '/calls/missed',
  access: 'calls:read',
  tag: TAG,
  summary: 'Missed inbound callers nobody has reached since, oldest first, one row per client number',
  query: { ...PAGE_QUERY, city: optional(string({ maxLength: 100 })) },
  success: page(DEBT),
});

export const listLiveOperation = operation({
  id: 'listLiveCalls',
  method: 'get',
  path: '/calls/live',
  access: 'calls:read',
  tag: TAG,
  summary: 'Calls that ring or are talked on now, the longest first',
  description: 'A call with no news for two hours is not live any more. At most 200.',
  success: data(array(CALL_VIEW)),
});

export const CALL_QUEUE = object(
  {
    waiting: count('Inbound calls that nobody has answered yet'),
    longestSince: nullable(instant({ description: 'Arrival of the one that waits longest' })),
    debts: count('Rows of /calls/missed'),
  },
  { name: 'CallQueue' },
);

export const getCallQueueOperation = operation({
  id: 'getCallQueue',
  method: 'get',
  path: '/calls/queue',
  access: 'calls:read',
  tag: TAG,
  summary: 'How many callers wait now, since when, and how many are owed a call',
  description: 'In the cities of the caller. At most a second old.',
  success: data(CALL_QUEUE),
});

const LEG = object(
  {
    id: id(),
    kind: oneOf(['ivr', 'queue', 'abonent'] as const),
    status: oneOf(['started', 'answered', 'held', 'completed'] as const),
    phoneNumber: nullable(string()),
    extension: nullable(string()),
    operator: nullable(PERSON),
    appearedAt: nullable(instant()),
    connectedAt: nullable(instant()),
    disconnectedAt: nullable(instant()),
    talkSeconds: nullable(integer({ minimum: 0 })),
    holdSeconds: nullable(integer({ minimum: 0 })),
    disconnectReason: nullable(integer()),
  },
  { name: 'CallLeg' },
);

const RECORDING = object(
  {
    id: id(),
    recordingId: string({ description: 'Name in telephony, for `?recordingId=`' }),
    state: oneOf(['started', 'announced', 'stored', 'discarded', 'failed', 'erased'] as const),
    isAvailable: boolean({ description: 'It can be played' }),
    extension: nullable(string()),
    contentType: nullable(string()),
    bytes: nullable(integer({ minimum: 0 })),
    startedAt: nullable(instant()),
    storedAt: nullable(instant()),
  },
  { name: 'CallRecording' },
);

export const CALL_DETAILS = object(
  {
    ...CALL_FIELDS,
    ringSeconds: nullable(integer({ minimum: 0 })),
    holdSeconds: nullable(integer({ minimum: 0 })),
    hangupBy: nullable(oneOf(['caller', 'callee', 'system'] as const)),
    disconnectReason: nullable(integer({ description: 'Code of telephony' })),
    groupExtension: nullable(string({ description: 'Number of the queue' })),
    transfer: nullable(string()),
    finalOperator: nullable(PERSON),
    missedBy: array(
      object(
        { operatorId: nullable(id()), name: nullable(string()), extension: nullable(string()) },
        { name: 'MissedBy' },
      ),
      { description: 'At whom a call that nobody answered rang' },
    ),
    dtmf: array(string(), { description: 'Keys pressed in the menu' }),
    legs: array(LEG, { description: 'In order of appearance' }),
    recordings: array(RECORDING),
  },
  { name: 'CallDetails' },
);
export type CallDetails = Infer<typeof CALL_DETAILS>;

const CALL_ID = { id: id() };

export const getCallOperation = operation({
  id: 'getCall',
  method: 'get',
  path: '/calls/:id',
  access: 'calls:read',
  tag: TAG,
  summary: 'One call with its legs and recordings',
  params: CALL_ID,
  success: data(CALL_DETAILS),
});

export const getRingBriefOperation = operation({
  id: 'getRingBrief',
  method: 'get',
  path: '/calls/:id/brief',
  access: 'calls:read',
  tag: TAG,
  summary: 'Who calls and probably why',
  params: CALL_ID,
  success: data(RING_BRIEF),
});

export const updateCallOperation = operation({
  id: 'updateCall',
  method: 'patch',
  path: '/calls/:id',
  access: 'calls:update',
  tag: TAG,
  summary: 'Classify a call',
  description: 'Operators classify their own calls and nobody’s.',
  params: CALL_ID,
  body: {
    disposition: optional(nullable(string(DISPOSITION_CODE))),
    comment: optional(nullable(string({ maxLength: 2000, multiline: true }))),
    version: version(),
  },
  success: data(CALL_VIEW),
});

export const callOperations = [
  listCallsOperation,
  countCallsOperation,
  listMissedOperation,
  listLiveOperation,
  getCallQueueOperation,
  getRingBriefOperation,
  getCallOperation,
  updateCallOperation,
];
