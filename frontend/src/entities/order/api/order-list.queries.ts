import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { operations } from '@/shared/api';
import type { Order } from '../model/order';
import { orderKeys } from './order-keys';

const pageSize = 50;
/** A page that keeps few of the server's rows asks on, but not for ever in one go. */
const asksAtMost = { whole: 1, cut: 4 };

export type OrderNarrowing = NonNullable<operations['listOrders']['parameters']['query']>;

/** Which orders a list shows. The server narrows and sorts; the two tests are for what it has no parameter for. */
export interface OrderQuestion {
  /** Must be told apart by this alone: it is the name of the cached answer. */
  key: object;
  narrowing: () => OrderNarrowing;
  /** The list ends before the first order for which this holds. */
  endsAt?: (order: Order) => boolean;
  keeps?: (order: Order) => boolean;
}

export interface OrderPage {
  data: Order[];
  nextCursor: string | null;
  /** Of the whole list as the server counts it; null when the page tells the orders apart itself. */
  total: number | null;
  isTotalExact: boolean;
}

/** Orders by cursor, 50 a page, so that the depth costs nothing. */
export function orderListQuery(question: OrderQuestion) {
  return infiniteQueryOptions({
    queryKey: orderKeys.list(question.key),
    queryFn: ({ signal, pageParam }) => fetchPage(question, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

async function fetchPage(question: OrderQuestion, from: string, signal: AbortSignal): Promise<OrderPage> {
  const isCut = question.endsAt !== undefined || question.keeps !== undefined;
  const kept: Order[] = [];
  let cursor: string | null = from;
  let total: number | null = null;
  let isTotalExact = true;
  for (
    let asked = 0;
    cursor !== null && asked < asksAtMost[isCut ? 'cut' : 'whole'] && kept.length < pageSize / 2;
    asked += 1
  ) {
    const { data, pagination } = await fetchRows(question.narrowing(), cursor, signal);
    const { rows, isAtEnd } = cut(data, question);
    kept.push(...rows);
    cursor = isAtEnd ? null : pagination.nextCursor;
    total = isCut ? null : pagination.total;
    isTotalExact = pagination.totalExact !== false;
  }
  return { data: kept, nextCursor: cursor, total, isTotalExact };
}

/** The server's rows up to the end of the list, without those it does not show. */
function cut(data: readonly Order[], { endsAt = never, keeps = always }: OrderQuestion) {
  const end = data.findIndex(endsAt);
  return { rows: (end === -1 ? data : data.slice(0, end)).filter(keeps), isAtEnd: end !== -1 };
}

function fetchRows(narrowing: OrderNarrowing, cursor: string, signal: AbortSignal) {
  const query = { ...narrowing, limit: pageSize, ...(cursor === '' ? {} : { cursor }) };
  return unwrap(api.GET('/api/orders', { signal, params: { query } }));
}

/** How many orders the server counts; asked anew once a minute, since every order there is can change it. */
export function orderTotalQuery(narrowing: OrderNarrowing) {
  return queryOptions({
    queryKey: [...orderKeys.totals, narrowing] as const,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/orders', { signal, params: { query: { ...narrowing, limit: 1 } } })))
        .pagination,
    staleTime: 60_000,
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
}

function never(): boolean {
  return false;
}

function always(): boolean {
  return true;
}
