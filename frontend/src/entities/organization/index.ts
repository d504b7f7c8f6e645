/** The organisation: its settings, the table of roles, and the organisations one works for. */
export {
  organizationKeys,
  organizationQuery,
  ownOrganizationsQuery,
  roleMatrixQuery,
} from './api/organization.queries';
export type { OrganizationSettings, OwnOrganization, RoleMatrix } from './api/organization.queries';
export { usePermissionLabel } from './model/use-permission-label';
