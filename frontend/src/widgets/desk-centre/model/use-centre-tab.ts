import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { useDrafts } from '@/shared/lib/drafts';

export type CentreTab = 'order' | 'outcome';

interface Options {
  /** The call is one's own and over: its outcome is asked for. */
  isWrapUp: boolean;
  orderDraft: string;
  box: RefObject<HTMLElement | null>;
}

/**
 * Which of the two the centre shows. The outcome comes by itself when the call ends, but never over something typed
 * and never from under the cursor: then it is one press away.
 */
export function useCentreTab({ isWrapUp, orderDraft, box }: Options): [CentreTab, (tab: CentreTab) => void] {
  const [tab, setTab] = useState<CentreTab>(() =>
    isWrapUp && useDrafts.getState().drafts[orderDraft] === undefined ? 'outcome' : 'order',
  );
  useEffect(() => {
    if (!isWrapUp) return;
    const isTouched =
      useDrafts.getState().drafts[orderDraft] !== undefined ||
      box.current?.contains(document.activeElement) === true;
    if (!isTouched) setTab('outcome');
  }, [isWrapUp, orderDraft, box]);
  return [tab, setTab];
}
