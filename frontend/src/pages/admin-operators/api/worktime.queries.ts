import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { operatorKeys } from '@/entities/operator';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';
import type { DayRange } from '@/shared/lib/days';

export type Workday = components['schemas']['Workday'];

/** Working time of one person by days of the organisation's zone, the latest first. */
export function worktimeQuery(id: number, { from, to }: DayRange) {
  return queryOptions({
    queryKey: [...operatorKeys.worktime(id), from, to],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { startDate: from, endDate: to } };
      const { data } = await unwrap(api.GET('/api/operators/{id}/worktime', { signal, params }));
      return data.toReversed();
    },
    placeholderData: keepPreviousData,
  });
}
