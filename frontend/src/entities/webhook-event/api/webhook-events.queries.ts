import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type WebhookEvent = components['schemas']['InboxEvent'];
export type WebhookEventCard = components['schemas']['InboxEventCard'];
export type WebhookEventStatus = WebhookEvent['status'];

const perRequest = 50;

export const webhookEventKeys = { all: ['webhook-events'] } as const;

/** What telephony and marketplaces posted, newest first, read on by cursor. */
export function webhookEventsQuery(status: WebhookEventStatus | null) {
  return infiniteQueryOptions({
    queryKey: [...webhookEventKeys.all, 'list', status],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        limit: perRequest,
        ...(status === null ? {} : { status }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return unwrap(api.GET('/api/admin/webhook-events', { signal, params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ pagination }) => pagination.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** One stored event with its whole text. */
export function webhookEventQuery(id: number) {
  return queryOptions({
    queryKey: [...webhookEventKeys.all, 'one', id],
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      return (await unwrap(api.GET('/api/admin/webhook-events/{id}', { signal, params }))).data;
    },
  });
}
