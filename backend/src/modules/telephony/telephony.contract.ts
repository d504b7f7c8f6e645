import { data, operation, page, PAGE_QUERY } from '../../platform/http/operation.js';
import {
  array,
  id,
  instant,
  integer,
  nullable,
  object,
  optional,
  string,
} from '../../platform/http/schema.js';

const CREDENTIAL = { minLength: 8, maxLength: 128, pattern: /^[\x21-\x7e]+$/ } as const;

const ACCOUNT = object(
  {
    id: id(),
    provider: string({ example: 'mango' }),
    apiKeyTail: string({ description: 'The last four characters; the key and the salt never go out' }),
    webhookUrl: string({ description: 'What to enter in the telephony’s cabinet' }),
    lastEventAt: nullable(instant()),
    events: object({
      pending: integer({ minimum: 0 }),
      failed: integer({ minimum: 0 }),
      dead: integer({ minimum: 0 }),
    }),
  },
  { name: 'TelephonyAccount' },
);

export const listTelephonyAccounts = operation({
  id: 'listTelephonyAccounts',
  method: 'get',
  path: '/admin/telephony',
  access: 'settings:write',
  tag: 'telephony',
  summary: 'Telephony accounts and whether their events arrive',
  success: data(array(ACCOUNT)),
});

export const updateTelephonyAccount = operation({
  id: 'updateTelephonyAccount',
  method: 'patch',
  path: '/admin/telephony/:id',
  access: 'settings:write',
  proof: 'recent',
  tag: 'telephony',
  summary: 'Sets the credentials of an account',
  description: 'They can be written, never read.',
  params: { id: id() },
  body: { apiKey: optional(string(CREDENTIAL)), apiSalt: optional(string(CREDENTIAL)) },
  success: data(ACCOUNT),
});

const { cursor: _cursor, ...NUMBERED_PAGE } = PAGE_QUERY;

export const listUnassignedNumbers = operation({
  id: 'listUnassignedNumbers',
  method: 'get',
  path: '/phones/unassigned',
  access: 'reference:write',
  tag: 'reference',
  summary: 'Numbers that were dialled and that no company number knows, the latest first',
  query: NUMBERED_PAGE,
  success: page(
    object(
      {
        number: string({ description: 'E.164, or a SIP line as telephony writes it' }),
        calls: integer({ minimum: 1 }),
        lastCallAt: instant(),
      },
      { name: 'UnassignedNumber' },
    ),
  ),
});

export const fillCalls = operation({
  id: 'fillCalls',
  method: 'post',
  path: '/phones/:id/fill-calls',
  access: 'reference:write',
  tag: 'reference',
  summary: 'Gives campaign and city of this number to its calls that have none',
  params: { id: id() },
  success: data(object({ filled: integer({ minimum: 0 }) })),
});

export const telephonyOperations = [
  listTelephonyAccounts,
  updateTelephonyAccount,
  listUnassignedNumbers,
  fillCalls,
];
