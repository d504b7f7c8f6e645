import { queryOptions, useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type ClientErasure = components['schemas']['ClientErasure'];

export interface ErasureWish {
  phone: string;
  confirmation: string;
  reason: string;
}

const lookEveryMs = 1000;

/** Asks for the erasure; what is answered is its beginning. */
export function useEraseClient(): UseMutationResult<ClientErasure, Error, ErasureWish> {
  return useMutation({
    mutationFn: async ({ phone, ...body }: ErasureWish) =>
      (await unwrap(api.POST('/api/clients/{phone}/erasure', { params: { path: { phone } }, body }))).data,
  });
}

/** How far an erasure has come, looked at each second until it is over. */
export function erasureQuery(begun: ClientErasure) {
  return queryOptions({
    queryKey: ['client-erasures', begun.id] as const,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/client-erasures/{id}', { signal, params: { path: { id: begun.id } } })))
        .data,
    initialData: begun,
    refetchInterval: ({ state }) => (state.data?.finishedAt == null ? lookEveryMs : false),
  });
}
