import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { operations } from '@/shared/api';
import type { CallFilters, CallsUrl } from '../model/calls-url';
import { callKeys } from './call-keys';

const pageSize = 50;
const hourMs = 3_600_000;

/** What the list asks: everything of the address but how it is drawn. */
export type CallListQuestion = Omit<CallsUrl, 'view'>;

type Narrowing = NonNullable<operations['countCalls']['parameters']['query']>;

/** Calls by cursor, 50 a page, so that the depth costs nothing. `quick: 'debts'` is not for this list. */
export function callListQuery(question: CallListQuestion) {
  const { sortBy, sortOrder, ...filters } = question;
  return infiniteQueryOptions({
    queryKey: callKeys.list(question),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET('/api/calls', {
          signal,
          params: {
            query: {
              ...narrowing(filters),
              ...quickParameters(filters),
              sortBy,
              sortOrder,
              limit: pageSize,
              ...(pageParam === '' ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ pagination }) => pagination.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** How many calls each quick filter would show under the added filters. */
export function callCountsQuery(filters: CallFilters) {
  const asked = narrowing({ ...filters, quick: 'all' });
  return queryOptions({
    queryKey: callKeys.counts(asked),
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/calls/counts', { signal, params: { query: asked } }))).data,
    placeholderData: keepPreviousData,
  });
}

function narrowing({ quick, city, rk, operatorId, disposition, from, to, search }: CallFilters): Narrowing {
  const since = quick === 'hour' ? new Date(Date.now() - hourMs).toISOString() : from;
  return {
    ...(city === '' ? {} : { city }),
    ...(rk === '' ? {} : { rk }),
    ...(operatorId === null ? {} : { operatorId }),
    ...(disposition === '' ? {} : { disposition }),
    ...(since === null ? {} : { dateFrom: since }),
    ...(to === null ? {} : { dateTo: to }),
    ...(search === '' ? {} : { search }),
  };
}

function quickParameters({ quick, status }: CallFilters) {
  switch (quick) {
    case 'missed':
      return { status: 'missed' } as const;
    case 'answered':
      return { status: 'answered', direction: 'inbound' } as const;
    case 'outbound':
      return { direction: 'outbound' } as const;
    case 'all':
    case 'hour':
    case 'debts':
      return status === null ? {} : { status };
  }
}
