import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from '@/shared/i18n';
import { Field } from '@/shared/ui/field';
import { requiredFields } from '../model/order-values';
import type { OrderField as NameOfField, OrderValues } from '../model/order-values';

interface OrderFieldProps {
  name: NameOfField;
  label: string;
  /** Known from the call: the person only confirms. */
  isFact?: boolean;
  aside?: ReactNode;
  hint?: ReactNode;
  group?: boolean;
  children: ReactNode;
}

/** One field of the form with its label, mark "from the call" and error. */
export function OrderField({
  name,
  label,
  isFact = false,
  aside,
  hint,
  group = false,
  children,
}: OrderFieldProps) {
  const { t } = useTranslation('orders');
  const {
    formState: { errors },
  } = useFormContext<OrderValues>();
  return (
    <div data-field={name} className="min-w-0">
      <Field
        label={label}
        required={(requiredFields as readonly string[]).includes(name)}
        error={errors[name]?.message}
        group={group}
        {...(hint === undefined ? {} : { hint })}
        aside={aside ?? (isFact ? <span className="text-ink-3">{t('form.fromCall')}</span> : undefined)}
      >
        {children}
      </Field>
    </div>
  );
}
