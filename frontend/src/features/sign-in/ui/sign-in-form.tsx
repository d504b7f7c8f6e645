import { CircleAlert, Clock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { ApiProblem, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { useSignIn } from '../api/sign-in';
import { PasswordField } from './password-field';

interface SignInFormProps {
  /** Said above the fields: why the person is here again. */
  notice?: string | undefined;
  onSignedIn: () => void;
}

/**
 * Login and password. The fields belong to the browser, so that its password manager can fill them before our code is
 * there; they are read when the form is sent. A failure keeps the login and selects the password.
 */
export function SignInForm({ notice, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation('auth');
  const signIn = useSignIn();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState({ login: false, password: false });

  // The one task of this page, so the first field is ready to type in.
  useEffect(() => {
    focusField(form.current, 'login');
  }, []);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (signIn.isPending) return;
    const credentials = read(event.currentTarget);
    const nowMissing = { login: credentials.login === '', password: credentials.password === '' };
    setMissing(nowMissing);
    if (nowMissing.login || nowMissing.password) {
      focusField(form.current, nowMissing.login ? 'login' : 'password');
      return;
    }
    signIn.mutate(credentials, {
      onSuccess: onSignedIn,
      onError: () => {
        focusField(form.current, 'password');
      },
    });
  };

  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex flex-col gap-2">
      {/* Room is kept, so that a failure moves no field. */}
      <div className="min-h-9">
        <Failure error={signIn.error} notice={notice} />
      </div>
      <Field label={t('login')} error={missing.login ? t('loginMissing') : undefined}>
        <Input
          name="login"
          size="lg"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
        />
      </Field>
      <PasswordField error={missing.password ? t('passwordMissing') : undefined} />
      <div className="mt-1">
        <Button type="submit" intent="primary" size="lg" block busy={signIn.isPending} combo="Enter">
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}

function Failure({ error, notice }: { error: Error | null; notice: string | undefined }) {
  const { t } = useTranslation('auth');
  const format = useFormat();
  if (error === null && notice === undefined) return null;
  if (error === null) {
    return (
      <Banner hue="info" icon={Clock}>
        {notice}
      </Banner>
    );
  }
  return (
    <Banner hue="danger" icon={CircleAlert}>
      {failureText(error, t, (seconds) => format.duration(seconds))}
    </Banner>
  );
}

function failureText(
  error: Error,
  t: ReturnType<typeof useTranslation<'auth'>>['t'],
  duration: (seconds: number) => string,
): string {
  if (!(error instanceof ApiProblem)) return problemText(error);
  if (error.code === 'mfa_required') return t('mfaUnavailable');
  if (error.status === 429 && error.retryAfterSeconds !== undefined) {
    return t('waitSeconds', { duration: duration(error.retryAfterSeconds) });
  }
  return problemText(error);
}

function read(form: HTMLFormElement): { login: string; password: string } {
  const fields = new FormData(form);
  const text = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  return { login: text('login').trim(), password: text('password') };
}

function focusField(form: HTMLFormElement | null, name: 'login' | 'password'): void {
  const field = form?.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}
