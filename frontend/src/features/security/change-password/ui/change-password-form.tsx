import { useQuery } from '@tanstack/react-query';
import { CircleX } from 'lucide-react';
import { useForm, useWatch } from 'react-hook-form';
import type { RegisterOptions } from 'react-hook-form';
import {
  minPasswordLength,
  minPasswordLengthWithSecondFactor,
  NewPasswordField,
  useNewPasswordRules,
} from '@/entities/password';
import { secondFactorQuery } from '@/entities/second-factor';
import { useProfile } from '@/entities/session';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Field } from '@/shared/ui/field';
import { SecretInput } from '@/shared/ui/secret-input';
import { notify } from '@/shared/ui/toast';
import { useChangePassword } from '../api/change-password';

const names = ['currentPassword', 'newPassword', 'repeated'] as const;
type Name = (typeof names)[number];
type Values = Record<Name, string>;
const empty: Values = { currentPassword: '', newPassword: '', repeated: '' };

interface ChangePasswordFormProps {
  onChanged?: () => void;
}

/** Present password, new one, and the new one again. Texts: `profile`, `account`. */
export function ChangePasswordForm({ onChanged }: ChangePasswordFormProps) {
  const { t } = useTranslation(['profile', 'common', 'errors']);
  const { login, name: ownName, email, organization } = useProfile();
  const { data: factor } = useQuery(secondFactorQuery);
  const hasFactor = factor !== undefined && factor.enabledAt !== null;
  const minLength = hasFactor ? minPasswordLengthWithSecondFactor : minPasswordLength;
  // What an attacker knows of the person.
  const words = [login, ownName, email ?? '', organization.name];
  const change = useChangePassword();
  const form = useForm<Values>({ defaultValues: empty, mode: 'onTouched' });
  const { errors, isSubmitting } = form.formState;
  const newPassword = useWatch({ control: form.control, name: 'newPassword' });
  const newPasswordRules = useNewPasswordRules(minLength);
  const required = { required: t('errors:field.required') };
  const rules: Record<Name, RegisterOptions<Values, Name>> = {
    currentPassword: required,
    newPassword: { ...newPasswordRules, deps: ['repeated'] },
    repeated: {
      ...required,
      validate: (value, { newPassword }) => value === newPassword || t('password.different'),
    },
  };
  const refuse = (error: unknown): void => {
    const faults = error instanceof ApiProblem ? error.errors : [];
    for (const fault of faults) {
      const wrongText = fault.field === 'currentPassword' ? t('password.wrong') : t('password.same');
      const message = fault.code === 'invalid_value' ? wrongText : fieldFaultText(fault);
      const name = names.find((known) => known === fault.field);
      if (name !== undefined) form.setError(name, { message }, { shouldFocus: true });
    }
    if (faults.length === 0) form.setError('root', { message: problemText(error) });
  };
  const save = async ({ currentPassword, newPassword }: Values): Promise<void> => {
    try {
      await change.mutateAsync({ currentPassword, newPassword });
      form.reset(empty);
      notify({ kind: 'success', text: t('password.changed') });
      onChanged?.();
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <form
      noValidate
      aria-label={t('password.title')}
      className="flex max-w-90 flex-col gap-2"
      onSubmit={(event) => {
        void form.handleSubmit(save)(event);
      }}
    >
      {errors.root?.message !== undefined && (
        <Banner hue="danger" icon={CircleX}>
          {errors.root.message}
        </Banner>
      )}
      {/* Tells password managers whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <Field required label={t('password.currentPassword')} error={errors.currentPassword?.message}>
        <SecretInput
          {...form.register('currentPassword', rules.currentPassword)}
          autoComplete="current-password"
        />
      </Field>
      <NewPasswordField
        {...form.register('newPassword', rules.newPassword)}
        required
        error={errors.newPassword?.message}
        typed={newPassword}
        words={words}
        minLength={minLength}
      />
      <Field required label={t('password.repeated')} error={errors.repeated?.message}>
        <SecretInput {...form.register('repeated', rules.repeated)} autoComplete="new-password" />
      </Field>
      <p className="mb-2 text-12 text-ink-3">{t('password.sessionsEnd')}</p>
      <div>
        <Button type="submit" intent="primary" busy={isSubmitting}>
          {t('password.change')}
        </Button>
      </div>
    </form>
  );
}
