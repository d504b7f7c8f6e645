import { Controller } from 'react-hook-form';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from '@/shared/i18n';
import { emailPattern } from '@/shared/lib/email';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { LanguageChoice } from '@/shared/ui/language-choice';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import { deliveries } from '../model/invitation-values';
import type { Values } from '../model/invitation-values';

interface DeliveryFieldsProps {
  form: UseFormReturn<Values>;
  delivery: Values['delivery'];
  offersLetter: boolean;
}

/** How the link gets to the person: by letter, or handed over. */
export function DeliveryFields({ form, delivery, offersLetter }: DeliveryFieldsProps) {
  const { t } = useTranslation(['invitations', 'common', 'errors']);
  const { errors } = form.formState;
  return (
    <div className="grid gap-x-3 gap-y-2 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <Field
          label={t('delivery')}
          group
          hint={offersLetter ? t(`deliveryHint.${delivery}`) : t('noServer')}
        >
          <Controller
            control={form.control}
            name="delivery"
            render={({ field }) => (
              <span>
                <SegmentedControl
                  value={delivery}
                  onChange={field.onChange}
                  segments={deliveries
                    .filter((value) => offersLetter || value !== 'email')
                    .map((value) => ({ value, label: t(`deliveries.${value}`) }))}
                />
              </span>
            )}
          />
        </Field>
      </div>
      <Field
        label={t('email')}
        required={delivery === 'email'}
        error={errors.email?.message}
        {...(delivery === 'link' ? { hint: t('emailHint') } : {})}
      >
        <Input
          {...form.register('email', {
            validate: (value) => {
              if (value.trim() === '') return delivery === 'link' || t('errors:field.required');
              return emailPattern.test(value.trim()) || t('errors:field.invalid_value');
            },
          })}
          type="email"
          autoComplete="off"
          maxLength={254}
        />
      </Field>
      {delivery === 'email' && (
        <Field label={t('language')} group>
          <Controller
            control={form.control}
            name="locale"
            render={({ field }) => (
              <span>
                <LanguageChoice value={field.value} onChange={field.onChange} />
              </span>
            )}
          />
        </Field>
      )}
    </div>
  );
}
