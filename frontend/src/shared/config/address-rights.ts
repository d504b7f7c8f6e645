import { paths } from './paths';
import type { Permission } from './permissions';

/**
 * Which right an address asks for; the first pattern that matches counts. Addresses that are not listed are open to
 * everybody who is signed in. The shell closes what the person has no right to; the server is the judge all the same.
 */
export const addressRights: readonly (readonly [pattern: string, permission: Permission])[] = [
  [paths.desk, 'calls:read'],
  [`${paths.calls}/*`, 'calls:read'],
  [paths.newOrder, 'orders:create'],
  [`${paths.orders}/*`, 'orders:read'],
  [paths.statisticsOverall, 'stats:read'],
  [paths.statisticsOperator('*'), 'stats:read'],
  [paths.admin, 'operators:read'],
  [`${paths.adminOperators}/*`, 'operators:read'],
  [paths.adminInbox, 'inbox:manage'],
  [paths.adminOrganization, 'settings:write'],
  [paths.adminApiKeys, 'settings:write'],
  [paths.adminRoles, 'operators:read'],
  [paths.adminAudit, 'audit:read'],
  [paths.adminInvitations, 'operators:write'],
  [paths.adminMail, 'settings:write'],
  [`${paths.admin}/*`, 'reference:write'],
];
