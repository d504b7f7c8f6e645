/** Roles of a person in an organisation. Owner may what admin may, admin what manager may. */
export const ROLES = ['owner', 'admin', 'manager', 'operator', 'viewer', 'master'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'calls:read',
  'calls:update',
  'recordings:listen',
  'orders:read',
  'orders:create',
  'orders:update',
  'orders:assign',
  'orders:overbook',
  'orders:delete',
  'clients:export',
  'clients:erase',
  'stats:read',
  'stats:export',
  'operators:read',
  'operators:write',
  'reference:write',
  'inbox:manage',
  'audit:read',
  'settings:write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Rights over the organisation itself: where it lists addresses, they are used from there alone. */
export const ADMINISTRATIVE_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>([
  'operators:write',
  'reference:write',
  'inbox:manage',
  'audit:read',
  'settings:write',
  'clients:export',
  'clients:erase',
]);

/**
 * Who may sign in, with what rights and by what keys, is for people to decide, and so is what becomes of a client's data: no key is given
 * these.
 */
const FOR_PEOPLE_ONLY: readonly Permission[] = [
  'operators:write',
  'settings:write',
  'clients:export',
  'clients:erase',
];

/** What a key may be given. */
export const KEY_PERMISSIONS: readonly Permission[] = PERMISSIONS.filter(
  (permission) => !FOR_PEOPLE_ONLY.includes(permission),
);

const OPERATOR: readonly Permission[] = [
  'calls:read',
  'calls:update',
  'recordings:listen',
  'orders:read',
  'orders:create',
  'orders:update',
  'orders:assign',
];

/** The one matrix of roles and permissions: code, tests and the page of roles are made from it. */
export const PERMISSIONS_BY_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  manager: [...OPERATOR, 'stats:read', 'stats:export', 'operators:read'],
  operator: OPERATOR,
  viewer: ['calls:read', 'orders:read', 'stats:read', 'stats:export'],
  master: ['orders:read', 'orders:update'],
};
