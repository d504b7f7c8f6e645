import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { Day } from '@/shared/lib/days';
import { orderKeys } from './order-keys';

const earlierShown = 20;

/** One order with its calls and history. */
export function orderQuery(orderId: number) {
  return queryOptions({
    queryKey: orderKeys.card(orderId),
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/orders/{id}', { signal, params: { path: { id: orderId } } }))).data,
  });
}

/** The latest orders of a phone, the newest first; `phone` as its eleven digits. `pagination.total` counts all. */
export function ordersOfPhoneQuery(phone: string) {
  return queryOptions({
    queryKey: orderKeys.ofPhone(phone),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/orders', {
          signal,
          params: { query: { search: phone, sortBy: 'createDate', sortOrder: 'desc', limit: earlierShown } },
        }),
      ),
    staleTime: 30_000,
  });
}

/** The 25 half-hours of three directions of a city's day. */
export function slotsQuery(city: string, day: Day) {
  return queryOptions({
    queryKey: orderKeys.slotsOfDay(city, day),
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/orders/slots', { signal, params: { query: { city, date: day } } }))).data,
    placeholderData: keepPreviousData,
  });
}
