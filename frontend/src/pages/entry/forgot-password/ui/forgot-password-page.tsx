import { CircleX } from 'lucide-react';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { ApiProblem, problemText } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFirstField } from '@/shared/lib/use-first-field';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button, ButtonLink } from '@/shared/ui/button';
import { EntryPage } from '@/shared/ui/entry-page';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import { useAskReset } from '../api/ask-reset';

/** Asks for a letter with which a lost password is replaced. */
export function ForgotPasswordPage() {
  const { t } = useTranslation(['account', 'auth']);
  const ask = useAskReset();
  const formRef = useFirstField();
  const [isMissing, setIsMissing] = useState(false);
  if (ask.isSuccess) return <Asked onAgain={ask.reset} />;
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const value = new FormData(event.currentTarget).get('login');
    const login = typeof value === 'string' ? value.trim() : '';
    setIsMissing(login === '');
    if (login === '') event.currentTarget.querySelector('input')?.focus();
    else if (!ask.isPending) ask.mutate(login);
  };
  return (
    <EntryPage title={t('forgot.title')} text={t('forgot.text')}>
      <form ref={formRef} noValidate onSubmit={submit} className="flex flex-col gap-2">
        {ask.isError && <Failure error={ask.error} />}
        <Field label={t('auth:login')} error={isMissing ? t('auth:loginMissing') : undefined}>
          <Input
            name="login"
            size="lg"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
          />
        </Field>
        <Button type="submit" intent="primary" size="lg" block busy={ask.isPending}>
          {t('forgot.submit')}
        </Button>
      </form>
      <ButtonLink to={paths.login} intent="ghost" size="lg" block>
        {t('link.toSignIn')}
      </ButtonLink>
    </EntryPage>
  );
}

function Failure({ error }: { error: Error }) {
  const { t } = useTranslation('auth');
  const format = useFormat();
  const seconds = error instanceof ApiProblem ? error.retryAfterSeconds : undefined;
  return (
    <Banner hue="danger" icon={CircleX}>
      {seconds === undefined ? problemText(error) : t('waitSeconds', { duration: format.duration(seconds) })}
    </Banner>
  );
}

function Asked({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation('account');
  return (
    <EntryPage title={t('forgot.doneTitle')} text={<p role="status">{t('forgot.doneText')}</p>}>
      <p className="mb-2 text-12 text-ink-3">{t('forgot.noLetter')}</p>
      <ButtonLink to={paths.login} intent="primary" size="lg" block>
        {t('link.toSignIn')}
      </ButtonLink>
      <Button intent="ghost" size="lg" block onClick={onAgain}>
        {t('forgot.again')}
      </Button>
    </EntryPage>
  );
}
