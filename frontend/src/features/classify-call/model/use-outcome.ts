import { useState } from 'react';
import { renewCall, useUpdateCall } from '@/entities/call';
import type { Call } from '@/entities/call';
import { useProfile } from '@/entities/session';
import { ApiProblem } from '@/shared/api';
import { draftKey, dropDraft, keepDraft, useDrafts } from '@/shared/lib/drafts';
import { readOutcome } from './outcome-draft';
import type { Outcome } from './outcome-draft';

interface Options {
  call: Call;
  /** What the facts say, until the person says otherwise. */
  suggested?: string | null;
  onSaved?: (call: Call) => void;
}

/** Key of the draft of a call's outcome. */
export function outcomeDraftKey(ownerId: number, callId: number): string {
  return draftKey(ownerId, 'outcome', `call-${String(callId)}`);
}

/**
 * Outcome and comment of a call while they are edited. What is typed survives as a draft. When another person has
 * changed the same call, `conflict` holds it and nothing typed is lost; a change elsewhere in the row is no conflict.
 */
export function useOutcome({ call, suggested = null, onSaved }: Options) {
  const { id: ownerId } = useProfile();
  const key = outcomeDraftKey(ownerId, call.id);
  const draft = readOutcome(useDrafts(({ drafts }) => drafts[key]?.value));
  const [base, setBase] = useState(call);
  const [conflict, setConflict] = useState<Call | null>(null);
  // The row goes on while one writes: a recording comes, an order is linked. Only its outcome is what one edits.
  if (base.version < call.version && isSameOutcome(base, call)) setBase(call);

  const value: Outcome = draft ?? { disposition: base.disposition ?? suggested, comment: base.comment ?? '' };
  const change = (part: Partial<Outcome>): void => {
    keepDraft(key, { ...value, ...part });
  };
  const settle = (saved: Call): void => {
    dropDraft(key);
    setConflict(null);
    setBase(saved);
    renewCall(saved);
    onSaved?.(saved);
  };
  const { save, isSaving, error } = useSaving({
    call,
    value,
    base,
    onSaved: settle,
    onConflict: setConflict,
  });
  return {
    value,
    isDraft: draft !== null,
    change,
    save: () => save(base.version),
    isSaving,
    error,
    conflict,
    keepMine: () => save((conflict ?? base).version),
    takeTheirs: () => {
      if (conflict !== null) settle(conflict);
    },
  };
}

interface Saving {
  call: Call;
  value: Outcome;
  base: Call;
  onSaved: (saved: Call) => void;
  onConflict: (current: Call) => void;
}

/** Sends the outcome over a version of the row; a refusal because of the rest of the row is sent again by itself. */
function useSaving({ call, value, base, onSaved, onConflict }: Saving) {
  const update = useUpdateCall();
  const send = async (version: number): Promise<void> => {
    const { disposition, comment } = value;
    onSaved(
      await update.mutateAsync({
        id: call.id,
        version,
        disposition,
        comment: comment.trim() === '' ? null : comment,
      }),
    );
  };
  const save = async (version: number): Promise<void> => {
    try {
      await send(version);
    } catch (error) {
      const current = currentCall(error);
      if (current === null) return;
      if (isSameOutcome(base, current)) await send(current.version).catch(() => undefined);
      else onConflict(current);
    }
  };
  // A stale version is no fault to tell: it is asked about, or has been sent again.
  const error = currentCall(update.error) === null ? update.error : null;
  return { save, isSaving: update.isPending, error };
}

export type OutcomeEditing = ReturnType<typeof useOutcome>;

function isSameOutcome(one: Call, other: Call): boolean {
  return one.disposition === other.disposition && (one.comment ?? '') === (other.comment ?? '');
}

/** The row as it stands, of a refusal because it has changed. */
function currentCall(error: unknown): Call | null {
  if (!(error instanceof ApiProblem) || error.code !== 'stale_version') return null;
  const { current } = error;
  return typeof current === 'object' && current !== null && 'version' in current ? (current as Call) : null;
}
