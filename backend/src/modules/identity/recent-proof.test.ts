import { expect, test } from 'vitest';
import type { Actor } from '../../platform/access/actor.js';
import { empty, operation, type AnyOperation } from '../../platform/http/operation.js';
import { assertProof } from './index.js';

const PROVEN = new Date('2026-11-26T10:00:00Z');
const actor = { authenticatedAt: PROVEN } as Actor;
const sensitive = operation({
  id: 'sensitive',
  method: 'post',
  path: '/sensitive',
  access: 'settings:write',
  proof: 'recent',
  tag: 'test',
  summary: 'A sensitive action',
  success: empty(),
}) as unknown as AnyOperation;
const usual: AnyOperation = { ...sensitive, id: 'usual' };
const { proof: _proof, ...withoutProof } = usual;

test.each([
  ['10:10:00', 'passes'],
  ['10:10:01', 'step_up_required'],
])('a sensitive action ten minutes after the last proof, at %s: %s', (time, outcome) => {
  const look = (): string => {
    assertProof(actor, sensitive, new Date(`2026-11-26T${time}Z`));
    return 'passes';
  };
  if (outcome === 'passes') expect(look()).toBe('passes');
  else expect(look).toThrow(expect.objectContaining({ code: outcome }));
});

test('another action asks for no proof', () => {
  expect(() => {
    assertProof(actor, withoutProof, new Date('2026-11-27T10:00:00Z'));
  }).not.toThrow();
});
