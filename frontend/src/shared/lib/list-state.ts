import type { ListState } from '@/shared/ui/data-table';

interface ListQuery {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  isPlaceholderData: boolean;
  isFetching: boolean;
  refetch: () => Promise<unknown>;
}

/** What a table shows of a query: on its way, failed, of an earlier question. */
export function listStateOf(query: ListQuery): ListState {
  return {
    isPending: query.isPending,
    isError: query.isError,
    error: query.error,
    isStale: query.isPlaceholderData,
    isRetrying: query.isFetching,
    onRetry: () => void query.refetch(),
  };
}
