import { useState } from 'react';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { toE164 } from '@/shared/lib/written-phone';
import { useEraseClient } from '../api/erase-client';
import type { ClientErasure } from '../api/erase-client';

export interface EraseForm {
  reason: string;
  confirmation: string;
  /** The number is typed and a reason is given. */
  isReady: boolean;
  isSending: boolean;
  faults: { reason?: string; confirmation?: string };
  /** A fault of no field. */
  fault: string | null;
  /** Open orders that stand in the way. */
  orderIds: readonly number[];
  begun: ClientErasure | null;
  setReason: (text: string) => void;
  setConfirmation: (text: string) => void;
  submit: () => void;
}

const shortestReason = 3;

/** What is typed before a client is erased, and what the server says to it. */
export function useEraseForm(phone: string): EraseForm {
  const { t } = useTranslation('clients');
  const [reason, setReason] = useState('');
  const [confirmation, setConfirmation] = useState('');
  const erasure = useEraseClient();
  const problem = erasure.error instanceof ApiProblem ? erasure.error : null;
  const isReady = reason.trim().length >= shortestReason && toE164(confirmation) === phone;
  const faultOf = (name: 'reason' | 'confirmation'): string | undefined => {
    const fault = problem?.errors.find(({ field }) => field === name);
    if (fault === undefined) return undefined;
    return name === 'reason' && fault.code === 'invalid_value'
      ? t('erase.reasonNames')
      : fieldFaultText(fault);
  };
  const [ofReason, ofConfirmation] = [faultOf('reason'), faultOf('confirmation')];
  const isOfField = ofReason !== undefined || ofConfirmation !== undefined;
  return {
    reason,
    confirmation,
    isReady,
    isSending: erasure.isPending,
    faults: {
      ...(ofReason !== undefined && { reason: ofReason }),
      ...(ofConfirmation !== undefined && { confirmation: ofConfirmation }),
    },
    fault: erasure.error !== null && !isOfField ? problemText(erasure.error) : null,
    orderIds: idsOf(problem?.extensions['orderIds']),
    begun: erasure.data ?? null,
    setReason,
    setConfirmation,
    submit: () => {
      if (isReady && !erasure.isPending) erasure.mutate({ phone, confirmation, reason: reason.trim() });
    },
  };
}

const idsOf = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((id): id is number => typeof id === 'number') : [];
