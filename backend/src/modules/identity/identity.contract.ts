import { PERMISSIONS, ROLES } from '../../platform/access/permissions.js';
import { data, empty, operation, plain } from '../../platform/http/operation.js';
import { LOCALES } from '../../platform/http/problem-messages.js';
import {
  array,
  boolean,
  id,
  instant,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  string,
  timezone,
} from '../../platform/http/schema.js';

export const STATUS_WORK = ['offline', 'online', 'break', 'on_call', 'wrap_up'] as const;
export const EMPLOYMENT_STATUS = ['active', 'inactive', 'on_leave'] as const;

export const password = (description: string) => string({ maxLength: 256, verbatim: true, description });
export const signedInUser = object(
  { id: id(), login: string(), role: oneOf(ROLES), name: string() },
  { name: 'SignedInUser' },
);
export const tokens = {
  accessToken: string({ maxLength: 4000 }),
  expiresIn: integer({ description: 'Seconds' }),
};

export const login = operation({
  id: 'login',
  method: 'post',
  path: '/auth/login',
  access: 'public',
  tag: 'auth',
  summary: 'Sign in',
  description:
    'The refresh token comes as an httpOnly cookie. A wrong login and a wrong password are not told apart. Failures are slowed by address ' +
    'and by login: 429 with `Retry-After`; a browser that one has signed in from before has attempts of its own. Where a second factor is ' +
    'asked for, the answer is `mfaRequired` and an `mfaToken` for the next step instead of the token and the person.',
  body: {
    login: string({ maxLength: 254, description: 'Login or e-mail' }),
    password: password('The password'),
    rememberDevice: optional(
      boolean({ description: 'Do not ask for the second factor in this browser for thirty days' }),
    ),
  },
  success: plain(
    object({
      accessToken: optional(tokens.accessToken),
      expiresIn: optional(tokens.expiresIn),
      user: optional(signedInUser),
      mfaRequired: optional(boolean({ description: 'True: a code is asked for' })),
      mfaToken: optional(
        string({ description: 'For `POST /api/auth/login/mfa` from this browser, five minutes' }),
      ),
    }),
  ),
});

export const refresh = operation({
  id: 'refresh',
  method: 'post',
  path: '/auth/refresh',
  access: 'public',
  tag: 'auth',
  summary: 'A fresh access token for the refresh cookie, which is rotated',
  description:
    'A session that nobody uses for thirty minutes ends. Without a body the call itself counts as use.',
  body: {
    idleSeconds: optional(
      integer({
        minimum: 0,
        maximum: 86_400,
        description: 'Seconds since the last key, click or touch; what the page does by itself is no use',
      }),
    ),
  },
  success: plain(object(tokens)),
});

export const logout = operation({
  id: 'logout',
  method: 'post',
  path: '/auth/logout',
  access: 'signed-in',
  beforeOwnPassword: true,
  beforeSecondFactor: true,
  tag: 'auth',
  summary: 'End this session',
  success: empty(),
});

const profile = object(
  {
    id: id(),
    login: string(),
    name: string(),
    email: nullable(string()),
    emailVerified: boolean({ description: 'Letters but the verification go to verified addresses alone' }),
    role: oneOf(ROLES),
    city: nullable(string()),
    cities: array(string(), {
      description: 'Cities of the scope; empty means all for operators and viewers',
    }),
    status: oneOf(EMPLOYMENT_STATUS),
    statusWork: oneOf(STATUS_WORK),
    statusWorkSince: instant(),
    statusWorkNext: nullable(oneOf(STATUS_WORK)),
    sipAddress: nullable(string()),
    extension: nullable(string()),
    masterId: nullable(id()),
    locale: oneOf(LOCALES),
    timezone: string({ description: "The person's own, else that of his city, else the organisation's" }),
    organization: object({ id: id(), name: string(), timezone: string() }),
    permissions: array(oneOf(PERMISSIONS)),
    mustChangePassword: boolean({
      description:
        'He signed in with a password that somebody else gave him: until he chooses his own, little else is open to him',
    }),
    mustSetUpSecondFactor: boolean({
      description:
        'His role must have a second factor and he has none: until he sets it up, little else is open to him',
    }),
    isSuperAdmin: boolean({ description: 'Creates and suspends organisations' }),
  },
  { name: 'Profile' },
);

export const getProfile = operation({
  id: 'getProfile',
  method: 'get',
  path: '/auth/profile',
  access: 'signed-in',
  beforeOwnPassword: true,
  beforeSecondFactor: true,
  tag: 'auth',
  summary: 'Own profile and rights',
  success: data(profile),
});

export const updateProfile = operation({
  id: 'updateProfile',
  method: 'patch',
  path: '/auth/profile',
  access: 'signed-in',
  proof: { whenChanged: ['email'] },
  tag: 'auth',
  summary: 'Change own name, e-mail, language or time zone',
  description:
    'Another e-mail address takes effect when it is verified by the letter that goes there, and needs a recent proof (403 `step_up_required`).',
  body: {
    name: optional(string({ minLength: 2, maxLength: 200 })),
    email: optional(nullable(string({ maxLength: 254, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ }))),
    locale: optional(oneOf(LOCALES)),
    timezone: optional(nullable(timezone())),
  },
  success: data(profile),
});

export const changePassword = operation({
  id: 'changePassword',
  method: 'put',
  path: '/auth/password',
  access: 'signed-in',
  beforeOwnPassword: true,
  beforeSecondFactor: true,
  tag: 'auth',
  summary: 'Change own password; the other sessions end',
  description:
    'Whoever signed in with a password that somebody else gave him is answered 403 `password_change_required` elsewhere until then.',
  body: {
    currentPassword: password('The present one'),
    newPassword: password(
      '15 to 256 characters, 8 with a second factor; none that is easy to guess, and not the present one',
    ),
  },
  success: empty(),
});

export const identityOperations = [
  login,
  refresh,
  logout,
  getProfile,
  updateProfile,
  changePassword,
] as const;
