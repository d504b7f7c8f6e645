import { expect, test } from 'vitest';
import {
  PERMISSIONS,
  PERMISSIONS_BY_ROLE,
  KEY_PERMISSIONS,
  ROLES,
} from '../../../platform/access/permissions.js';
import { toKeyActor } from './key-actor.rules.js';
import type { KeyRow } from './key-callers.queries.js';

const row = (overrides: Partial<KeyRow>): KeyRow => ({
  ...{
    apiKeyId: 1,
    isPersonal: true,
    keyName: 'Отчёты',
    permissions: [...PERMISSIONS],
    keyCities: [],
    ipAllow: [],
  },
  ...{ expiresAt: null, lastUsedAt: null, organizationId: 1, timezone: 'Europe/Moscow', adminIpAllow: [] },
  ...{
    isSuspended: false,
    operatorId: 2,
    accountId: 3,
    name: 'Иван',
    role: 'owner',
    cities: [],
    masterId: null,
  },
  ...overrides,
});

test.each(ROLES)(
  'a key of a person of role %s may no more than he, and never what is for people only',
  (role) => {
    const { permissions } = toKeyActor(row({ role }));
    const expected = PERMISSIONS_BY_ROLE[role].filter((permission) => KEY_PERMISSIONS.includes(permission));
    expect([...permissions].sort()).toEqual([...expected].sort());
  },
);

test.each([
  [['calls:read', 'orders:create'], 'operator'],
  [['calls:read', 'stats:read'], 'manager'],
  [['orders:delete'], 'admin'],
] as const)("an organisation's key with %j acts as %s, whatever its maker is now", (permissions, role) => {
  const actor = toKeyActor(row({ isPersonal: false, permissions: [...permissions], role: 'viewer' }));
  expect(actor).toMatchObject({ role, name: 'Отчёты', cities: null, masterId: null, isSuperAdmin: false });
  expect([...actor.permissions].sort()).toEqual([...permissions].sort());
});

test.each([
  ['operator', [], [], null],
  ['operator', [], ['Омск'], ['Омск']],
  ['operator', ['Омск', 'Пенза'], [], ['Омск', 'Пенза']],
  ['operator', ['Омск', 'Пенза'], ['Пенза', 'Москва'], ['Пенза']],
  ['operator', ['Омск'], ['Москва'], []],
  ['manager', [], [], []],
  ['manager', [], ['Москва'], []],
  ['owner', ['Омск'], [], null],
] as const)('%s with cities %j and a key for %j reaches %j', (role, cities, keyCities, reached) => {
  expect(toKeyActor(row({ role, cities: [...cities], keyCities: [...keyCities] })).cities).toEqual(reached);
});
