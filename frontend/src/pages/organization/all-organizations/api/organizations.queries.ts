import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { ApiPaths, components } from '@/shared/api';

export type Organization = components['schemas']['Organization'];
export type MadeOrganization = components['schemas']['MadeOrganization'];
export type OrganizationDraft =
  ApiPaths['/api/platform/organizations']['post']['requestBody']['content']['application/json'];

export const rowsPerPage = 50;
const listKey = ['platform', 'organizations'] as const;

/** One page of all organisations of the installation, by name. */
export function organizationsQuery({ search, page }: { search: string; page: number }) {
  const query = { page, limit: rowsPerPage, ...(search === '' ? {} : { search }) };
  return queryOptions({
    queryKey: [...listKey, query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/platform/organizations', { signal, params: { query } })),
    placeholderData: keepPreviousData,
  });
}

function useFollow(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listKey });
}

export function useCreateOrganization() {
  return useMutation({
    mutationFn: async (body: OrganizationDraft): Promise<MadeOrganization> =>
      (await unwrap(api.POST('/api/platform/organizations', { body }))).data,
    onSuccess: useFollow(),
  });
}

export function useRenameOrganization() {
  return useMutation({
    mutationFn: async ({
      id,
      ...body
    }: {
      id: number;
      version: number;
      name: string;
    }): Promise<Organization> =>
      (await unwrap(api.PATCH('/api/platform/organizations/{id}', { params: { path: { id } }, body }))).data,
    onSuccess: useFollow(),
  });
}

/** Suspends a working organisation, or lets a suspended one work again. */
export function useSetSuspended(verb: 'suspend' | 'resume') {
  return useMutation({
    mutationFn: async (id: number): Promise<Organization> =>
      (await unwrap(api.POST(`/api/platform/organizations/{id}/${verb}`, { params: { path: { id } } }))).data,
    onSuccess: useFollow(),
  });
}
