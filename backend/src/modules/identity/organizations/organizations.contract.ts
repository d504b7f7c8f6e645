import { ROLES } from '../../../platform/access/permissions.js';
import { data, operation, plain, type AnyOperation } from '../../../platform/http/operation.js';
import { array, boolean, id, integer, object, oneOf, string } from '../../../platform/http/schema.js';

// Who must set up a second factor here may still go on where he need not.
const COMMON = { access: 'signed-in', beforeSecondFactor: true, tag: 'auth' } as const;

export const listOwnOrganizations = operation({
  ...COMMON,
  id: 'listOwnOrganizations',
  method: 'get',
  path: '/auth/organizations',
  summary: 'The organisations one works for, by name',
  description: 'Those that are suspended, or that one has left, are not among them.',
  success: data(
    array(
      object(
        { id: id(), name: string(), role: oneOf(ROLES), isCurrent: boolean() },
        { name: 'OwnOrganization' },
      ),
    ),
  ),
});

export const switchOrganization = operation({
  ...COMMON,
  id: 'switchOrganization',
  method: 'post',
  path: '/auth/organizations/:id/switch',
  summary: 'Go on in another organisation one works for',
  description:
    'This session ends and one of the other employment begins, with the same proof and the same end; the refresh cookie is replaced. ' +
    '404 for an organisation one does not work for.',
  params: { id: id() },
  success: plain(
    object({
      accessToken: string({ maxLength: 4000 }),
      expiresIn: integer({ description: 'Seconds' }),
      user: object({ id: id(), login: string(), role: oneOf(ROLES), name: string() }),
    }),
  ),
});

export const ownOrganizationsOperations = [
  listOwnOrganizations,
  switchOrganization,
] as readonly unknown[] as readonly AnyOperation[];
