import { data, operation, page, PAGE_QUERY } from '../../platform/http/operation.js';
import {
  id,
  instant,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  string,
} from '../../platform/http/schema.js';

export const INBOX_STATUSES = ['pending', 'processed', 'failed', 'dead'] as const;
export type InboxStatus = (typeof INBOX_STATUSES)[number];

const eventFields = {
  id: id(),
  provider: string({ example: 'mango' }),
  path: string({ minLength: 0, description: 'The sender’s own path', example: 'events/call' }),
  status: oneOf(INBOX_STATUSES, {
    description: 'pending: not applied yet; failed: will be tried again; dead: given up, a person must look',
  }),
  receivedAt: instant(),
  seen: integer({ minimum: 1, description: 'Deliveries of these very bytes' }),
  attempts: integer({ minimum: 0 }),
  nextAttemptAt: nullable(instant({ description: 'Null when there will be none' })),
  lastError: nullable(string({ description: 'Why the last attempt failed, or why there will be no other' })),
  processedAt: nullable(instant()),
};

const INBOX_EVENT = object(
  { ...eventFields, preview: string({ minLength: 0, description: 'Beginning of the text, phones masked' }) },
  { name: 'InboxEvent' },
);

const INBOX_EVENT_CARD = object(
  {
    ...eventFields,
    text: string({ minLength: 0, description: 'The whole text, phones masked' }),
    bytes: integer({ minimum: 0 }),
  },
  { name: 'InboxEventCard' },
);

export const listInboxEvents = operation({
  id: 'listWebhookEvents',
  method: 'get',
  path: '/admin/webhook-events',
  access: 'inbox:manage',
  tag: 'inbox',
  summary: 'What telephony and marketplaces posted, newest first',
  query: {
    ...PAGE_QUERY,
    status: optional(oneOf(INBOX_STATUSES)),
    provider: optional(string({ maxLength: 50, pattern: /^[a-z0-9_-]+$/ })),
  },
  success: page(INBOX_EVENT),
});

export const getInboxEvent = operation({
  id: 'getWebhookEvent',
  method: 'get',
  path: '/admin/webhook-events/:id',
  access: 'inbox:manage',
  tag: 'inbox',
  summary: 'One stored event',
  params: { id: id() },
  success: data(INBOX_EVENT_CARD),
});

export const replayInboxEvent = operation({
  id: 'replayWebhookEvent',
  method: 'post',
  path: '/admin/webhook-events/:id/replay',
  access: 'inbox:manage',
  tag: 'inbox',
  summary: 'Apply an event again',
  description:
    'What it tells is applied once however often it is replayed; one that already waits is left as it is.',
  params: { id: id() },
  success: data(INBOX_EVENT_CARD),
});

export const replayInboxEvents = operation({
  id: 'replayWebhookEvents',
  method: 'post',
  path: '/admin/webhook-events/replay',
  access: 'inbox:manage',
  tag: 'inbox',
  summary: 'Apply all events that were given up, or that wait for their next attempt',
  body: { status: oneOf(['dead', 'failed'] as const) },
  success: data(object({ replayed: integer({ minimum: 0 }) })),
});

export const inboxOperations = [listInboxEvents, getInboxEvent, replayInboxEvent, replayInboxEvents];
