import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import { callKeys } from './call-keys';

const debtsShown = 100;

/** Missed callers nobody has reached since, the oldest first; at most a hundred, `pagination.total` counts all. */
export function debtsQuery(city = '') {
  return queryOptions({
    queryKey: callKeys.debtsOf(city),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/calls/missed', {
          signal,
          params: { query: { limit: debtsShown, ...(city === '' ? {} : { city }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** Calls that ring or are talked on now. */
export const liveCallsQuery = queryOptions({
  queryKey: callKeys.live,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/calls/live', { signal }))).data,
});

const minuteMs = 60_000;

/**
 * Callers who wait, since when, and how many are owed a call. Events say when to ask again (`useQueueFeed`); once a
 * minute it is asked anew all the same, since a call that telephony forgets to end leaves the queue without one.
 */
export const callQueueQuery = queryOptions({
  queryKey: callKeys.queue,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/calls/queue', { signal }))).data,
  staleTime: minuteMs,
  refetchInterval: minuteMs,
});

/** One call with its legs and recordings. */
export function callQuery(callId: number) {
  return queryOptions({
    queryKey: callKeys.card(callId),
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/calls/{id}', { signal, params: { path: { id: callId } } }))).data,
  });
}

/** Who calls and probably why: for a call whose ring this page did not hear itself. */
export function briefQuery(callId: number) {
  return queryOptions({
    queryKey: callKeys.brief(callId),
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/calls/{id}/brief', { signal, params: { path: { id: callId } } }))).data,
  });
}

/** The latest call of one operator: what a page that was reloaded during a wrap-up goes on with. */
export function latestCallQuery(operatorId: number) {
  return queryOptions({
    queryKey: [...callKeys.all, 'latest', operatorId] as const,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/calls', { signal, params: { query: { operatorId, limit: 1 } } })))
        .data[0] ?? null,
    staleTime: 0,
  });
}
