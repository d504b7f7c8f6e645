import { useQueryClient } from '@tanstack/react-query';
import { callKeys } from '@/entities/call';
import type { Call, RingBrief } from '@/entities/call';
import { clientKeys } from '@/entities/client';
import { useProfile } from '@/entities/session';
import { OrderForm } from '@/features/order-form';
import { draftKey } from '@/shared/lib/drafts';
import { orderPrefill } from '../model/order-prefill';

interface OrderPanelProps {
  /** Null for an order without a call. */
  call: Call | null;
  brief: RingBrief | null;
  onCreated: () => void;
}

/** Key of the draft of an order from a call, or from none. */
export function orderDraftKey(ownerId: number, callId: number | null): string {
  return draftKey(ownerId, 'order', callId === null ? 'new' : `call-${String(callId)}`);
}

/** The order form with what the call has told. */
export function OrderPanel({ call, brief, onCreated }: OrderPanelProps) {
  const { id } = useProfile();
  const queryClient = useQueryClient();
  const created = (): void => {
    if (call !== null) {
      void queryClient.invalidateQueries({ queryKey: callKeys.card(call.id) });
      if (call.phoneClient !== null)
        void queryClient.invalidateQueries({ queryKey: clientKeys.one(call.phoneClient) });
    }
    onCreated();
  };
  return (
    <OrderForm
      prefill={call === null ? { phone: '' } : orderPrefill(call, brief)}
      {...(call === null ? {} : { callId: call.id })}
      draftKey={orderDraftKey(id, call?.id ?? null)}
      onCreated={created}
    />
  );
}
