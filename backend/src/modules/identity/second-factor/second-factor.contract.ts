import { data, empty, operation, plain } from '../../../platform/http/operation.js';
import {
  array,
  boolean,
  instant,
  integer,
  nullable,
  object,
  optional,
  string,
  withDefault,
} from '../../../platform/http/schema.js';
import { password, signedInUser, tokens } from '../identity.contract.js';

const COMMON = { access: 'signed-in', tag: 'auth' } as const;
/** What a person without the second factor that his role must have may do: set it up. */
const ON_THE_WAY = { ...COMMON, beforeSecondFactor: true } as const;

const code = (description: string) => string({ maxLength: 40, description });
const ANY_CODE = 'Six digits of the authenticator app, or a recovery code';
const recoveryCodes = object({
  recoveryCodes: array(string(), { description: 'Ten codes, each of use once; shown now and never again' }),
});

export const answerSecondFactor = operation({
  id: 'answerSecondFactor',
  method: 'post',
  path: '/auth/login/mfa',
  access: 'public',
  tag: 'auth',
  summary: 'The second step of signing in',
  description:
    'From the browser that took the first step, within five minutes. Five wrong codes end the sign-in; ten in half an hour are the most.',
  body: {
    mfaToken: string({ maxLength: 100, description: 'From `POST /api/auth/login`' }),
    code: code(ANY_CODE),
    rememberDevice: withDefault(
      boolean({ description: 'Ask for no code in this browser for thirty days' }),
      false,
    ),
  },
  success: plain(object({ ...tokens, user: signedInUser })),
});

export const getSecondFactor = operation({
  ...ON_THE_WAY,
  // How long a new password must be depends on it.
  beforeOwnPassword: true,
  id: 'getSecondFactor',
  method: 'get',
  path: '/auth/2fa',
  summary: 'Own second factor',
  success: data(
    object(
      {
        enabledAt: nullable(instant({ description: 'Null while it is off' })),
        recoveryCodesLeft: integer({ minimum: 0 }),
        mustSetUp: boolean({ description: 'His role must have one and he has none' }),
      },
      { name: 'SecondFactor' },
    ),
  ),
});

export const setUpSecondFactor = operation({
  ...ON_THE_WAY,
  id: 'setUpSecondFactor',
  method: 'post',
  path: '/auth/2fa/setup',
  proof: 'recent',
  hasSecretAnswer: true,
  summary: 'A new seed for the authenticator app; in force once a code of it is shown',
  success: plain(
    object({ otpauthUrl: string(), qr: string({ description: 'The same as a picture, a `data:` address' }) }),
  ),
});

export const enableSecondFactor = operation({
  ...ON_THE_WAY,
  id: 'enableSecondFactor',
  method: 'post',
  path: '/auth/2fa/enable',
  proof: 'recent',
  hasSecretAnswer: true,
  summary: 'Put the second factor in force; the other sessions end',
  body: { code: code('Six digits of the authenticator app') },
  success: plain(recoveryCodes),
});

export const disableSecondFactor = operation({
  ...COMMON,
  id: 'disableSecondFactor',
  method: 'post',
  path: '/auth/2fa/disable',
  summary: 'Turn the second factor off; the other sessions end',
  description: 'Password and code are the proof. The password must be as long as without a second factor.',
  body: { password: password('The present one'), code: code(ANY_CODE) },
  success: empty(),
});

export const renewRecoveryCodes = operation({
  ...COMMON,
  id: 'renewRecoveryCodes',
  method: 'post',
  path: '/auth/2fa/recovery-codes',
  proof: 'recent',
  hasSecretAnswer: true,
  summary: 'Ten new recovery codes; those of before work no more',
  success: plain(recoveryCodes),
});

export const stepUp = operation({
  ...ON_THE_WAY,
  id: 'stepUp',
  method: 'post',
  path: '/auth/step-up',
  summary: 'Prove anew that it is you',
  description:
    'After `step_up_required`: for ten minutes sensitive operations are open. Ten wrong answers in half an hour are the most.',
  body: {
    password: password('The present one'),
    code: optional(code(`${ANY_CODE}; needed with a second factor`)),
  },
  success: empty(),
});

export const secondFactorOperations = [
  answerSecondFactor,
  getSecondFactor,
  setUpSecondFactor,
  enableSecondFactor,
  disableSecondFactor,
  renewRecoveryCodes,
  stepUp,
] as const;
