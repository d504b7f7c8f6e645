import { CircleX } from 'lucide-react';
import { isLinkFault, LinkFault, useLinkToken } from '@/features/entry/open-link';
import { ApiProblem, problemText } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button, ButtonLink } from '@/shared/ui/button';
import { EntryPage } from '@/shared/ui/entry-page';
import { useVerifyEmail } from '../api/verify-email';

/** Verifies an address by the link of its letter: by a press, because programs that look through mail open links as well. */
export function VerifyEmailPage() {
  const { t } = useTranslation('account');
  const token = useLinkToken();
  const verify = useVerifyEmail();
  if (token === null) return <Dead error={null} />;
  if (verify.isSuccess) return <Done />;
  if (isLinkFault(verify.error)) return <Dead error={verify.error} />;
  return (
    <EntryPage title={t('verify.title')} text={t('verify.text')}>
      {verify.isError && <Failure error={verify.error} />}
      <Button
        intent="primary"
        size="lg"
        block
        busy={verify.isPending}
        onClick={() => {
          verify.mutate(token);
        }}
      >
        {t('verify.submit')}
      </Button>
    </EntryPage>
  );
}

function Failure({ error }: { error: Error }) {
  const { t } = useTranslation('account');
  const isTaken = error instanceof ApiProblem && error.code === 'already_exists';
  return (
    <Banner hue="danger" icon={CircleX}>
      {isTaken ? t('verify.taken') : problemText(error)}
    </Banner>
  );
}

function Done() {
  const { t } = useTranslation('account');
  return (
    <EntryPage title={t('verify.doneTitle')} text={<p role="status">{t('verify.doneText')}</p>}>
      <ButtonLink to={paths.home} intent="primary" size="lg" block>
        {t('verify.open')}
      </ButtonLink>
    </EntryPage>
  );
}

function Dead({ error }: { error: ApiProblem | null }) {
  const { t } = useTranslation('account');
  return (
    <LinkFault error={error}>
      <p className="mb-2 text-14 text-ink-2">{t('verify.again')}</p>
      <ButtonLink to={paths.mySecurity} intent="primary" size="lg" block>
        {t('verify.toSecurity')}
      </ButtonLink>
    </LinkFault>
  );
}
