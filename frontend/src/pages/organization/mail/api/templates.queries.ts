import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { mailKeys } from '@/entities/letter';
import type { LetterTemplate } from '@/entities/letter';
import { api, unwrap } from '@/shared/api';

export type LetterLanguage = 'ru' | 'en';

export const templatesQuery = queryOptions({
  queryKey: [...mailKeys.all, 'templates'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/admin/mail/templates', { signal }))).data,
  staleTime: Infinity,
});

/** A letter with invented content. */
export function previewQuery(name: LetterTemplate, locale: LetterLanguage) {
  return queryOptions({
    queryKey: [...mailKeys.all, 'preview', name, locale],
    queryFn: async ({ signal }) => {
      const params = { path: { name }, query: { locale } };
      return (await unwrap(api.GET('/api/admin/mail/templates/{name}/preview', { signal, params }))).data;
    },
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

/** Puts a letter that was given up back into the queue. */
export function useRetryLetter() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (id: number) => {
      const params = { path: { id } };
      return (await unwrap(api.POST('/api/admin/mail/messages/{id}/retry', { params }))).data;
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: mailKeys.all }),
  });
}
