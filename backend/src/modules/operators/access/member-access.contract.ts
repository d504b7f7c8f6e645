import { data, empty, operation } from '../../../platform/http/operation.js';
import { array, id, instant, nullable, object, string, type Infer } from '../../../platform/http/schema.js';

const session = object(
  {
    id: string({ description: 'UUID' }),
    device: nullable(string({ description: 'Browser and system, as the browser tells' })),
    ip: nullable(string()),
    signedInAt: instant(),
    lastSeenAt: instant(),
    expiresAt: instant(),
  },
  { name: 'MemberSession' },
);
export type MemberSessionView = Infer<typeof session>;

const ONE = { access: 'operators:write', tag: 'operators', params: { id: id() } } as const;

export const listOperatorSessions = operation({
  ...ONE,
  id: 'listOperatorSessions',
  method: 'get',
  path: '/operators/:id/sessions',
  summary: 'Where a person is signed in here, the latest first',
  success: data(array(session)),
});

export const endOperatorSessions = operation({
  ...ONE,
  id: 'endOperatorSessions',
  method: 'delete',
  path: '/operators/:id/sessions',
  summary: 'Sign a person out everywhere',
  success: empty(),
});

export const resetSecondFactor = operation({
  ...ONE,
  id: 'resetSecondFactor',
  method: 'delete',
  path: '/operators/:id/second-factor',
  proof: 'recent',
  summary: 'Take the second factor off a person who has lost it',
  description:
    'Seed, recovery codes and remembered devices are gone, his sessions end, and he is told. 403 for one’s own, for an owner unless by ' +
    'an owner, and for a person whose account also serves elsewhere.',
  success: empty(),
});
