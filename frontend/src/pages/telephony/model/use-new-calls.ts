import { useQueryClient } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { belongsTo, callEventTypes, callKeys, readCallNews } from '@/entities/call';
import type { Call, CallsUrl } from '@/entities/call';
import { useProfile } from '@/entities/session';
import { subscribe } from '@/shared/api';

interface NewCalls {
  count: number;
  /** Loads the first page anew, with them on top. */
  show: () => Promise<void>;
}

/**
 * Gathers calls that would stand in the list and do not yet, instead of shifting its rows under the hand. An empty list
 * has nothing to shift, so it shows them at once. Only a list by time, newest first, has a place "on top".
 */
export function useNewCalls({ view: _view, ...question }: CallsUrl, calls: readonly Call[]): NewCalls {
  const queryClient = useQueryClient();
  const { timezone } = useProfile().organization;
  const key = JSON.stringify(question);
  const [gathered, setGathered] = useState({ key, ids: [] as readonly number[] });
  const shown = useRef(calls);
  useEffect(() => {
    shown.current = calls;
  }, [calls]);
  useEffect(() => {
    const asked = JSON.parse(key) as typeof question;
    const isGathering =
      asked.sortBy === 'dateCreate' && asked.sortOrder === 'desc' && asked.quick !== 'debts';
    if (!isGathering) return undefined;
    const take = (call: Call): void => {
      if (shown.current.some(({ id }) => id === call.id)) return;
      setGathered((before) => ({
        key,
        ids: withMember(before.key === key ? before.ids : [], call.id, belongsTo(asked, call, timezone)),
      }));
    };
    const stops = callEventTypes.map((type) =>
      subscribe(type, (data) => {
        const news = readCallNews(type, data);
        if (news !== null) take(news.call);
      }),
    );
    return () => {
      stops.forEach((stop) => {
        stop();
      });
    };
  }, [key, timezone]);

  const ids = gathered.key === key ? gathered.ids.filter((id) => !calls.some((call) => call.id === id)) : [];
  const show = async (): Promise<void> => {
    const queryKey = callKeys.list(question);
    queryClient.setQueryData<InfiniteData<unknown>>(queryKey, (list) =>
      list === undefined
        ? undefined
        : { pages: list.pages.slice(0, 1), pageParams: list.pageParams.slice(0, 1) },
    );
    setGathered({ key, ids: [] });
    await queryClient.invalidateQueries({ queryKey });
  };
  const isUnseen = ids.length > 0 && calls.length === 0;
  const showLatest = useRef(show);
  useEffect(() => {
    showLatest.current = show;
  });
  useEffect(() => {
    if (isUnseen) void showLatest.current();
  }, [isUnseen]);
  return { count: ids.length, show };
}

function withMember(ids: readonly number[], id: number, belongs: boolean): readonly number[] {
  const others = ids.filter((other) => other !== id);
  return belongs ? [...others, id] : others;
}
