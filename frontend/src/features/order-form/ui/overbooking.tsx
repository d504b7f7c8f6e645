import { useFormContext } from 'react-hook-form';
import { useTranslation } from '@/shared/i18n';
import { Input } from '@/shared/ui/input';
import { limits } from '../model/order-values';
import type { OrderValues } from '../model/order-values';
import { OrderField } from './order-field';

/** For those who may book beyond the capacity: the reason, which also is the consent. */
export function Overbooking({ isOffered }: { isOffered: boolean }) {
  const { t } = useTranslation('orders');
  const { register, watch } = useFormContext<OrderValues>();
  if (!isOffered && watch('forceReason') === '') return null;
  return (
    <OrderField name="forceReason" label={t('field.forceReason')} hint={t('slots.forceHint')}>
      <Input {...register('forceReason')} maxLength={limits.forceReason.max} autoComplete="off" />
    </OrderField>
  );
}
