import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import {
  briefQuery,
  callQuery,
  debtsQuery,
  forgetCall,
  isEnded,
  useOwnCalls,
  usePhone,
} from '@/entities/call';
import type { Call, Debt, OwnCall, RingBrief } from '@/entities/call';
import { useProfile } from '@/entities/session';
import { orderDraftKey } from '@/widgets/desk-centre';
import { outcomeDraftKey } from '@/features/classify-call';
import { useDrafts } from '@/shared/lib/drafts';

/** What lies on the desk: a call, an order without one, or nothing. */
export interface Subject {
  kind: 'call' | 'newOrder' | 'none';
  callId: number | null;
  call: Call | null;
  /** The call while it is one's own and lives, or waits for its outcome. */
  own: OwnCall | null;
  brief: RingBrief | null;
  debt: Debt | null;
  error: unknown;
  isOver: boolean;
}

/** The call in the middle of the desk, by the address or else by what rings, and how to be done with it. */
export function useSubject(own: readonly OwnCall[]): { subject: Subject; done: () => void } {
  const [search, setSearch] = useSearchParams();
  const chosen = search.get('call');
  const held = useHeldCall(own);
  const callId = chosen === null ? held : callIdOf(chosen);
  const facts = useCallFacts(callId);
  const mine = own.find(({ call }) => call.id === callId) ?? null;
  const call = mine?.call ?? facts.call;
  const done = (): void => {
    if (mine?.phase === 'wrapUp') forgetCall(mine.call.id);
    setSearch(
      (before) => {
        before.delete('call');
        return before;
      },
      { replace: true },
    );
  };
  return {
    done,
    subject: {
      kind: chosen === 'new' ? 'newOrder' : callId === null ? 'none' : 'call',
      callId,
      call,
      own: mine,
      brief: mine?.brief ?? facts.brief,
      debt: facts.debt,
      error: call === null ? facts.error : null,
      isOver: call !== null && isEnded(call),
    },
  };
}

/**
 * The call one works at while none is chosen: it stays until one is done with it, even when another one rings; a call
 * that is over and at which nothing has been typed gives way.
 */
function useHeldCall(own: readonly OwnCall[]): number | null {
  const { id: ownerId } = useProfile();
  const drafts = useDrafts((store) => store.drafts);
  const [heldId, setHeldId] = useState<number | null>(null);
  const held = own.find(({ call }) => call.id === heldId);
  const isTyped =
    heldId !== null &&
    (drafts[orderDraftKey(ownerId, heldId)] !== undefined ||
      drafts[outcomeDraftKey(ownerId, heldId)] !== undefined);
  const isBusy = held !== undefined && (held.phase !== 'wrapUp' || isTyped);
  const next = isBusy ? heldId : (own[0]?.call.id ?? null);
  useEffect(() => {
    setHeldId(next);
  }, [next]);
  return next;
}

/** A call that is not on the telephone: its row, brief and debt from the server. */
function useCallFacts(callId: number | null) {
  const known = usePhone(({ calls }) => (callId === null ? undefined : calls[callId]));
  const card = useQuery({ ...callQuery(callId ?? 0), enabled: callId !== null && known === undefined });
  const brief = useQuery({
    ...briefQuery(callId ?? 0),
    enabled: callId !== null && (known?.brief ?? null) === null,
  });
  const { data: debts } = useQuery(debtsQuery());
  return {
    call: known?.call ?? card.data ?? null,
    brief: known?.brief ?? brief.data ?? null,
    debt: debts?.data.find(({ call }) => call.id === callId) ?? null,
    error: card.error,
  };
}

function callIdOf(chosen: string): number | null {
  return /^[1-9]\d{0,14}$/.test(chosen) ? Number(chosen) : null;
}
