import { CircleCheck, CircleX } from 'lucide-react';
import { useForm, useWatch } from 'react-hook-form';
import { minPasswordLength, NewPasswordField, useNewPasswordRules } from '@/entities/password';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFirstField } from '@/shared/lib/use-first-field';
import { Banner } from '@/shared/ui/banner';
import { Button, ButtonLink } from '@/shared/ui/button';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { useAccept } from '../api/invitation';

const names = ['login', 'password'] as const;
type Values = Record<(typeof names)[number], string>;

interface AcceptFormProps {
  token: string;
  /** What an attacker knows of the person before he has a login. */
  words: readonly string[];
}

/** Login and password of a new account. */
export function AcceptForm({ token, words }: AcceptFormProps) {
  const { t } = useTranslation(['account', 'errors']);
  const accept = useAccept();
  const refusal = useRefusal();
  const element = useFirstField();
  const form = useForm<Values>({ defaultValues: { login: '', password: '' }, mode: 'onTouched' });
  const { errors, isSubmitting } = form.formState;
  const typed = useWatch({ control: form.control });
  const passwordRules = useNewPasswordRules(minPasswordLength);
  if (accept.isSuccess) return <Accepted login={accept.data.login} />;
  const save = async ({ login, password }: Values): Promise<void> => {
    try {
      await accept.mutateAsync({ token, login: login.trim(), password });
    } catch (error) {
      const { name, message } = refusal(error);
      form.setError(name, { message }, { shouldFocus: true });
    }
  };
  const required = t('errors:field.required');
  return (
    <form
      ref={element}
      noValidate
      aria-label={t('invitation.newTitle')}
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        void form.handleSubmit(save)(event);
      }}
    >
      {errors.root?.message !== undefined && (
        <Banner hue="danger" icon={CircleX}>
          {errors.root.message}
        </Banner>
      )}
      <Field label={t('invitation.login')} hint={t('invitation.loginHint')} error={errors.login?.message}>
        <Input
          {...form.register('login', {
            required,
            pattern: { value: /^\s*[A-Za-z0-9_.-]{3,50}\s*$/, message: t('invitation.loginRule') },
          })}
          size="lg"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={50}
        />
      </Field>
      <NewPasswordField
        {...form.register('password', passwordRules)}
        size="lg"
        label={t('invitation.password')}
        error={errors.password?.message}
        typed={typed.password ?? ''}
        words={[...words, typed.login ?? '']}
        minLength={minPasswordLength}
      />
      <Button type="submit" intent="primary" size="lg" block busy={isSubmitting}>
        {t('invitation.accept')}
      </Button>
    </form>
  );
}

interface Refusal {
  name: 'root' | keyof Values;
  message: string;
}

/** Where a refusal is shown, and in which words. */
function useRefusal(): (error: unknown) => Refusal {
  const { t } = useTranslation('account');
  return (error) => {
    if (!(error instanceof ApiProblem)) return { name: 'root', message: problemText(error) };
    const { code, errors } = error;
    if (code === 'already_exists') {
      const taken = errors.map(({ field }) => field);
      if (taken.includes('login')) return { name: 'login', message: t('invitation.loginTaken') };
      const isEmail = taken.includes('email');
      return { name: 'root', message: isEmail ? t('invitation.emailTaken') : t('invitation.conflict') };
    }
    const fault = errors.find(({ field }) => names.some((known) => known === field));
    if (fault !== undefined) {
      const name = fault.field === 'login' ? 'login' : 'password';
      return { name, message: fieldFaultText(fault) };
    }
    return { name: 'root', message: errors.length > 0 ? t('invitation.conflict') : problemText(error) };
  };
}

function Accepted({ login }: { login: string }) {
  const { t } = useTranslation('account');
  return (
    <>
      <Banner hue="success" icon={CircleCheck} title={t('invitation.doneTitle')}>
        {t('invitation.doneText', { login })}
      </Banner>
      <ButtonLink to={paths.login} intent="primary" size="lg" block>
        {t('invitation.enter')}
      </ButtonLink>
    </>
  );
}
