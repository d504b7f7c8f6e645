import { useTranslation } from '@/shared/i18n';

/** What a new password must be before the server is asked. Texts: `account`. */
export function useNewPasswordRules(minLength: number) {
  const { t } = useTranslation(['account', 'errors']);
  return {
    required: t('errors:field.required'),
    // As the server counts: a picture is one character.
    validate: (value: string): true | string =>
      Array.from(value).length >= minLength || t('password.tooShort', { count: minLength }),
  };
}
