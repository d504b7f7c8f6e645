import type { RegisterOptions } from 'react-hook-form';
import { useTranslation } from '@/shared/i18n';
import { limits } from './order-values';
import type { OrderValues } from './order-values';

type LimitedField = keyof typeof limits;

/** Checks that need no server: filled, and of a length the contract takes. */
export function useFieldRules() {
  const { t } = useTranslation('errors');
  const required = {
    validate: (value: string) => value.trim() !== '' || t('field.required'),
  } as const;
  const text = <Name extends LimitedField>(name: Name): RegisterOptions<OrderValues, Name> => ({
    validate: (value: string) => {
      const { length } = value.trim();
      if (length === 0) return t('field.required');
      if (length < limits[name].min) return t('field.too_short');
      return length <= limits[name].max || t('field.too_long');
    },
  });
  return { required, text };
}
