import { created, data, operation, raw } from '../../platform/http/operation.js';
import {
  id,
  instant,
  integer,
  nullable,
  object,
  phone,
  string,
  type Infer,
} from '../../platform/http/schema.js';

const TAG = 'clients';
const CLIENT = { phone: phone({ description: 'In any usual writing' }) };

const PROGRESS = object(
  { done: integer({ minimum: 0 }), total: integer({ minimum: 0, description: 'At the request' }) },
  { name: 'ErasureProgress' },
);

export const CLIENT_ERASURE = object(
  {
    id: id(),
    pseudonym: string({ description: 'What stands in the place of the number: `+0` and 13 digits' }),
    reason: string({ multiline: true }),
    operator: object({ id: id(), name: string() }, { name: 'ErasureOperator' }),
    requestedAt: instant(),
    finishedAt: nullable(instant({ description: 'Null while it lasts' })),
    calls: PROGRESS,
    orders: PROGRESS,
    recordings: integer({ minimum: 0, description: 'Recordings erased so far; their files follow' }),
  },
  { name: 'ClientErasure' },
);
export type ClientErasureView = Infer<typeof CLIENT_ERASURE>;

export const exportClient = operation({
  id: 'exportClient',
  method: 'get',
  path: '/clients/:phone/export',
  access: 'clients:export',
  proof: 'recent',
  hourlyLimit: { name: 'exports', perHour: 60 },
  tag: TAG,
  summary: 'Everything that is kept about a client, as a file',
  description:
    'Rows of all tables that hold something of this number, in all cities: calls, legs, events as they were posted, recordings without their ' +
    'audio, orders with their history, debts, and when somebody opened or exported the client. The audio is got by ' +
    '`/calls/{id}/recording`.',
  params: { phone: phone({ mayBeErased: true, description: 'In any usual writing' }) },
  success: raw('application/json', 'The file'),
});

export const eraseClient = operation({
  id: 'eraseClient',
  method: 'post',
  path: '/clients/:phone/erasure',
  access: 'clients:erase',
  proof: 'recent',
  tag: TAG,
  summary: 'Erase a client for ever',
  description:
    'Name, number, address and texts are replaced by a pseudonym wherever they stand, recordings are removed; that there were calls and ' +
    'orders, and their money, stays. It is done by the worker: see `getClientErasure`. 409 `client_in_work` with `orderIds` and `callIds` ' +
    'while the client has open orders or is on the line. A second request while one is carried out is answered with the first.',
  params: CLIENT,
  body: {
    confirmation: string({
      maxLength: 64,
      description: 'The number once more, typed by the person, in any usual writing',
    }),
    reason: string({
      minLength: 3,
      maxLength: 500,
      multiline: true,
      description: 'Why; must not name the number. Kept after the erasure',
    }),
  },
  success: created(CLIENT_ERASURE),
  location: ({ id: erasureId }) => `/api/client-erasures/${String(erasureId)}`,
});

export const getClientErasure = operation({
  id: 'getClientErasure',
  method: 'get',
  path: '/client-erasures/:id',
  access: 'clients:erase',
  keys: false,
  tag: TAG,
  summary: 'How far an erasure has come',
  params: { id: id() },
  success: data(CLIENT_ERASURE),
});

export const clientDataOperations = [exportClient, eraseClient, getClientErasure] as const;
