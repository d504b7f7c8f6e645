import { data, empty, operation } from '../../platform/http/operation.js';
import { array, boolean, instant, nullable, object, oneOf, string } from '../../platform/http/schema.js';
import { DEVICE_KINDS } from './devices/device-name.js';
import { SIGN_IN_METHODS } from './sign-in/sign-in-history.js';

export const uuid = (description: string) =>
  string({
    maxLength: 36,
    pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    description,
  });

export const deviceFields = {
  device: string({ minLength: 0, description: 'Browser and system in short; empty when unknown' }),
  deviceKind: nullable(oneOf(DEVICE_KINDS)),
};

const session = object(
  {
    id: uuid('The session'),
    ...deviceFields,
    ip: nullable(string()),
    createdAt: instant(),
    lastSeenAt: instant({ description: 'The last key, click or touch that the page has told of' }),
    expiresAt: instant({ description: 'Its end, however much it is used; thirty minutes unused end it too' }),
    current: boolean({ description: 'The session that asks' }),
    methods: array(oneOf(SIGN_IN_METHODS), { description: 'How the person proved who he is' }),
  },
  { name: 'Session' },
);

export const listSessions = operation({
  id: 'listSessions',
  method: 'get',
  path: '/auth/sessions',
  access: 'signed-in',
  tag: 'auth',
  summary: 'Own live sessions, the last used first',
  success: data(array(session)),
});

export const endSession = operation({
  id: 'endSession',
  method: 'delete',
  path: '/auth/sessions/:id',
  access: 'signed-in',
  tag: 'auth',
  summary: 'End one of the own sessions, in every process within five seconds',
  params: { id: uuid('The session') },
  success: empty(),
});

export const endOtherSessions = operation({
  id: 'endOtherSessions',
  method: 'delete',
  path: '/auth/sessions',
  access: 'signed-in',
  tag: 'auth',
  summary: 'End all own sessions but this one',
  success: empty(),
});

export const sessionOperations = [listSessions, endSession, endOtherSessions] as const;
