import { expect, test } from 'vitest';
import type { Actor } from '../../platform/access/actor.js';
import { empty, operation, type AnyOperation, type Proof } from '../../platform/http/operation.js';
import { asksForProof, assertRecentProof } from './index.js';

const PROVEN = new Date('2026-11-26T10:00:00Z');
const actor = { authenticatedAt: PROVEN, apiKeyId: null } as Actor;
const asking = (proof?: Proof): AnyOperation =>
  operation({
    id: 'sensitive',
    method: 'post',
    path: '/sensitive',
    access: 'settings:write',
    ...(proof && { proof }),
    tag: 'test',
    summary: 'A sensitive action',
    success: empty(),
  }) as unknown as AnyOperation;

test.each([
  ['10:10:00', 'passes'],
  ['10:10:01', 'step_up_required'],
])('a sensitive action ten minutes after the last proof, at %s: %s', (time, outcome) => {
  const look = (): string => {
    assertRecentProof(actor, new Date(`2026-11-26T${time}Z`));
    return 'passes';
  };
  if (outcome === 'passes') expect(look()).toBe('passes');
  else expect(look).toThrow(expect.objectContaining({ code: outcome }));
});

test.each<[string, Proof | undefined, unknown, string]>([
  ['an action that is always sensitive', 'recent', {}, 'surely'],
  ['a usual action', undefined, { role: 'admin' }, 'not'],
  ['a body with a sensitive field', { whenGiven: ['role'] }, { role: 'admin' }, 'surely'],
  ['a body without one', { whenGiven: ['role'] }, { name: 'Анна' }, 'not'],
  ['a body with a field that may be changed', { whenChanged: ['email'] }, { email: null }, 'perhaps'],
  ['a body without such a field', { whenChanged: ['email'] }, { name: 'Анна' }, 'not'],
  ['a body that inherits its name', { whenGiven: ['toString'] }, {}, 'not'],
  ['no body', { whenGiven: ['role'] }, undefined, 'not'],
])('%s', (_, proof, body, asks) => {
  expect(asksForProof(asking(proof), body)).toBe(asks);
});
