import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type ApiKey = components['schemas']['ApiKey'];
export type NewApiKey = components['schemas']['NewApiKey'];
/** One's own keys, or all of the organisation. */
export type Whose = 'mine' | 'ours';

export const apiKeyKeys = { all: ['api-keys'] } as const;

/** Keys that are not revoked, newest first. */
export function apiKeysQuery(whose: Whose) {
  return queryOptions({
    queryKey: [...apiKeyKeys.all, whose],
    queryFn: async ({ signal }): Promise<ApiKey[]> => {
      const path = whose === 'mine' ? '/api/auth/api-keys' : '/api/admin/api-keys';
      return (await unwrap(api.GET(path, { signal }))).data;
    },
  });
}
