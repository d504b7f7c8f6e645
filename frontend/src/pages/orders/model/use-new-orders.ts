import { useQueryClient } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { orderKeys, readOrderNews } from '@/entities/order';
import type { Order } from '@/entities/order';
import { useProfile } from '@/entities/session';
import { useLiveEvent } from '@/shared/api';
import type { LiveEventMap } from '@/shared/api';
import { dayIn } from '@/shared/lib/days';
import { belongsTo } from './belongs-to';
import { toQuestion } from './order-question';
import type { OrdersUrl } from './orders-url';

interface NewOrders {
  count: number;
  /** Loads the first page anew, with them in their places. */
  show: () => Promise<void>;
}

/** Gathers orders that would stand in the list and do not yet, instead of shifting its rows under the hand. */
export function useNewOrders(url: OrdersUrl, orders: readonly Order[]): NewOrders {
  const queryClient = useQueryClient();
  const { timezone } = useProfile().organization;
  const queryKey = orderKeys.list(toQuestion(url, dayIn(timezone)));
  const key = JSON.stringify(queryKey);
  const [gathered, setGathered] = useState<{ key: string; ids: readonly number[] }>({ key, ids: [] });
  const hear = (data: LiveEventMap['order.created']): void => {
    const news = readOrderNews(data);
    if (news === null || orders.some(({ id }) => id === news.id)) return;
    const belongs = news.order !== null && belongsTo(url, news.order, timezone);
    setGathered((before) => ({
      key,
      ids: withMember(before.key === key ? before.ids : [], news.id, belongs),
    }));
  };
  useLiveEvent('order.created', hear);
  useLiveEvent('order.updated', hear);
  const waiting = gathered.key === key ? gathered.ids : [];
  const ids = waiting.filter((id) => !orders.some((order) => order.id === id));
  const show = async (): Promise<void> => {
    queryClient.setQueryData<InfiniteData<unknown>>(queryKey, firstPage);
    setGathered({ key, ids: [] });
    await queryClient.invalidateQueries({ queryKey });
  };
  useShowWhenEmpty(ids.length > 0 && orders.length === 0, show);
  return { count: ids.length, show };
}

/** An empty list has nothing to shift, so it shows what comes at once. */
function useShowWhenEmpty(isUnseen: boolean, show: () => Promise<void>): void {
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    if (isUnseen) void latest.current();
  }, [isUnseen]);
}

function firstPage(list: InfiniteData<unknown> | undefined): InfiniteData<unknown> | undefined {
  if (list === undefined) return undefined;
  return { pages: list.pages.slice(0, 1), pageParams: list.pageParams.slice(0, 1) };
}

function withMember(ids: readonly number[], id: number, belongs: boolean): readonly number[] {
  const others = ids.filter((other) => other !== id);
  return belongs ? [...others, id] : others;
}
