import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

/** All that is known of one number: totals, the latest fifty calls and orders. */
export type Client = components['schemas']['Client'];
export type ClientCall = Client['calls'][number];
export type ClientOrder = Client['orders'][number];

export const clientKeys = {
  all: ['clients'] as const,
  one: (phone: string) => ['clients', phone] as const,
};

/** A client by his number in E.164. Every answer is put on record, so it is not asked for without need. */
export function clientQuery(phone: string) {
  return queryOptions({
    queryKey: clientKeys.one(phone),
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/clients/{phone}', { signal, params: { path: { phone } } }))).data,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}
