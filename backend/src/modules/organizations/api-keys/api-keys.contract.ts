import { PERMISSIONS } from '../../../platform/access/permissions.js';
import { created, data, empty, operation } from '../../../platform/http/operation.js';
import {
  array,
  boolean,
  id,
  instant,
  nullable,
  object,
  oneOf,
  optional,
  string,
  type Infer,
  type InferFields,
} from '../../../platform/http/schema.js';

const MOST_CITIES = 100;
const MOST_ADDRESSES = 50;

const KEY = {
  id: id(),
  name: string(),
  prefix: string({ description: 'The key begins with `crm_<prefix>_`' }),
  isPersonal: boolean({ description: 'Ends with its person and never reaches further than he' }),
  operator: object({ id: id(), name: string() }, { description: 'Who made it' }),
  permissions: array(oneOf(PERMISSIONS)),
  cities: array(string(), { description: 'Empty means all that are reached otherwise' }),
  ipAllow: array(string(), { description: 'Addresses and ranges it may come from; empty means anywhere' }),
  createdAt: instant(),
  expiresAt: nullable(instant()),
  lastUsedAt: nullable(instant({ description: 'To the minute' })),
  lastUsedIp: nullable(string()),
};
const key = object(KEY, { name: 'ApiKey' });
export type ApiKeyView = Infer<typeof key>;

const newKey = object(
  { ...KEY, token: string({ description: 'The key itself, shown this once' }) },
  { name: 'NewApiKey' },
);
export type NewApiKeyView = Infer<typeof newKey>;

const draft = {
  name: string({ minLength: 2, maxLength: 100 }),
  permissions: array(oneOf(PERMISSIONS), { minItems: 1, maxItems: PERMISSIONS.length }),
  cities: optional(array(string({ maxLength: 100 }), { maxItems: MOST_CITIES })),
  ipAllow: optional(array(string({ maxLength: 50 }), { maxItems: MOST_ADDRESSES })),
  expiresAt: optional(nullable(instant({ description: 'In the future, at most five years from now' }))),
};

const MINE = { path: '/auth/api-keys', access: 'signed-in', tag: 'api keys' } as const;
const OURS = { path: '/admin/api-keys', access: 'settings:write', tag: 'api keys' } as const;
const ONE = { id: id() };

export const listMyApiKeys = operation({
  ...MINE,
  id: 'listMyApiKeys',
  method: 'get',
  summary: 'Own keys that are in force or have expired, newest first',
  success: data(array(key)),
});

export const createMyApiKey = operation({
  ...MINE,
  id: 'createMyApiKey',
  hasSecretAnswer: true,
  method: 'post',
  proof: 'recent',
  summary: 'Make a key that acts as oneself',
  description: 'Of the rights and cities named it has at any moment those that its person has too.',
  body: draft,
  success: created(newKey),
  location: () => '/api/auth/api-keys',
});
export type ApiKeyDraft = InferFields<typeof draft>;

export const revokeMyApiKey = operation({
  ...MINE,
  id: 'revokeMyApiKey',
  method: 'delete',
  path: '/auth/api-keys/:id',
  params: ONE,
  summary: 'Revoke an own key',
  success: empty(),
});

export const listApiKeys = operation({
  ...OURS,
  id: 'listApiKeys',
  method: 'get',
  summary: 'Keys of the organisation and of its people, newest first',
  success: data(array(key)),
});

export const createApiKey = operation({
  ...OURS,
  id: 'createApiKey',
  hasSecretAnswer: true,
  method: 'post',
  proof: 'recent',
  summary: 'Make a key of the organisation, which stays when people go',
  body: draft,
  success: created(newKey),
  location: () => '/api/admin/api-keys',
});

export const revokeApiKey = operation({
  ...OURS,
  id: 'revokeApiKey',
  method: 'delete',
  path: '/admin/api-keys/:id',
  params: ONE,
  summary: 'Revoke a key of the organisation or of one of its people',
  success: empty(),
});
