import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { ApiProblem, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { emailPattern } from '@/shared/lib/email';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { useSendTestLetter } from '../api/send-test-letter';

/** Address and button; the outcome stands under them. */
export function TestLetter({ own }: { own: string | null }) {
  const { t } = useTranslation('mail');
  const test = useSendTestLetter();
  const [isWrong, setIsWrong] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const value = new FormData(event.currentTarget).get('to');
    const to = typeof value === 'string' ? value.trim() : '';
    const isAddress = emailPattern.test(to);
    setIsWrong(!isAddress);
    if (isAddress && !test.isPending) test.mutate(to);
  };
  return (
    <form noValidate onSubmit={submit} aria-label={t('test.title')} className="flex max-w-120 flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <span className="min-w-48 flex-1">
          <Field label={t('test.to')} reserve={false} error={isWrong ? t('test.toWrong') : undefined}>
            <Input name="to" type="email" autoComplete="email" maxLength={254} defaultValue={own ?? ''} />
          </Field>
        </span>
        <Button type="submit" busy={test.isPending}>
          {t('test.send')}
        </Button>
      </div>
      <Outcome error={test.error} outcome={test.data} />
    </form>
  );
}

interface OutcomeProps {
  error: Error | null;
  outcome: { status: 'sent' | 'failed'; error: string | null } | undefined;
}

function Outcome({ error, outcome }: OutcomeProps) {
  const { t } = useTranslation('mail');
  if (error !== null) {
    const isLate = error instanceof ApiProblem && error.code === 'step_up_required';
    return (
      <Banner hue="danger" icon={CircleX}>
        {isLate ? t('own.stepUp') : problemText(error)}
      </Banner>
    );
  }
  if (outcome === undefined) return null;
  if (outcome.status === 'sent') {
    return (
      <Banner hue="success" icon={CircleCheck}>
        {t('test.sent')}
      </Banner>
    );
  }
  const reason = outcome.error === 'not_configured' ? t('letters.errors.not_configured') : outcome.error;
  return (
    <Banner hue="danger" icon={CircleX}>
      <span className="break-words">{t('test.failed', { error: reason ?? '' })}</span>
    </Banner>
  );
}
