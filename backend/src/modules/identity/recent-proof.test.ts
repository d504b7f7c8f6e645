import { expect, test } from 'vitest';
import type { Actor } from '../../platform/access/actor.js';
import { empty, operation, type AnyOperation, type Proof } from '../../platform/http/operation.js';
import { asksForProof, assertRecentProof } from './index.js';

const PROVEN = new Date('2026-11-26T10:00:00Z');
const actor = { authenticatedAt: PROVEN } as Actor;
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

test.each<[string, Proof | undefined, unknown, boolean]>([
  ['an action that is always sensitive', 'recent', {}, true],
  ['a usual action', undefined, { role: 'admin' }, false],
  ['a body with a sensitive field', { whenGiven: ['role'] }, { role: 'admin' }, true],
  ['a body without one', { whenGiven: ['role'] }, { name: 'Анна' }, false],
  ['a body that inherits its name', { whenGiven: ['toString'] }, {}, false],
  ['no body', { whenGiven: ['role'] }, undefined, false],
])('%s', (_, proof, body, asks) => {
  expect(asksForProof(asking(proof), body)).toBe(asks);
});
