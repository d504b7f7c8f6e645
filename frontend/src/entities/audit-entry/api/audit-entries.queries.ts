import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components, operations } from '@/shared/api';

export type AuditEntry = components['schemas']['AuditEntry'];
export type AuditChange = components['schemas']['AuditChange'];
export type AuditVerification = components['schemas']['AuditVerification'];
export type AuditQuestion = NonNullable<operations['exportAudit']['parameters']['query']>;

const perRequest = 50;
/** The first page keeps itself fresh; who has read on is left in peace. */
const refreshEveryMs = 10_000;

export const auditKeys = { all: ['audit'], chain: ['audit', 'chain'] } as const;

/** The log, newest first, read on by cursor. */
export function auditEntriesQuery(question: AuditQuestion) {
  return infiniteQueryOptions({
    queryKey: [...auditKeys.all, 'list', question],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        ...question,
        limit: perRequest,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return unwrap(api.GET('/api/admin/audit', { signal, params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ pagination }) => pagination.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : refreshEveryMs),
  });
}

export function auditEntryQuery(id: number) {
  return queryOptions({
    queryKey: [...auditKeys.all, 'one', id],
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      return (await unwrap(api.GET('/api/admin/audit/{id}', { signal, params }))).data;
    },
  });
}

/** How far the log is sealed, and what the last look at its chain found. */
export const auditChainQuery = queryOptions({
  queryKey: auditKeys.chain,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/admin/audit/verification', { signal }))).data,
  refetchInterval: refreshEveryMs,
});
