import { Controller, useFormContext } from 'react-hook-form';
import { typeEquipments, typeOrders } from '@/entities/order';
import { useTranslation } from '@/shared/i18n';
import { Input } from '@/shared/ui/input';
import { PhoneInput } from '@/shared/ui/phone-input';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import { Select } from '@/shared/ui/select';
import { limits } from '../model/order-values';
import type { OrderPrefill, OrderValues } from '../model/order-values';
import { useFieldRules } from '../model/use-field-rules';
import { OrderField } from './order-field';

interface ClientFieldsProps {
  prefill: OrderPrefill;
  /** Whether what is prefilled came with a call. */
  isFromCall: boolean;
  /** Shown under the kind of order: "has ordered before". */
  kindHint: string | undefined;
}

/** Who orders what: name, number, direction, kind. */
export function ClientFields({ prefill, isFromCall, kindHint }: ClientFieldsProps) {
  const { t } = useTranslation('orders');
  const { register, control, watch } = useFormContext<OrderValues>();
  const rules = useFieldRules();
  const isNameFact =
    isFromCall && prefill.clientName !== undefined && watch('clientName') === prefill.clientName;
  const isPhoneFact = isFromCall && prefill.phone !== '' && watch('phone') === prefill.phone;
  return (
    <>
      <OrderField name="clientName" label={t('field.clientName')} isFact={isNameFact}>
        <Input
          {...register('clientName', rules.text('clientName'))}
          fact={isNameFact}
          maxLength={limits.clientName.max}
          autoComplete="off"
        />
      </OrderField>
      <OrderField name="phone" label={t('field.phone')} isFact={isPhoneFact}>
        <Controller
          control={control}
          name="phone"
          rules={rules.required}
          render={({ field: { ref, name, value, onChange, onBlur } }) => (
            <PhoneInput {...{ ref, name, value, onChange, onBlur }} fact={isPhoneFact} />
          )}
        />
      </OrderField>
      <OrderField name="typeEquipment" label={t('field.typeEquipment')} group>
        <Controller
          control={control}
          name="typeEquipment"
          rules={rules.required}
          render={({ field }) => (
            <SegmentedControl
              block
              value={field.value === '' ? null : field.value}
              onChange={field.onChange}
              segments={typeEquipments.map((value) => ({ value, label: t(`equipment.${value}`) }))}
            />
          )}
        />
      </OrderField>
      <OrderField
        name="typeOrder"
        label={t('field.typeOrder')}
        {...(kindHint === undefined ? {} : { hint: kindHint })}
      >
        <Controller
          control={control}
          name="typeOrder"
          render={({ field }) => (
            <Select
              value={field.value}
              onChange={field.onChange}
              options={typeOrders.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
          )}
        />
      </OrderField>
    </>
  );
}
