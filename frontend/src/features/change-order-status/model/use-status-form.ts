import { useState } from 'react';
import { currentOrder, nearestOf } from '@/entities/order';
import type { Order, OrderStatusCode } from '@/entities/order';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { instantIn } from '@/shared/lib/days';
import type { Day } from '@/shared/lib/days';
import { useSetOrderStatus } from '../api/set-order-status';
import type { StatusChange } from '../api/set-order-status';
import { toRoubles } from './money';

export interface StepValues {
  reason: string;
  result: string;
  expenditure: string;
  prepayment: string;
  closeDay: Day | null;
  comment: string;
  forceReason: string;
}

export type StepField = keyof StepValues;
type Faults = Partial<Record<StepField, string>>;

/** End of the workshop's day: the device is promised for a day, not for an hour. */
const workshopEnd = '20:00';

interface StatusFormOptions {
  order: Order;
  status: OrderStatusCode;
  timeZone: string;
  onDone: () => void;
}

/** What a step asks for, checked and sent. A changed order refuses once; the text stays and can be sent again. */
export function useStatusForm({ order, status, timeZone, onDone }: StatusFormOptions) {
  const { t } = useTranslation('errors');
  const [values, setValues] = useState<StepValues>({
    reason: '',
    result: order.result === null || order.result === 0 ? '' : String(order.result),
    expenditure: order.expenditure === null ? '0' : String(order.expenditure),
    prepayment: '',
    closeDay: null,
    comment: '',
    forceReason: '',
  });
  const [faults, setFaults] = useState<Faults>({});
  const change = useSetOrderStatus();
  const submit = async (): Promise<void> => {
    const found = missing(status, values, {
      required: t('field.required'),
      invalid: t('field.invalid_value'),
    });
    setFaults(found);
    if (Object.keys(found).length > 0 || change.isPending) return;
    try {
      await change.mutateAsync({
        id: order.id,
        version: order.version,
        status,
        ...bodyOf(status, values, timeZone),
        ...(values.forceReason.trim() === '' ? {} : { force: { reason: values.forceReason.trim() } }),
      });
      onDone();
    } catch (error) {
      setFaults(faultsOf(error));
    }
  };
  return {
    values,
    faults,
    change: (part: Partial<StepValues>) => {
      setValues((before) => ({ ...before, ...part }));
      setFaults((before) => without(before, Object.keys(part)));
    },
    submit: () => void submit(),
    isSending: change.isPending,
    isStale: currentOrder(change.error) !== null,
    isSlotFull: nearestOf(change.error) !== null,
    fault: Object.keys(faults).length === 0 && change.error !== null ? problemText(change.error) : null,
  };
}

export type StatusForm = ReturnType<typeof useStatusForm>;

function missing(
  status: OrderStatusCode,
  values: StepValues,
  words: { required: string; invalid: string },
): Faults {
  switch (status) {
    case 'refused':
    case 'not_an_order':
      return values.reason.trim() === '' ? { reason: words.required } : {};
    case 'workshop':
      return {
        ...(values.closeDay === null ? { closeDay: words.required } : {}),
        ...sumFault('prepayment', values, { ...words, required: null }),
      };
    case 'completed':
      return { ...sumFault('result', values, words), ...sumFault('expenditure', values, words) };
    case 'new':
    case 'assigned':
    case 'on_the_way':
    case 'in_progress':
      return {};
  }
}

function sumFault(
  name: 'result' | 'expenditure' | 'prepayment',
  values: StepValues,
  words: { required: string | null; invalid: string },
): Faults {
  if (values[name].trim() === '') return words.required === null ? {} : { [name]: words.required };
  return toRoubles(values[name]) === null ? { [name]: words.invalid } : {};
}

function bodyOf(
  status: OrderStatusCode,
  values: StepValues,
  timeZone: string,
): Omit<StatusChange, 'id' | 'version' | 'status'> {
  const reason = values.reason.trim();
  switch (status) {
    case 'completed':
      return {
        result: toRoubles(values.result) ?? 0,
        expenditure: toRoubles(values.expenditure) ?? 0,
      };
    case 'workshop':
      return workshopBody(values, timeZone);
    case 'new':
    case 'refused':
    case 'not_an_order':
      return reason === '' ? {} : { reason };
    case 'assigned':
    case 'on_the_way':
    case 'in_progress':
      return {};
  }
}

function workshopBody({ closeDay, prepayment, comment }: StepValues, timeZone: string) {
  const paid = toRoubles(prepayment);
  return {
    ...(closeDay === null ? {} : { dateCloseWorkshop: instantIn(timeZone, closeDay, workshopEnd) }),
    ...(paid === null ? {} : { prepayment: paid }),
    ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
  };
}

/** Names of the contract that the dialog shows under another name. */
const shownAs: Readonly<Record<string, StepField>> = {
  dateCloseWorkshop: 'closeDay',
  'force.reason': 'forceReason',
  reason: 'reason',
  result: 'result',
  expenditure: 'expenditure',
  prepayment: 'prepayment',
  comment: 'comment',
};

function faultsOf(error: unknown): Faults {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.errors.flatMap((fault) => {
      const name = shownAs[fault.field];
      return name === undefined ? [] : [[name, fieldFaultText(fault)]];
    }),
  );
}

function without(faults: Faults, names: readonly string[]): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([name]) => !names.includes(name)));
}
