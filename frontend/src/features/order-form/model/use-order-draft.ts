import { useEffect, useRef } from 'react';
import { useFormState, useWatch } from 'react-hook-form';
import type { Control } from 'react-hook-form';
import { dropDraft, keepDraft, useDrafts } from '@/shared/lib/drafts';
import type { OrderValues } from './order-values';

interface DraftKeeping {
  control: Control<OrderValues>;
  draftKey: string;
}

/** Keeps what is typed with every change, so that a crash, a reload or a ring loses nothing. */
export function useOrderDraft({ control, draftKey }: DraftKeeping) {
  const values = useWatch({ control }) as OrderValues;
  const { isDirty } = useFormState({ control });
  const savedAt = useDrafts(({ drafts }) => drafts[draftKey]?.savedAt ?? null);
  // What the form fills in by itself, from the call or the client's history, is nobody's draft.
  const isTyped = isDirty || savedAt !== null;
  const text = JSON.stringify(values);
  const before = useRef(text);
  const isDone = useRef(false);
  useEffect(() => {
    if (before.current === text || isDone.current || !isTyped) return;
    before.current = text;
    keepDraft(draftKey, JSON.parse(text));
  }, [draftKey, text, isTyped]);
  return {
    values,
    /** Milliseconds of the last saving; null while nothing is typed. */
    savedAt,
    keepNow: () => {
      keepDraft(draftKey, values);
    },
    /** The order is made: the draft goes, and stays away. */
    finish: () => {
      isDone.current = true;
      dropDraft(draftKey);
    },
  };
}
