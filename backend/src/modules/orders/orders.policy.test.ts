import { describe, expect, test } from 'vitest';
import type { Actor } from '../../platform/access/actor.js';
import { PERMISSIONS_BY_ROLE, ROLES, type Role } from '../../platform/access/permissions.js';
import type { OrderStatus } from './order-values.js';
import {
  editableFields,
  EDITABLE_FIELDS,
  isInScope,
  mayDelete,
  mayOverbook,
  partyOf,
} from './orders.policy.js';

const actorOf = (role: Role, overrides: Partial<Actor> = {}): Actor => ({
  organizationId: 1,
  organizationTimezone: 'Europe/Moscow',
  operatorId: 10,
  accountId: 20,
  sessionId: 'session',
  apiKeyId: null,
  isSuperAdmin: false,
  adminIpAllow: [],
  authenticatedAt: new Date(0),
  name: 'Person',
  role,
  cities: null,
  masterId: role === 'master' ? 7 : null,
  permissions: new Set(PERMISSIONS_BY_ROLE[role]),
  mustChangePassword: false,
  mustSetUpSecondFactor: false,
  ...overrides,
});
const now = new Date('2026-03-20T00:00:00Z');
const order = {
  organizationId: 1,
  city: 'Омск',
  masterId: 7,
  closingData: null as Date | null,
  statusOrder: 'new' as OrderStatus,
  phone: '+79271154820',
};

describe('fields that a role may change', () => {
  const CONTACT = [
    'city',
    'avitoName',
    'phone',
    'typeOrder',
    'clientName',
    'address',
    'dateMeeting',
    'typeEquipment',
    'problem',
  ];
  const VISIT = ['prepayment', 'dateCloseWorkshop', 'comment'];

  test.each(['owner', 'admin', 'manager'] as const)('%s: every one', (role) => {
    expect(editableFields(actorOf(role), order)).toEqual(EDITABLE_FIELDS);
  });
  test('operator: what was agreed with the client, and the master', () => {
    expect([...editableFields(actorOf('operator'), order)].sort()).toEqual([...CONTACT, 'masterId'].sort());
  });
  test('viewer: none', () => {
    expect(editableFields(actorOf('viewer'), order)).toEqual([]);
  });
  test('master: the visit, and money while his order is open', () => {
    const master = actorOf('master');
    expect([...editableFields(master, order)].sort()).toEqual([...VISIT, 'result', 'expenditure'].sort());
    expect(editableFields(master, { ...order, statusOrder: 'completed' })).toEqual(VISIT);
    expect(editableFields(master, { ...order, masterId: 8 })).toEqual([]);
  });
  test('of an erased client: nothing of his', () => {
    const erased = { ...order, phone: '+01234567890123' };
    const ofClient = ['phone', 'clientName', 'address', 'problem', 'comment'];
    expect(editableFields(actorOf('owner'), erased)).toEqual(
      EDITABLE_FIELDS.filter((field) => !ofClient.includes(field)),
    );
    expect(editableFields(actorOf('master'), erased)).not.toContain('comment');
  });
});

describe('rows that a role reaches', () => {
  test('cities bound everybody who has a list of them', () => {
    for (const role of ['manager', 'operator', 'viewer'] as const) {
      expect(isInScope(actorOf(role, { cities: ['Омск'] }), order, now), role).toBe(true);
      expect(isInScope(actorOf(role, { cities: ['Пенза'] }), order, now), role).toBe(false);
      expect(isInScope(actorOf(role), order, now), role).toBe(true);
    }
  });

  test('no role reaches another organisation', () => {
    for (const role of ROLES)
      expect(isInScope(actorOf(role), { ...order, organizationId: 2 }, now), role).toBe(false);
  });

  test('a master reaches his own orders in any city, closed ones for 14 days', () => {
    const master = actorOf('master', { cities: ['Пенза'] });
    expect(isInScope(master, order, now)).toBe(true);
    expect(isInScope(master, { ...order, masterId: 8 }, now)).toBe(false);
    expect(isInScope(master, { ...order, masterId: null }, now)).toBe(false);
    expect(isInScope(master, { ...order, closingData: new Date('2026-03-06T00:00:01Z') }, now)).toBe(true);
    expect(isInScope(master, { ...order, closingData: new Date('2026-03-06T00:00:00Z') }, now)).toBe(false);
  });
});

test('a person moves an order as what he is to it', () => {
  const parties = Object.fromEntries(ROLES.map((role) => [role, partyOf(actorOf(role), order)]));
  expect(parties).toEqual({
    owner: 'manager',
    admin: 'manager',
    manager: 'manager',
    operator: 'operator',
    viewer: null,
    master: 'master',
  });
  expect(partyOf(actorOf('master'), { masterId: 8 })).toBeNull();
});

test('only owner and admin delete and overbook', () => {
  for (const role of ROLES) {
    const expected = role === 'owner' || role === 'admin';
    expect([mayDelete(actorOf(role)), mayOverbook(actorOf(role))], role).toEqual([expected, expected]);
  }
});
