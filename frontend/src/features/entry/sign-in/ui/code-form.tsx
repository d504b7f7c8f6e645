import { CircleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { ApiProblem } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { useAnswerCode } from '../api/sign-in';
import { failureText } from './failure-text';

interface CodeFormProps {
  mfaToken: string;
  /** Wished for beside the password. */
  remembers: boolean;
  onSignedIn: () => void;
  /** Back to login and password; with the reason when it was not the person's wish. */
  onBack: (reason?: string) => void;
}

/** The second step: six digits, which are sent as soon as they are there, or a recovery code. */
export function CodeForm({ mfaToken, remembers, onSignedIn, onBack }: CodeFormProps) {
  const { t } = useTranslation('auth');
  const format = useFormat();
  const answer = useAnswerCode();
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [isRecovery, setIsRecovery] = useState(false);
  const [rememberDevice, setRememberDevice] = useState(remembers);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    input.current?.focus();
  }, [isRecovery]);

  const send = (typed: string): void => {
    if (answer.isPending) return;
    setMissing(typed.trim() === '');
    if (typed.trim() === '') {
      input.current?.focus();
      return;
    }
    answer.mutate(
      { mfaToken, code: typed.trim(), rememberDevice },
      {
        onSuccess: onSignedIn,
        onError: (error) => {
          const reason = endOf(error);
          if (reason !== null) onBack(t(reason));
          input.current?.focus();
          input.current?.select();
        },
      },
    );
  };
  const change = (typed: string): void => {
    setCode(typed);
    setMissing(false);
    if (!isRecovery && /^\d{6}$/.test(digitsOf(typed))) send(digitsOf(typed));
  };
  const swap = (): void => {
    setIsRecovery(!isRecovery);
    setCode('');
    answer.reset();
  };

  return (
    <form
      noValidate
      aria-label={t('code.title')}
      className="flex flex-col gap-2"
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        send(isRecovery ? code : digitsOf(code));
      }}
    >
      <div className="min-h-13">
        {answer.error === null ? (
          <p className="text-14 text-ink-2">{isRecovery ? t('code.recoveryNote') : t('code.note')}</p>
        ) : (
          <Banner hue="danger" icon={CircleAlert}>
            {failureText(answer.error, t, (seconds) => format.duration(seconds))}
            <AttemptsLeft error={answer.error} />
          </Banner>
        )}
      </div>
      <Field
        label={isRecovery ? t('code.recovery') : t('code.code')}
        error={missing ? t('code.missing') : undefined}
      >
        <Input
          // Another field, not this one with another use: browsers and screen readers hear of it.
          key={isRecovery ? 'recovery' : 'app'}
          ref={input}
          name={isRecovery ? 'recovery-code' : 'one-time-code'}
          size="lg"
          value={code}
          onChange={(event) => {
            change(event.target.value);
          }}
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoComplete={isRecovery ? 'off' : 'one-time-code'}
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
        />
      </Field>
      <Checkbox
        checked={rememberDevice}
        onChange={(event) => {
          setRememberDevice(event.target.checked);
        }}
      >
        {t('code.remember')}
      </Checkbox>
      <div className="mt-1">
        <Button type="submit" intent="primary" size="lg" block busy={answer.isPending} combo="Enter">
          {t('code.submit')}
        </Button>
      </div>
      <div className="flex flex-col gap-1">
        <Button intent="ghost" onClick={swap}>
          {isRecovery ? t('code.useApp') : t('code.useRecovery')}
        </Button>
        <Button
          intent="ghost"
          onClick={() => {
            onBack();
          }}
        >
          {t('code.back')}
        </Button>
      </div>
    </form>
  );
}

function AttemptsLeft({ error }: { error: Error }) {
  const { t } = useTranslation('auth');
  const left = attemptsLeft(error);
  return left === null ? null : <>{`. ${t('code.left', { count: left })}`}</>;
}

const digitsOf = (typed: string): string => typed.replace(/[\s-]/g, '');

function attemptsLeft(error: Error): number | null {
  const left = error instanceof ApiProblem ? error.extensions['attemptsLeft'] : null;
  return typeof left === 'number' ? left : null;
}

/** Why there is nothing more to try here; null while there is. */
function endOf(error: Error): 'code.over' | 'code.none' | null {
  if (!(error instanceof ApiProblem)) return null;
  if (error.code === 'session_expired') return 'code.over';
  return attemptsLeft(error) === 0 ? 'code.none' : null;
}
