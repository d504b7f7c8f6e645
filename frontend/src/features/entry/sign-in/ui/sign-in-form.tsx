import { CircleAlert, Clock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject, SubmitEvent } from 'react';
import { ApiProblem, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { useSignIn } from '../api/sign-in';
import type { Credentials } from '../api/sign-in';
import { useCountdown } from '../model/use-countdown';
import { CodeForm } from './code-form';
import { UnlockByMail } from './delayed';
import { PasswordField } from './password-field';

interface SignInFormProps {
  /** Said above the fields: why the person is here again. */
  notice?: string | undefined;
  /** Of somebody whose first step was taken elsewhere: only the code is asked for. */
  mfaToken?: string | null;
  onSignedIn: () => void;
  /** Other ways in, under the form. */
  children: ReactNode;
  /** The last words of the page; a way past a forced wait stands in their place. */
  help: string;
}

/**
 * Login and password. The fields belong to the browser, so that its password manager can fill them before our code is
 * there; they are read when the form is sent. A failure keeps the login and selects the password.
 */
export function SignInForm({ notice, mfaToken: given = null, onSignedIn, children, help }: SignInFormProps) {
  const signIn = useSignIn();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState({ login: false, password: false });
  const [mfaToken, setMfaToken] = useState<string | null>(given);
  const [over, setOver] = useState<string | undefined>(undefined);
  const waitSeconds = useCountdown(signIn.error, signIn.submittedAt);

  // The one task of this page, so the first field is ready to type in.
  useEffect(() => {
    if (mfaToken === null) focusField(form.current, 'login');
  }, [mfaToken]);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (signIn.isPending || waitSeconds > 0) return;
    const credentials = read(event.currentTarget);
    const nowMissing = { login: credentials.login === '', password: credentials.password === '' };
    setMissing(nowMissing);
    if (nowMissing.login || nowMissing.password) {
      focusField(form.current, nowMissing.login ? 'login' : 'password');
      return;
    }
    setOver(undefined);
    signIn.mutate(credentials, {
      onSuccess: (outcome) => {
        if (outcome.mfaToken === null) onSignedIn();
        else setMfaToken(outcome.mfaToken);
      },
      onError: () => {
        focusField(form.current, 'password');
      },
    });
  };

  return (
    <>
      {mfaToken === null ? (
        <PasswordForm
          formRef={form}
          missing={missing}
          waitSeconds={waitSeconds}
          isBusy={signIn.isPending}
          failure={<Failure error={signIn.error} waitSeconds={waitSeconds} notice={over ?? notice} />}
          onSubmit={submit}
        />
      ) : (
        <CodeForm
          mfaToken={mfaToken}
          remembers={signIn.variables?.rememberDevice === true}
          onSignedIn={onSignedIn}
          onBack={(reason) => {
            setOver(reason);
            setMfaToken(null);
            signIn.reset();
          }}
        />
      )}
      {children}
      {/* As high as the longest of what may stand here, so that the page does not move when it changes. */}
      <div className="mt-4 min-h-26 pointer-coarse:min-h-30">
        {isDelayed(signIn.error) ? (
          <UnlockByMail login={signIn.variables?.login ?? ''} />
        ) : (
          <p className="text-center text-12 text-ink-3">{help}</p>
        )}
      </div>
    </>
  );
}

type FieldName = 'login' | 'password';

interface PasswordFormProps {
  formRef: RefObject<HTMLFormElement | null>;
  missing: Record<FieldName, boolean>;
  waitSeconds: number;
  isBusy: boolean;
  failure: ReactNode;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

function PasswordForm({ formRef, missing, waitSeconds, isBusy, failure, onSubmit }: PasswordFormProps) {
  const { t } = useTranslation('auth');
  return (
    <form ref={formRef} method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-2">
      {/* Room is kept, so that a failure moves no field. */}
      <div className="min-h-9">{failure}</div>
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
      <Checkbox name="rememberDevice">{t('rememberDevice')}</Checkbox>
      <div className="mt-1">
        <Button
          type="submit"
          intent="primary"
          size="lg"
          block
          busy={isBusy}
          disabled={waitSeconds > 0}
          combo="Enter"
        >
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}

interface FailureProps {
  error: Error | null;
  waitSeconds: number;
  notice: string | undefined;
}

function Failure({ error, waitSeconds, notice }: FailureProps) {
  const { t } = useTranslation('auth');
  const format = useFormat();
  if (error === null) {
    if (notice === undefined) return null;
    return (
      <Banner hue="info" icon={Clock}>
        {notice}
      </Banner>
    );
  }
  if (waitSeconds > 0) {
    return (
      <Banner hue="danger" icon={Clock}>
        {/* Spoken once, when the banner appears, and not at each second. */}
        <span role="timer" aria-live="off">
          {t('waitSeconds', { duration: format.duration(waitSeconds) })}
        </span>
      </Banner>
    );
  }
  if (isDelayed(error)) {
    return (
      <Banner hue="info" icon={Clock}>
        {t('waitOver')}
      </Banner>
    );
  }
  return (
    <Banner hue="danger" icon={CircleAlert}>
      {problemText(error)}
    </Banner>
  );
}

const isDelayed = (error: Error | null): boolean => error instanceof ApiProblem && error.status === 429;

function read(form: HTMLFormElement): Credentials {
  const fields = new FormData(form);
  const text = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  const remembers = fields.has('rememberDevice');
  return {
    login: text('login').trim(),
    password: text('password'),
    ...(remembers && { rememberDevice: true }),
  };
}

function focusField(form: HTMLFormElement | null, name: FieldName): void {
  const field = form?.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}
