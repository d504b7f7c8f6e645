import { useQueryClient } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { belongsTo, callEventTypes, callKeys, placeCall, readCallNews } from '@/entities/call';
import type { Call, CallListQuestion, CallsUrl } from '@/entities/call';
import { useProfile } from '@/entities/session';
import { subscribe } from '@/shared/api';

interface NewCalls {
  count: number;
  /** Loads the first page anew, with them on top. */
  show: () => Promise<void>;
}

/**
 * Renews known rows in their places, and gathers calls that would stand in the list and do not yet, instead of
 * shifting its rows under the hand. An empty list has nothing to shift, so it shows them at once. Only a list by time, newest first, has a place "on top".
 */
export function useNewCalls({ view: _view, ...question }: CallsUrl, calls: readonly Call[]): NewCalls {
  const queryClient = useQueryClient();
  const key = JSON.stringify(question);
  const [gathered, setGathered] = useState<{ key: string; ids: readonly number[] }>({ key, ids: [] });
  const shown = useRef(calls);
  useEffect(() => {
    shown.current = calls;
  }, [calls]);
  useBelonging(question, key, (call, belongs) => {
    placeCall(queryClient, call);
    if (shown.current.some(({ id }) => id === call.id)) return;
    setGathered((before) => ({
      key,
      ids: withMember(before.key === key ? before.ids : [], call.id, belongs),
    }));
  });
  const waiting = gathered.key === key ? gathered.ids : [];
  const ids = waiting.filter((id) => !calls.some((call) => call.id === id));
  const show = async (): Promise<void> => {
    const queryKey = callKeys.list(question);
    queryClient.setQueryData<InfiniteData<unknown>>(queryKey, firstPage);
    setGathered({ key, ids: [] });
    await queryClient.invalidateQueries({ queryKey });
  };
  const showLatest = useRef(show);
  useEffect(() => {
    showLatest.current = show;
  });
  const isUnseen = ids.length > 0 && calls.length === 0;
  useEffect(() => {
    if (isUnseen) void showLatest.current();
  }, [isUnseen]);
  return { count: ids.length, show };
}

/** Tells of each call that changes whether it is of the list. */
function useBelonging(
  question: CallListQuestion,
  key: string,
  onCall: (call: Call, belongs: boolean) => void,
): void {
  const { timezone } = useProfile().organization;
  const latest = useRef(onCall);
  useEffect(() => {
    latest.current = onCall;
  }, [onCall]);
  const isGathering =
    question.sortBy === 'dateCreate' && question.sortOrder === 'desc' && question.quick !== 'debts';
  useEffect(() => {
    if (!isGathering) return undefined;
    const asked = JSON.parse(key) as CallListQuestion;
    const stops = callEventTypes.map((type) =>
      subscribe(type, (data) => {
        const call = readCallNews(type, data)?.call;
        if (call !== undefined) latest.current(call, belongsTo(asked, call, timezone));
      }),
    );
    return () => {
      stops.forEach((stop) => {
        stop();
      });
    };
  }, [key, timezone, isGathering]);
}

function firstPage(list: InfiniteData<unknown> | undefined): InfiniteData<unknown> | undefined {
  if (list === undefined) return undefined;
  return { pages: list.pages.slice(0, 1), pageParams: list.pageParams.slice(0, 1) };
}

function withMember(ids: readonly number[], id: number, belongs: boolean): readonly number[] {
  const others = ids.filter((other) => other !== id);
  return belongs ? [...others, id] : others;
}
