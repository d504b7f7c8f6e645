import { ROLES } from '../../../platform/access/permissions.js';
import { data, operation } from '../../../platform/http/operation.js';
import {
  array,
  boolean,
  id,
  instant,
  nullable,
  object,
  oneOf,
  optional,
  string,
  timezone,
  version,
  type Infer,
  type InferFields,
} from '../../../platform/http/schema.js';

const MOST_ADDRESSES = 100;
const IP_LIST =
  'Addresses and CIDR ranges, IPv4 or IPv6, that administrative actions may come from; empty means anywhere';

const settings = object(
  {
    id: id(),
    name: string(),
    timezone: string({ description: 'IANA zone in which days are cut' }),
    secondFactorRoles: array(oneOf(ROLES), { description: 'Roles that must have a second factor' }),
    adminIpAllow: array(string(), { description: IP_LIST }),
    callerAddress: nullable(string({ description: 'The address this request came from' })),
    createdAt: instant(),
    version: version(),
  },
  { name: 'OrganizationSettings' },
);
export type SettingsView = Infer<typeof settings>;

const COMMON = { path: '/admin/organization', access: 'settings:write', tag: 'organization' } as const;

export const getOrganization = operation({
  ...COMMON,
  id: 'getOrganization',
  method: 'get',
  summary: 'Settings of the organisation',
  success: data(settings),
});

export const updateOrganization = operation({
  ...COMMON,
  id: 'updateOrganization',
  method: 'patch',
  proof: 'recent',
  summary: 'Change settings of the organisation',
  description:
    'Another time zone recounts all figures by day, which may take a while; nothing else is written meanwhile. A list of addresses ' +
    'without the one the request comes from is refused with 409 `would_lock_out` unless `force` is true.',
  body: {
    version: version(),
    name: optional(string({ minLength: 2, maxLength: 200 })),
    timezone: optional(timezone()),
    secondFactorRoles: optional(array(oneOf(ROLES), { maxItems: ROLES.length })),
    adminIpAllow: optional(
      array(string({ maxLength: 50 }), { maxItems: MOST_ADDRESSES, description: IP_LIST }),
    ),
    force: optional(boolean({ description: 'Shut out one’s own address' })),
  },
  success: data(settings),
});
export type SettingsChange = InferFields<(typeof updateOrganization)['body']>;
