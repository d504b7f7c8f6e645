import { CircleAlert } from 'lucide-react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import type { Proof } from '../model/use-proof-form';

interface ProofFieldsProps {
  form: UseFormReturn<Proof>;
  /** Whether this person has a second factor. */
  hasCode: boolean;
}

/** One's password, the code of those who have one, and what is wrong with them. Texts: `factor`. */
export function ProofFields({ form, hasCode }: ProofFieldsProps) {
  const { t } = useTranslation(['factor', 'errors']);
  const { errors } = form.formState;
  const required = { required: t('errors:field.required') };
  return (
    <>
      {errors.root?.message !== undefined && (
        <Banner hue="danger" icon={CircleAlert}>
          {errors.root.message}
        </Banner>
      )}
      <Field label={t('confirm.password')} required error={errors.password?.message}>
        <Input
          {...form.register('password', required)}
          data-first-field
          type="password"
          autoComplete="current-password"
          maxLength={256}
        />
      </Field>
      {hasCode && (
        <Field label={t('code.any')} required hint={t('code.anyHint')} error={errors.code?.message}>
          <Input
            {...form.register('code', required)}
            autoComplete="one-time-code"
            spellCheck={false}
            maxLength={40}
          />
        </Field>
      )}
    </>
  );
}
