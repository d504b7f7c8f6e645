import { useMutation, useQueryClient } from '@tanstack/react-query';
import { operatorKeys } from '@/entities/operator';
import type { Operator } from '@/entities/operator';
import { api, ApiProblem, unwrap } from '@/shared/api';
import type { ApiPaths } from '@/shared/api';

export type OperatorDraft = ApiPaths['/api/operators']['post']['requestBody']['content']['application/json'];

interface Saving {
  row: Operator | null;
  draft: OperatorDraft;
  /** Fields that differ from the row; only they are sent. */
  changed: ReadonlySet<string>;
}

/** Employs a person, or changes one. */
export function useSaveOperator() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ row, draft, changed }: Saving): Promise<Operator> => {
      if (row === null) return (await unwrap(api.POST('/api/operators', { body: draft }))).data;
      const part = Object.fromEntries(Object.entries(draft).filter(([name]) => changed.has(name)));
      const body = { ...part, version: row.version };
      return (await unwrap(api.PATCH('/api/operators/{id}', { params: { path: { id: row.id } }, body })))
        .data;
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: operatorKeys.all }),
  });
}

/** Removes a person; answers whether he is gone, or stays as inactive because of his calls and orders. */
export function useRemoveOperator() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (id: number): Promise<'removed' | 'deactivated'> => {
      const params = { path: { id } };
      await unwrap(api.DELETE('/api/operators/{id}', { params }));
      try {
        await unwrap(api.GET('/api/operators/{id}', { params }));
        return 'deactivated';
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return 'removed';
        throw error;
      }
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: operatorKeys.all }),
  });
}
