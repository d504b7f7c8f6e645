import {
  KEY_PERMISSIONS,
  PERMISSIONS,
  PERMISSIONS_BY_ROLE,
  ROLES,
} from '../../../platform/access/permissions.js';
import { data, operation } from '../../../platform/http/operation.js';
import { array, object, oneOf, type Infer } from '../../../platform/http/schema.js';

const permissions = () => array(oneOf(PERMISSIONS));
const matrix = object(
  {
    permissions: permissions(),
    roles: array(object({ role: oneOf(ROLES), permissions: permissions() })),
    keyPermissions: array(oneOf(PERMISSIONS), { description: 'What a key may be given' }),
  },
  { name: 'RoleMatrix' },
);

export const getRoles = operation({
  id: 'getRoles',
  method: 'get',
  path: '/roles',
  access: 'signed-in',
  tag: 'organization',
  summary: 'What each role may do: the very table that decides',
  success: data(matrix),
});

/** The matrix as it goes out. */
export const ROLE_MATRIX: Infer<typeof matrix> = {
  permissions: [...PERMISSIONS],
  roles: ROLES.map((role) => ({ role, permissions: [...PERMISSIONS_BY_ROLE[role]] })),
  keyPermissions: [...KEY_PERMISSIONS],
};
