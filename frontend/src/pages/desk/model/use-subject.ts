import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { briefQuery, callQuery, debtsQuery, forgetCall, isEnded, usePhone } from '@/entities/call';
import type { Call, Debt, OwnCall, RingBrief } from '@/entities/call';
import { useProfile } from '@/entities/session';
import { outcomeDraftKey } from '@/features/classify-call';
import { useDrafts } from '@/shared/lib/drafts';
import { orderDraftKey } from '@/widgets/desk-centre';

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
  const mine = own.find(({ call }) => call.id === callId) ?? null;
  const facts = useCallFacts(callId, mine);
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
  const kind = chosen === 'new' ? 'newOrder' : callId === null ? 'none' : 'call';
  const isOver = facts.call !== null && isEnded(facts.call);
  return { done, subject: { kind, callId, own: mine, isOver, ...facts } };
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

/** Row, brief and debt of the call: from the telephone while it is there, else from the server. */
function useCallFacts(
  callId: number | null,
  mine: OwnCall | null,
): Pick<Subject, 'call' | 'brief' | 'debt' | 'error'> {
  const known = usePhone(({ calls }) => (callId === null ? undefined : calls[callId])) ?? mine;
  const card = useCard(callId, known === null);
  const brief = useBrief(callId, known?.brief ?? null);
  const { data: debts } = useQuery(debtsQuery());
  const call = known?.call ?? card.call;
  return {
    call,
    brief,
    debt: debts?.data.find((debt) => debt.call.id === callId) ?? null,
    error: call === null ? card.error : null,
  };
}

function useCard(callId: number | null, isWanted: boolean): { call: Call | null; error: unknown } {
  const { data, error } = useQuery({ ...callQuery(callId ?? 0), enabled: callId !== null && isWanted });
  return { call: data ?? null, error };
}

function useBrief(callId: number | null, known: RingBrief | null): RingBrief | null {
  const { data } = useQuery({ ...briefQuery(callId ?? 0), enabled: callId !== null && known === null });
  return known ?? data ?? null;
}

function callIdOf(chosen: string): number | null {
  return /^[1-9]\d{0,14}$/.test(chosen) ? Number(chosen) : null;
}
