import type { ComponentProps } from 'react';
import { useTranslation } from '@/shared/i18n';
import { Field } from '@/shared/ui/field';
import { SecretInput } from '@/shared/ui/secret-input';
import { PasswordStrength } from './password-strength';

interface NewPasswordFieldProps extends Omit<ComponentProps<typeof SecretInput>, 'value' | 'autoComplete'> {
  /** "New password" unless said otherwise. */
  label?: string;
  error: string | undefined;
  /** The password as it is typed so far: the field itself may be the browser's. */
  typed: string;
  /** What an attacker knows of the person: login, name, organisation. */
  words: readonly string[];
  /** The least the server takes, in characters. */
  minLength: number;
}

/** Where a person chooses a password: the rule for it, and how hard it is to guess as he types. Texts: `account`. */
export function NewPasswordField({
  label,
  error,
  typed,
  words,
  minLength,
  required = false,
  ...input
}: NewPasswordFieldProps) {
  const { t } = useTranslation('account');
  return (
    <div className="flex flex-col gap-1">
      <Field
        label={label ?? t('password.new')}
        required={required}
        hint={t('password.rule', { count: minLength })}
        error={error}
      >
        <SecretInput {...input} autoComplete="new-password" />
      </Field>
      <PasswordStrength password={typed} words={words} />
    </div>
  );
}
