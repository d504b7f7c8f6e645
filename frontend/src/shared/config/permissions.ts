/** Rights as the server names them in `profile.permissions`. */
export const permissions = [
  'calls:read',
  'calls:update',
  'recordings:listen',
  'orders:read',
  'orders:create',
  'orders:assign',
  'orders:update',
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

export type Permission = (typeof permissions)[number];
