import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiKeyKeys } from '@/entities/api-key';
import type { NewApiKey, Whose } from '@/entities/api-key';
import { api, unwrap } from '@/shared/api';
import type { ApiPaths } from '@/shared/api';

export type ApiKeyDraft =
  ApiPaths['/api/auth/api-keys']['post']['requestBody']['content']['application/json'];

/** Makes a key; the answer holds it, once. */
export function useCreateApiKey(whose: Whose) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: ApiKeyDraft): Promise<NewApiKey> => {
      const path = whose === 'mine' ? '/api/auth/api-keys' : '/api/admin/api-keys';
      return (await unwrap(api.POST(path, { body }))).data;
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeyKeys.all }),
  });
}

export function useRevokeApiKey(whose: Whose) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (id: number) => {
      const path = whose === 'mine' ? '/api/auth/api-keys/{id}' : '/api/admin/api-keys/{id}';
      await unwrap(api.DELETE(path, { params: { path: { id } } }));
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeyKeys.all }),
  });
}
