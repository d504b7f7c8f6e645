import { data, empty, operation } from '../../../platform/http/operation.js';
import { boolean, instant, nullable, object, string, type Infer } from '../../../platform/http/schema.js';

/** Secrets of one-time links, base64url of 256 bits. */
export const linkToken = () => string({ maxLength: 100, pattern: /^[\w-]+$/ });

const myEmail = object(
  {
    email: nullable(string()),
    isVerified: boolean(),
    pendingEmail: nullable(
      string({
        description: 'The address that takes its place once it is verified; null when there is none',
      }),
    ),
    letterSentUntil: nullable(
      instant({
        description: 'How long the link of the last verification letter works; null when there is none',
      }),
    ),
  },
  { name: 'MyEmail' },
);
export type MyEmailView = Infer<typeof myEmail>;

const COMMON = { tag: 'auth' } as const;

export const getMyEmail = operation({
  ...COMMON,
  id: 'getMyEmail',
  method: 'get',
  path: '/auth/email',
  access: 'signed-in',
  summary: 'Own e-mail address, and the one that waits to be verified',
  success: data(myEmail),
});

export const sendEmailVerification = operation({
  ...COMMON,
  id: 'sendEmailVerification',
  method: 'post',
  path: '/auth/email/verification',
  access: 'signed-in',
  summary: 'Send the verification letter (again)',
  description:
    'To the waiting address, else to the present one if it is not verified. The link sent before is void. Five letters an hour.',
  success: data(myEmail),
});

export const verifyEmail = operation({
  ...COMMON,
  id: 'verifyEmail',
  method: 'post',
  path: '/auth/email/verify',
  access: 'public',
  summary: 'Verify an address by the link of its letter',
  body: { token: linkToken() },
  success: empty(),
});

export const emailOperations = [getMyEmail, sendEmailVerification, verifyEmail] as const;
