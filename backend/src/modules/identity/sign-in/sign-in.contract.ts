import { accepted, empty, operation, page, PAGE_QUERY } from '../../../platform/http/operation.js';
import { id, instant, nullable, object, oneOf, string } from '../../../platform/http/schema.js';
import { deviceFields } from '../sessions.contract.js';
import { SIGN_IN_METHODS, SIGN_IN_OUTCOMES } from './sign-in-history.js';

const signInEvent = object(
  {
    id: id(),
    at: instant(),
    method: oneOf(SIGN_IN_METHODS),
    outcome: oneOf(SIGN_IN_OUTCOMES, {
      description: '`delayed`: attempts were put off, noted once a quarter of an hour',
    }),
    ip: nullable(string()),
    ...deviceFields,
  },
  { name: 'SignInEvent' },
);

export const listSignIns = operation({
  id: 'listSignIns',
  method: 'get',
  path: '/auth/sign-ins',
  access: 'signed-in',
  tag: 'auth',
  summary: 'History of sign-ins to the own account and of attempts at it, newest first',
  query: PAGE_QUERY,
  success: page(signInEvent),
});

export const requestUnlock = operation({
  id: 'requestUnlock',
  method: 'post',
  path: '/auth/unlock/request',
  access: 'public',
  tag: 'auth',
  summary:
    'Ask for a letter whose link lets a browser sign in although strangers’ attempts are being delayed',
  description:
    'Always 202: whether there is such a login, or where a letter went, is not told. Three letters an hour.',
  body: { login: string({ maxLength: 254, description: 'Login or e-mail' }) },
  success: accepted(),
});

export const unlock = operation({
  id: 'unlock',
  method: 'post',
  path: '/auth/unlock',
  access: 'public',
  tag: 'auth',
  summary: 'Use the link of such a letter: the next attempts from this browser pass',
  body: { token: string({ maxLength: 100, description: 'Of the link; works once, for half an hour' }) },
  success: empty(),
});

export const signInOperations = [listSignIns, requestUnlock, unlock] as const;
