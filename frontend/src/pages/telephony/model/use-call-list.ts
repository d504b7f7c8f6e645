import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { callKeys, callListQuery, debtsQuery } from '@/entities/call';
import type { Call, CallsUrl, Debt } from '@/entities/call';
import { useLiveInvalidation } from '@/shared/api';
import { listStateOf } from '@/shared/lib/list-state';
import type { ListState } from '@/shared/ui/data-table';

export interface CallList {
  calls: readonly Call[];
  debts: ReadonlyMap<string, Debt>;
  /** Of the whole list; null while unknown. */
  total: number | null;
  isTotalExact: boolean;
  state: ListState;
  /** The last refresh failed: the rows are those loaded before. */
  isOutdated: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
}

const settling = ['call.connected', 'call.ended'] as const;

/** The calls of the address: the long list by cursor, or the debts, which are a list of their own. */
export function useCallList(url: CallsUrl): CallList {
  const isDebts = url.quick === 'debts';
  const list = useLongList(url, !isDebts);
  const debts = useDebtList(url.city);
  const byPhone = useMemo(() => new Map(debts.items.map((debt) => [debt.phoneClient, debt])), [debts.items]);
  const owed = useMemo(() => debts.items.map(({ call }) => call), [debts.items]);
  if (!isDebts) return { ...list, debts: byPhone };
  return {
    ...debts,
    calls: owed,
    debts: byPhone,
    isTotalExact: true,
    hasMore: false,
    isLoadingMore: false,
    loadMore: () => undefined,
  };
}

function useLongList({ view: _view, ...question }: CallsUrl, enabled: boolean) {
  const list = useInfiniteQuery({ ...callListQuery(question), enabled });
  const pages = list.data?.pages;
  const calls = useMemo(() => withoutRepeats(pages?.flatMap(({ data }) => data) ?? []), [pages]);
  const first = pages?.[0]?.pagination;
  return {
    calls,
    total: first?.total ?? null,
    isTotalExact: first?.totalExact !== false,
    isOutdated: list.isError && calls.length > 0,
    state: listStateOf(list),
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: () => {
      if (!list.isFetching) void list.fetchNextPage();
    },
  };
}

function useDebtList(city: string) {
  const query = useQuery(debtsQuery(city));
  useLiveInvalidation(settling, callKeys.debts);
  const items = query.data?.data;
  return {
    items: useMemo(() => items ?? [], [items]),
    total: query.data?.pagination.total ?? null,
    isOutdated: query.isError && query.data !== undefined,
    state: listStateOf(query),
  };
}

/** A call that came while the next page was on its way may stand at the end of one page and the start of the next. */
function withoutRepeats(calls: readonly Call[]): Call[] {
  return [...new Map(calls.map((call) => [call.id, call])).values()];
}
