import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { UseFormReturn } from 'react-hook-form';
import { nearestOf } from '@/entities/order';
import type { TakenSlot } from '@/entities/order';
import { citiesOpenTo, citiesQuery } from '@/entities/reference-list';
import { useCan, useProfile } from '@/entities/session';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { readDraft } from '@/shared/lib/drafts';
import { useFormat } from '@/shared/lib/use-format';
import { notify } from '@/shared/ui/toast';
import { useCreateOrder } from '../api/create-order';
import { focusFirstFault } from './focus-field';
import { fieldOrder, startValues, toNewOrder } from './order-values';
import type { NewOrder, OrderField, OrderPrefill, OrderValues } from './order-values';
import { useOrderDraft } from './use-order-draft';

export interface OrderFormProps {
  prefill: OrderPrefill;
  /** The call it is made from. */
  callId?: number;
  /** Where unsaved text is kept: `draftKey(profile.id, 'order', 'call-12')` of shared/lib/drafts. */
  draftKey: string;
  /** What the person pressed just now, such as a half-hour of the slots table; it wins over the draft. */
  pinned?: Partial<OrderPrefill>;
  onCreated: (order: { id: number }) => void;
  onCancel?: () => void;
}

/** State and actions of one new order. */
export function useOrderForm({ prefill, callId, draftKey, pinned = {}, onCreated }: OrderFormProps) {
  const profile = useProfile();
  const canOverbook = useCan()('orders:overbook');
  const cities = useQuery(citiesQuery);
  const element = useRef<HTMLFormElement>(null);
  const form = useForm<OrderValues>({
    defaultValues: startValues({ prefill, pinned, draft: readDraft(draftKey), ownCity: profile.city }),
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const draft = useOrderDraft({ control: form.control, draftKey });
  const focus = (names: readonly OrderField[]): void => {
    focusFirstFault(element.current, names);
  };
  const creation = useCreation({
    form,
    focus,
    toBody: (values) =>
      toNewOrder(values, {
        avitoName: prefill.avitoName,
        callId,
        isForced: canOverbook && values.forceReason.trim() !== '',
      }),
    onCreated: (order) => {
      draft.finish();
      onCreated(order);
    },
  });
  const submit = form.handleSubmit(creation.create, (errors) => {
    focus(fieldOrder.filter((name) => errors[name] !== undefined));
  });
  return {
    ...creation,
    form,
    element,
    draft,
    submit: () => void submit(),
    canOverbook,
    cities: citiesOpenTo(profile, cities.data ?? []),
    citySource: cities,
    pickSlot: (at: string) => {
      creation.forgetTaken();
      form.setValue('dateMeeting', at, { shouldDirty: true, shouldValidate: true });
    },
  };
}

interface CreationOptions {
  form: UseFormReturn<OrderValues>;
  focus: (names: readonly OrderField[]) => void;
  toBody: (values: OrderValues) => NewOrder | null;
  onCreated: (order: { id: number }) => void;
}

/** Sends the order and shows what came back where the person looks. */
function useCreation({ form, focus, toBody, onCreated }: CreationOptions) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const creation = useCreateOrder();
  const [taken, setTaken] = useState<TakenSlot | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const showFailure = (error: unknown, values: OrderValues): void => {
    const nearest = nearestOf(error);
    if (nearest !== null) {
      setTaken({ at: values.dateMeeting, nearest });
      focus(['dateMeeting']);
      return;
    }
    const named = setFieldFaults(error, form.setError);
    if (named.length === 0) setFault(problemText(error));
    else focus(fieldOrder.filter((name) => named.includes(name)));
  };
  const create = async (values: OrderValues): Promise<void> => {
    const body = toBody(values);
    if (body === null || creation.isPending) return;
    setFault(null);
    try {
      const order = await creation.mutateAsync(body);
      notify({ kind: 'success', text: t('form.created', { order: format.orderNumber(order.id) }) });
      onCreated({ id: order.id });
    } catch (error) {
      showFailure(error, values);
    }
  };
  return {
    create,
    isSending: creation.isPending,
    fault,
    taken,
    forgetTaken: () => {
      setTaken(null);
    },
  };
}

export type OrderEditing = ReturnType<typeof useOrderForm>;

/** Puts each fault of a 422 beside its field; returns the fields it found. */
function setFieldFaults(
  error: unknown,
  setError: (name: OrderField, error: { message: string }) => void,
): OrderField[] {
  if (!(error instanceof ApiProblem)) return [];
  return error.errors.flatMap((found) => {
    const path = found.field.startsWith('force') ? 'forceReason' : found.field;
    const name = fieldOrder.find((known) => known === path);
    if (name === undefined) return [];
    setError(name, { message: fieldFaultText(found) });
    return [name];
  });
}
