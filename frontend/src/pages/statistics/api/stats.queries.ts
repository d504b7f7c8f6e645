import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { operations } from '@/shared/api';
import type { DayRange } from '@/shared/lib/days';

type Json<Operation extends keyof operations> = operations[Operation] extends {
  responses: { 200: { content: { 'application/json': { data: infer Data } } } };
}
  ? Data
  : never;

export type PersonStats = Json<'getMyStats'>;
export type OverallStats = Json<'getOverallStats'>;
export type CallFigures = PersonStats['calls'];
export type OrderFigures = PersonStats['orders'];
export type DayFigures = PersonStats['dailyStats'][number];

/** The server keeps figures for 30 seconds; asking more often gives the same. */
const freshMs = 30_000;

const keys = { all: ['stats'] as const };

/** Null asks for the server's own default, the last 30 days. */
function queryOf(period: DayRange | null) {
  return period === null ? {} : { startDate: period.from, endDate: period.to };
}

export function myStatsQuery(period: DayRange | null) {
  return queryOptions({
    queryKey: [...keys.all, 'my', period],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/stats/my', { signal, params: { query: queryOf(period) } }))).data,
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
}

export function operatorStatsQuery(id: number, period: DayRange | null) {
  return queryOptions({
    queryKey: [...keys.all, 'operator', id, period],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/api/stats/operator/{id}', { signal, params: { path: { id }, query: queryOf(period) } }),
        )
      ).data,
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
}

export function overallStatsQuery(period: DayRange | null) {
  return queryOptions({
    queryKey: [...keys.all, 'overall', period],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/stats/overall', { signal, params: { query: queryOf(period) } }))).data,
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
}
