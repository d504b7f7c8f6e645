import { NUMBERED_PAGE_QUERY } from '../../../platform/http/numbered-page.js';
import { created, data, operation, page } from '../../../platform/http/operation.js';
import {
  id,
  instant,
  integer,
  nullable,
  object,
  optional,
  string,
  timezone,
  version,
  type Infer,
  type InferFields,
} from '../../../platform/http/schema.js';

const name = () => string({ minLength: 2, maxLength: 200 });

const ORGANIZATION = {
  id: id(),
  name: string(),
  timezone: string(),
  people: integer({ minimum: 0, description: 'Who work there now' }),
  createdAt: instant(),
  suspendedAt: nullable(instant({ description: 'Since when nobody of it may sign in' })),
  version: version(),
};
const organization = object(ORGANIZATION, { name: 'Organization' });
export type OrganizationView = Infer<typeof organization>;

const madeOrganization = object(
  {
    ...ORGANIZATION,
    owner: object({
      id: id(),
      login: string(),
      password: string({ description: 'The first password, shown this once' }),
    }),
  },
  { name: 'MadeOrganization' },
);
export type MadeOrganizationView = Infer<typeof madeOrganization>;

const COMMON = { access: 'super-admin', tag: 'platform' } as const;
const ONE = { ...COMMON, path: '/platform/organizations/:id', params: { id: id() } } as const;

export const listOrganizations = operation({
  ...COMMON,
  id: 'listOrganizations',
  method: 'get',
  path: '/platform/organizations',
  summary: 'All organisations of this installation, by name',
  query: {
    ...NUMBERED_PAGE_QUERY,
    search: optional(string({ maxLength: 100, description: 'Part of the name' })),
  },
  success: page(organization),
});
export type ListOrganizationsQuery = InferFields<(typeof listOrganizations)['query']>;

export const createOrganization = operation({
  ...COMMON,
  id: 'createOrganization',
  hasSecretAnswer: true,
  method: 'post',
  path: '/platform/organizations',
  proof: 'recent',
  summary: 'Make an organisation with its reference lists and its first owner',
  body: {
    name: name(),
    timezone: timezone(),
    owner: object({
      name: name(),
      login: string({ minLength: 3, maxLength: 50, pattern: /^[A-Za-z0-9_.-]+$/ }),
      email: optional(nullable(string({ maxLength: 254, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ }))),
    }),
  },
  success: created(madeOrganization),
  location: () => '/api/platform/organizations',
});
export type OrganizationDraft = InferFields<(typeof createOrganization)['body']>;

export const renameOrganization = operation({
  ...ONE,
  id: 'renameOrganization',
  method: 'patch',
  proof: 'recent',
  summary: 'Give an organisation another name',
  body: { version: version(), name: name() },
  success: data(organization),
});

export const suspendOrganization = operation({
  ...ONE,
  id: 'suspendOrganization',
  method: 'post',
  path: '/platform/organizations/:id/suspend',
  proof: 'recent',
  summary: 'Suspend an organisation',
  description:
    'Sessions end, nobody signs in, tokens and keys are answered 403 `organization_suspended`. Webhooks are answered and kept, and ' +
    'applied once it is resumed.',
  success: data(organization),
});

export const resumeOrganization = operation({
  ...ONE,
  id: 'resumeOrganization',
  method: 'post',
  path: '/platform/organizations/:id/resume',
  proof: 'recent',
  summary: 'Let a suspended organisation work again',
  success: data(organization),
});
