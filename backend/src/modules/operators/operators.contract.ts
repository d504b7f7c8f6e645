import { ROLES } from '../../platform/access/permissions.js';
import { NUMBERED_PAGE_QUERY } from '../../platform/http/numbered-page.js';
import { created, data, empty, operation, page, type AnyOperation } from '../../platform/http/operation.js';
import {
  array,
  day,
  id,
  instant,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  string,
  version,
  type Infer,
  type InferFields,
} from '../../platform/http/schema.js';
import { EMPLOYMENT_STATUS, STATUS_WORK } from '../identity/index.js';

/** What a person may set himself; the others are set by calls. */
export const CHOSEN_STATUS_WORK = ['offline', 'online', 'break'] as const;

const name = () => string({ minLength: 2, maxLength: 200 });
const city = () => string({ maxLength: 100 });
const login = () =>
  string({ minLength: 3, maxLength: 50, pattern: /^[A-Za-z0-9_.-]+$/, description: 'Compared without case' });
const email = () => string({ maxLength: 254, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ });
const extension = () =>
  string({ maxLength: 32, pattern: /^[A-Za-z0-9*#_.+-]+$/, description: "Telephony's internal number" });
const sipAddress = () => string({ maxLength: 200, description: 'SIP URI; kept as `sip:user@host`' });
const password = () => string({ maxLength: 256, verbatim: true, description: 'Never returned' });
const cities = (description: string) => array(city(), { maxItems: 100, description });
const WHOSE_CITIES =
  'Cities of the scope. Empty means all for operators and viewers; managers and masters need at least one';

const SEEN_BY_ALL = {
  id: id(),
  name: string(),
  city: nullable(string()),
  statusWork: oneOf(STATUS_WORK),
};
const SEEN_BY_MANAGERS = {
  login: string(),
  email: nullable(string()),
  role: oneOf(ROLES),
  cities: cities(WHOSE_CITIES),
  status: oneOf(EMPLOYMENT_STATUS),
  statusWorkSince: instant(),
  statusWorkNext: nullable(oneOf(CHOSEN_STATUS_WORK)),
  extension: nullable(string()),
  sipAddress: nullable(string()),
  masterId: nullable(id()),
  dateCreate: instant(),
  version: version(),
};

const operator = object({ ...SEEN_BY_ALL, ...SEEN_BY_MANAGERS }, { name: 'Operator' });
const seenOperator = object(
  {
    ...SEEN_BY_ALL,
    login: optional(SEEN_BY_MANAGERS.login),
    email: optional(SEEN_BY_MANAGERS.email),
    role: optional(SEEN_BY_MANAGERS.role),
    cities: optional(SEEN_BY_MANAGERS.cities),
    status: optional(SEEN_BY_MANAGERS.status),
    statusWorkSince: optional(SEEN_BY_MANAGERS.statusWorkSince),
    statusWorkNext: optional(SEEN_BY_MANAGERS.statusWorkNext),
    extension: optional(SEEN_BY_MANAGERS.extension),
    sipAddress: optional(SEEN_BY_MANAGERS.sipAddress),
    masterId: optional(SEEN_BY_MANAGERS.masterId),
    dateCreate: optional(SEEN_BY_MANAGERS.dateCreate),
    version: optional(SEEN_BY_MANAGERS.version),
  },
  {
    name: 'SeenOperator',
    description: 'The whole row for `operators:read`; id, name, city and statusWork for everybody else',
  },
);

export type OperatorView = Infer<typeof operator>;
export type SeenOperatorView = Infer<typeof seenOperator>;

/** What a person is employed as, in bodies. */
export const employmentFields = () => ({
  name: name(),
  role: oneOf(ROLES),
  city: { ...city(), description: 'Home city' },
  cities: optional(cities(`${WHOSE_CITIES}: the home city unless said otherwise`)),
  extension: optional(nullable(extension())),
  sipAddress: optional(nullable(sipAddress())),
});
export { email as emailField, login as loginField };

const COMMON = { tag: 'operators' } as const;
const ONE = { ...COMMON, path: '/operators/:id', params: { id: id() } } as const;

export const listOperators = operation({
  ...COMMON,
  id: 'listOperators',
  method: 'get',
  path: '/operators',
  access: 'signed-in',
  keys: true,
  summary: "People of the caller's cities, by name",
  description:
    'Whole rows for `operators:read`. Others get id, name, city and statusWork of people who have not left, and may filter by these alone.',
  query: {
    ...NUMBERED_PAGE_QUERY,
    role: optional(oneOf(ROLES)),
    status: optional(oneOf(EMPLOYMENT_STATUS)),
    statusWork: optional(oneOf(STATUS_WORK)),
    city: optional({ ...city(), description: 'His home city, or one of his list' }),
    search: optional(
      string({
        maxLength: 100,
        description: 'Part of the name; for `operators:read` also of login, e-mail, extension',
      }),
    ),
  },
  success: page(seenOperator),
});
export type ListOperatorsQuery = InferFields<(typeof listOperators)['query']>;

export const getOperator = operation({
  ...ONE,
  id: 'getOperator',
  method: 'get',
  access: 'signed-in',
  keys: true,
  summary: 'One person',
  success: data(seenOperator),
});

export const createOperator = operation({
  ...COMMON,
  id: 'createOperator',
  method: 'post',
  path: '/operators',
  access: 'operators:write',
  proof: { whenChanged: ['role'] },
  summary: 'Employ a person',
  description: 'A person of role `master` gets the master row given by `masterId`, else a new one.',
  body: {
    name: name(),
    login: login(),
    password: password(),
    city: { ...city(), description: 'Home city' },
    cities: optional(cities(`${WHOSE_CITIES}: the home city unless said otherwise`)),
    role: oneOf(ROLES),
    status: oneOf(EMPLOYMENT_STATUS),
    extension: optional(nullable(extension())),
    sipAddress: optional(nullable(sipAddress())),
    email: optional(nullable(email())),
    masterId: optional(id({ description: 'Master who signs in as this person; only for role `master`' })),
  },
  success: created(operator),
  location: ({ id: made }) => `/api/operators/${String(made)}`,
});
export type OperatorDraft = InferFields<(typeof createOperator)['body']>;

export const updateOperator = operation({
  ...ONE,
  id: 'updateOperator',
  method: 'patch',
  access: 'operators:write',
  proof: { whenGiven: ['role', 'password', 'login', 'email'] },
  summary: 'Change a person',
  description:
    'Role, status and cities take effect at once; a new password, and any status but `active`, ends his sessions.',
  body: {
    version: version(),
    name: optional(name()),
    login: optional(login()),
    password: optional(password()),
    city: optional(city()),
    cities: optional(cities(WHOSE_CITIES)),
    role: optional(oneOf(ROLES)),
    status: optional(oneOf(EMPLOYMENT_STATUS)),
    extension: optional(nullable(extension())),
    sipAddress: optional(nullable(sipAddress())),
    email: optional(nullable(email())),
    masterId: optional(id()),
  },
  success: data(operator),
});
export type OperatorChanges = Omit<InferFields<(typeof updateOperator)['body']>, 'version'>;

export const deleteOperator = operation({
  ...ONE,
  id: 'deleteOperator',
  method: 'delete',
  access: 'operators:write',
  summary: 'Remove a person; one with calls, orders or sessions becomes inactive instead',
  success: empty(),
});

export const setStatusWork = operation({
  ...COMMON,
  id: 'setStatusWork',
  method: 'patch',
  path: '/operators/me/status-work',
  access: 'signed-in',
  summary: 'Set own presence; during a call, the one that follows it',
  body: { statusWork: oneOf(CHOSEN_STATUS_WORK) },
  success: data(
    object(
      {
        id: id(),
        statusWork: oneOf(STATUS_WORK),
        statusWorkSince: instant(),
        statusWorkNext: nullable(oneOf(CHOSEN_STATUS_WORK)),
      },
      { name: 'Presence' },
    ),
  ),
});

const seconds = () => integer({ minimum: 0 });
const workday = object(
  {
    date: day(),
    onlineSeconds: seconds(),
    breakSeconds: seconds(),
    onCallSeconds: seconds(),
    wrapUpSeconds: seconds(),
    firstLogin: nullable(instant({ description: 'First instant of the day at which he came from offline' })),
    lastLogout: nullable(instant({ description: 'Last instant of the day at which he went offline' })),
  },
  { name: 'Workday' },
);
export type WorkdayView = Infer<typeof workday>;

export const getWorktime = operation({
  ...ONE,
  id: 'getWorktime',
  path: '/operators/:id/worktime',
  method: 'get',
  access: 'signed-in',
  keys: true,
  summary: 'Working time per day',
  description:
    "One row per day from startDate to endDate, at most 366. Days are cut in the organisation's time zone; what is still going on counts until now. " +
    "One's own, or anybody's for `operators:read`.",
  query: { startDate: day(), endDate: day() },
  success: data(array(workday)),
});

export const operatorsOperations = [
  listOperators,
  createOperator,
  setStatusWork,
  getOperator,
  updateOperator,
  deleteOperator,
  getWorktime,
] as readonly unknown[] as readonly AnyOperation[];
