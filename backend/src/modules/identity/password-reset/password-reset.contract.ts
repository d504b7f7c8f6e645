import { accepted, empty, operation } from '../../../platform/http/operation.js';
import { string } from '../../../platform/http/schema.js';
import { linkToken } from '../email/email.contract.js';

const COMMON = { method: 'post', access: 'public', tag: 'auth' } as const;

export const forgotPassword = operation({
  ...COMMON,
  id: 'forgotPassword',
  path: '/auth/password/forgot',
  summary: 'Ask for a letter with a link that sets a new password',
  description:
    'Always the same answer, whoever is asked for. A letter goes out only where there is such a person with a verified e-mail address, at most three an hour.',
  body: { login: string({ maxLength: 254, description: 'Login or e-mail' }) },
  success: accepted(),
});

export const checkPasswordReset = operation({
  ...COMMON,
  id: 'checkPasswordReset',
  path: '/auth/password/reset/check',
  summary: 'Whether the link of a letter still works',
  body: { token: linkToken() },
  success: empty(),
});

export const resetPassword = operation({
  ...COMMON,
  id: 'resetPassword',
  path: '/auth/password/reset',
  summary: 'Set a new password by the link of a letter',
  description:
    'The link works once, for 30 minutes, and only while no newer one was asked for. Nobody is signed in by it, all sessions of the person end, and the second factor is asked for as ever.',
  body: {
    token: linkToken(),
    newPassword: string({ maxLength: 256, description: 'At least 15 characters' }),
  },
  success: empty(),
});

export const passwordResetOperations = [forgotPassword, checkPasswordReset, resetPassword] as const;
