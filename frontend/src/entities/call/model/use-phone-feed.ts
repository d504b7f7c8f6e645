import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { subscribe } from '@/shared/api';
import { callKeys } from '../api/call-keys';
import { briefQuery, callQuery, liveCallsQuery } from '../api/calls.queries';
import { isEnded } from './call';
import type { Call } from './call';
import { callEventTypes, readCallNews } from './call-event';
import type { CallNews } from './call-event';
import { addCall, clearPhone, forgetCall, hearCall, learnCall, usePhone } from './phone';
import { phaseFor } from './phone-call';
import { placeCall } from './place-call';

const missedShownMs = 12_000;
/** Of calls that live when the page opens, so many are looked into; a telephone has no room for more. */
const lookedIntoAtMost = 20;
/** An answer may have left the server before an event that is already here. */
const answerAgeMs = 10_000;

/** Fills the telephone from live events, and from the server what was going on before this page opened. Once, in the shell. */
export function usePhoneFeed(operatorId: number): void {
  const queryClient = useQueryClient();
  const live = useQuery({ ...liveCallsQuery, staleTime: Infinity });
  useEffect(() => {
    const stops = callEventTypes.map((type) =>
      subscribe(type, (data) => {
        const news = readCallNews(type, data);
        if (news !== null) takeNews(queryClient, news, operatorId);
      }),
    );
    return () => {
      stops.forEach((stop) => {
        stop();
      });
      clearPhone();
    };
  }, [queryClient, operatorId]);
  const { data: calls, dataUpdatedAt } = live;
  useEffect(() => {
    if (calls !== undefined) takeLiveCalls(queryClient, { calls, answeredAt: dataUpdatedAt, operatorId });
  }, [queryClient, operatorId, calls, dataUpdatedAt]);
}

function takeNews(queryClient: QueryClient, news: CallNews, operatorId: number): void {
  hearCall(news, operatorId);
  placeCall(queryClient, news.call);
  const { id } = news.call;
  const known = usePhone.getState().calls[id];
  const phase = known === undefined ? null : phaseFor(operatorId, known);
  if (phase === 'missed') {
    setTimeout(() => {
      forgetCall(id);
    }, missedShownMs);
  }
  // Hold and transfer are told by the legs alone, so they are asked for where they matter: on one's own call.
  const touchesMe = phase === 'talking' || known?.rangAtOperatorIds.includes(operatorId) === true;
  if (news.type === 'call.updated' && touchesMe && !isEnded(news.call)) lookInto(queryClient, id, operatorId);
}

function takeLiveCalls(
  queryClient: QueryClient,
  { calls, answeredAt, operatorId }: { calls: readonly Call[]; answeredAt: number; operatorId: number },
): void {
  const live = new Set(calls.map(({ id }) => id));
  for (const { call, heardAt, endedAt } of Object.values(usePhone.getState().calls)) {
    if (endedAt === null && !live.has(call.id) && heardAt < answeredAt - answerAgeMs) forgetCall(call.id);
  }
  const unheard = calls.filter(({ id }) => usePhone.getState().calls[id] === undefined);
  unheard.forEach((call) => {
    addCall(call);
  });
  unheard
    .filter(({ status, operator }) => status === 'new' || operator?.id === operatorId)
    .slice(0, lookedIntoAtMost)
    .forEach(({ id }) => {
      lookInto(queryClient, id, operatorId);
    });
}

/** Asks for the legs, and for the brief when the call turns out to be one's own. A failure leaves what the row tells. */
function lookInto(queryClient: QueryClient, callId: number, operatorId: number): void {
  const look = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: callKeys.card(callId), refetchType: 'none' });
    learnCall(callId, { details: await queryClient.query(callQuery(callId)) });
    const known = usePhone.getState().calls[callId];
    if (known?.brief !== null || phaseFor(operatorId, known) === null) return;
    learnCall(callId, { brief: await queryClient.query(briefQuery(callId)) });
  };
  look().catch(() => undefined);
}
