import { CircleX } from 'lucide-react';
import { useEffect } from 'react';
import { FormProvider, useFormContext } from 'react-hook-form';
import { useTranslation } from '@/shared/i18n';
import { useShortcut } from '@/shared/lib/shortcuts';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Textarea } from '@/shared/ui/input';
import { limits } from '../model/order-values';
import type { OrderValues } from '../model/order-values';
import { useEarlierOrders } from '../model/use-earlier-orders';
import { useFieldRules } from '../model/use-field-rules';
import { useOrderForm } from '../model/use-order-form';
import type { OrderEditing, OrderFormProps as BaseProps } from '../model/use-order-form';
import { ClientFields } from './client-fields';
import { EarlierNote } from './earlier-note';
import { FormHead } from './form-head';
import { OrderField } from './order-field';
import { PlaceFields } from './place-fields';
import { SlotPicker } from './slot-picker';

export interface OrderFormProps extends BaseProps {
  /** False where the frame around the form has the title. */
  titled?: boolean;
}

/** A new order, from a call or from nothing. It fills its box: fields scroll, the buttons stay at the bottom. */
export function OrderForm({ titled = true, onCancel, ...props }: OrderFormProps) {
  const { prefill, callId } = props;
  const { t } = useTranslation(['orders', 'common']);
  const editing = useOrderForm(props);
  const { form, draft } = editing;
  const kindHint = useKindByHistory(editing, prefill.typeOrder === undefined);
  const isFromCall = callId !== undefined;
  useShortcut({
    combo: 'ctrl+Enter',
    label: t('orders:form.create'),
    group: 'order',
    onPress: editing.submit,
  });
  useShortcut({ combo: 'ctrl+KeyS', label: t('orders:form.keep'), group: 'order', onPress: draft.keepNow });
  return (
    <FormProvider {...form}>
      <form
        ref={editing.element}
        noValidate
        aria-label={t('orders:form.title')}
        className="@container flex h-full min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          editing.submit();
        }}
      >
        <FormHead titled={titled} values={draft.values} savedAt={draft.savedAt} />
        <div
          className={`relative flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-4 pt-1 pb-3 ${titled ? '' : 'sm:px-6'}`}
        >
          {editing.fault !== null && (
            <Banner hue="danger" icon={CircleX}>
              {editing.fault}
            </Banner>
          )}
          <EarlierNote earlier={kindHint.earlier} />
          <div className="grid gap-x-3 gap-y-1 @lg:grid-cols-2 @3xl:grid-cols-4">
            <ClientFields prefill={prefill} isFromCall={isFromCall} kindHint={kindHint.text} />
            <PlaceFields prefill={prefill} isFromCall={isFromCall} editing={editing} />
          </div>
          <SlotPicker editing={editing} />
          <ProblemField />
        </div>
        <footer
          className={`flex flex-wrap items-center justify-end gap-2 border-t border-line-subtle px-4 py-3 ${titled ? '' : 'sm:px-6'}`}
        >
          {onCancel !== undefined && (
            <Button intent="ghost" onClick={onCancel}>
              {t('common:action.cancel')}
            </Button>
          )}
          <Button type="submit" intent="primary" combo="ctrl+Enter" busy={editing.isSending}>
            {t('orders:form.create')}
          </Button>
        </footer>
      </form>
    </FormProvider>
  );
}

function ProblemField() {
  const { t } = useTranslation('orders');
  const { register } = useFormContext<OrderValues>();
  const rules = useFieldRules();
  return (
    <OrderField name="problem" label={t('field.problem')}>
      <Textarea {...register('problem', rules.text('problem'))} rows={3} maxLength={limits.problem.max} />
    </OrderField>
  );
}

/** Suggests `repeat` for a client who has ordered before, until the person chooses himself. */
function useKindByHistory({ form, draft }: OrderEditing, isOpen: boolean) {
  const { t } = useTranslation('orders');
  const earlier = useEarlierOrders(draft.values.phone);
  const { setValue, getFieldState } = form;
  const hasEarlier = earlier.total > 0;
  useEffect(() => {
    if (isOpen && hasEarlier && !getFieldState('typeOrder').isDirty) setValue('typeOrder', 'repeat');
  }, [isOpen, hasEarlier, setValue, getFieldState]);
  const isSuggested = isOpen && hasEarlier && draft.values.typeOrder === 'repeat';
  return { earlier, text: isSuggested ? t('earlier.suggestRepeat') : undefined };
}
