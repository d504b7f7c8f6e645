import { useQuery } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { Controller, useFormContext } from 'react-hook-form';
import { campaignsQuery } from '@/entities/reference-list';
import { useTranslation } from '@/shared/i18n';
import { Combobox } from '@/shared/ui/combobox';
import { Input } from '@/shared/ui/input';
import { limits } from '../model/order-values';
import type { OrderPrefill, OrderValues } from '../model/order-values';
import type { OrderEditing } from '../model/use-order-form';
import { useFieldRules } from '../model/use-field-rules';
import { OrderField } from './order-field';

interface PlaceFieldsProps {
  prefill: OrderPrefill;
  isFromCall: boolean;
  editing: Pick<OrderEditing, 'cities' | 'citySource'>;
}

/** Where to go, and which advertising brought the client. */
export function PlaceFields({ prefill, isFromCall, editing }: PlaceFieldsProps) {
  const { t } = useTranslation('orders');
  const { register, control, watch, setValue } = useFormContext<OrderValues>();
  const rules = useFieldRules();
  const campaigns = useQuery(campaignsQuery);
  const isFact = (name: 'city' | 'rk' | 'address'): boolean =>
    isFromCall && prefill[name] !== undefined && watch(name) === prefill[name];
  return (
    <>
      <OrderField name="city" label={t('field.city')} isFact={isFact('city')}>
        <Controller
          control={control}
          name="city"
          rules={rules.required}
          render={({ field }) => (
            <Combobox
              value={field.value === '' ? null : field.value}
              options={editing.cities.map(({ name }) => ({ value: name, label: name }))}
              source={editing.citySource}
              fact={isFact('city')}
              onBlur={field.onBlur}
              onChange={(city) => {
                // A start of one city's day may not be one of another's.
                if (city !== field.value) setValue('dateMeeting', '');
                field.onChange(city ?? '');
              }}
            />
          )}
        />
      </OrderField>
      <OrderField name="rk" label={t('field.rk')} isFact={isFact('rk')}>
        <Controller
          control={control}
          name="rk"
          rules={rules.required}
          render={({ field }) => (
            <Combobox
              value={field.value === '' ? null : field.value}
              options={(campaigns.data ?? []).map(({ rk, name }) => ({
                value: rk,
                label: rk,
                ...(name === null || name === rk ? {} : { hint: name }),
              }))}
              source={campaigns}
              fact={isFact('rk')}
              onBlur={field.onBlur}
              onChange={(rk) => {
                field.onChange(rk ?? '');
              }}
            />
          )}
        />
      </OrderField>
      <div className="@lg:col-span-2">
        <OrderField name="address" label={t('field.address')} isFact={isFact('address')}>
          <Input
            {...register('address', rules.text('address'))}
            icon={MapPin}
            fact={isFact('address')}
            maxLength={limits.address.max}
            autoComplete="off"
          />
        </OrderField>
      </div>
    </>
  );
}
