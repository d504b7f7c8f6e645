import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type OrganizationSettings = components['schemas']['OrganizationSettings'];
export type OwnOrganization = components['schemas']['OwnOrganization'];
export type RoleMatrix = components['schemas']['RoleMatrix'];

export const organizationKeys = {
  settings: ['organization', 'settings'],
  own: ['organization', 'own'],
  roles: ['organization', 'roles'],
} as const;

/** Settings of one's organisation, for those who may change them. */
export const organizationQuery = queryOptions({
  queryKey: organizationKeys.settings,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/admin/organization', { signal }))).data,
});

const rarelyChangesMs = 5 * 60_000;

/** The organisations one works for, by name. */
export const ownOrganizationsQuery = queryOptions({
  queryKey: organizationKeys.own,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/auth/organizations', { signal }))).data,
  staleTime: rarelyChangesMs,
});

/** Which role may do what, as the server decides. */
export const roleMatrixQuery = queryOptions({
  queryKey: organizationKeys.roles,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/roles', { signal }))).data,
  staleTime: rarelyChangesMs,
});
