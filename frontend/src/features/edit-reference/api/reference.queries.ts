import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { ApiPaths, components } from '@/shared/api';

interface Rows {
  '/api/cities': components['schemas']['City'];
  '/api/campaigns': components['schemas']['Campaign'];
  '/api/masters': components['schemas']['Master'];
  '/api/phones': components['schemas']['Phone'];
  '/api/dispositions': components['schemas']['Disposition'];
}

/** Where a reference list lives; all of them take and give rows in the same way. */
export type ReferencePath = keyof Rows;
export type ReferenceRow<Path extends ReferencePath> = Rows[Path];
/** What makes a row; a change sends a part of it. */
export type ReferenceDraft<Path extends ReferencePath> =
  ApiPaths[Path]['post']['requestBody']['content']['application/json'];

export interface ReferenceQuestion {
  search: string;
  page: number;
  /** Filters of this list by their names in the API; an empty one is left out. */
  filters: Readonly<Record<string, string>>;
}

export const rowsPerPage = 50;

/** `['cities', …]`: pickers of other screens keep their lists under the same first word. */
export function referenceKey(path: ReferencePath): readonly [string] {
  return [path.replace('/api/', '')];
}

export function referenceListQuery<Path extends ReferencePath>(path: Path, question: ReferenceQuestion) {
  const { search, page, filters } = question;
  // Requests are typed by all paths at once; a generic path would hide them from the compiler.
  const anyPath: ReferencePath = path;
  const asked = Object.fromEntries(
    Object.entries({ search, ...filters }).filter(([, value]) => value !== ''),
  );
  return queryOptions({
    queryKey: [...referenceKey(path), 'list', page, asked],
    queryFn: async ({ signal }) => {
      const query = { page, limit: rowsPerPage, ...asked };
      const { data, pagination } = await unwrap(api.GET(anyPath, { signal, params: { query } }));
      // The contract gives each path its own rows; a generic path cannot tell the compiler which.
      return { rows: data as ReferenceRow<Path>[], pagination };
    },
    placeholderData: keepPreviousData,
  });
}

export function referenceRowQuery<Path extends ReferencePath>(path: Path, id: number) {
  const anyPath: ReferencePath = path;
  return queryOptions({
    queryKey: [...referenceKey(path), 'one', id],
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      const { data } = await unwrap(api.GET(`${anyPath}/{id}`, { signal, params }));
      return data as ReferenceRow<Path>;
    },
  });
}

/** Adds a row, or changes the fields that differ from the row as it was read. */
export function useSaveReference<Path extends ReferencePath>(path: Path) {
  const anyPath: ReferencePath = path;
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (draft: {
      row: ReferenceRow<Path> | null;
      body: Partial<ReferenceDraft<Path>>;
    }): Promise<ReferenceRow<Path>> => {
      const { row } = draft;
      const body = draft.body as ReferenceDraft<ReferencePath>;
      const { data } =
        row === null
          ? await unwrap(api.POST(anyPath, { body }))
          : await unwrap(
              api.PATCH(`${anyPath}/{id}`, {
                params: { path: { id: row.id } },
                body: { ...body, version: row.version },
              }),
            );
      return data as ReferenceRow<Path>;
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: referenceKey(path) }),
  });
}

/** Refused with `in_use` for what calls, orders or people refer to. */
export function useRemoveReference(path: ReferencePath) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (id: number) => {
      await unwrap(api.DELETE(`${path}/{id}`, { params: { path: { id } } }));
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: referenceKey(path) }),
  });
}
