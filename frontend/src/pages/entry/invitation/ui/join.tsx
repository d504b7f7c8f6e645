import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { profileQuery } from '@/entities/session';
import { ApiProblem, problemText } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button, ButtonLink } from '@/shared/ui/button';
import { useJoin } from '../api/invitation';

interface JoinProps {
  token: string;
  organization: string;
}

/** For who is signed in: work in another organisation with the account he has. */
export function Join({ token, organization }: JoinProps) {
  const { t } = useTranslation('account');
  const { data: profile } = useQuery(profileQuery);
  const join = useJoin();
  if (join.isSuccess) {
    return (
      <>
        <Banner hue="success" icon={CircleCheck} title={t('invitation.doneTitle')}>
          {t('invitation.joinedText', { organization })}
        </Banner>
        <ButtonLink to={paths.home} intent="primary" size="lg" block>
          {t('invitation.open')}
        </ButtonLink>
      </>
    );
  }
  return (
    <>
      {join.isError && (
        <Banner hue="danger" icon={CircleX}>
          {join.error instanceof ApiProblem && join.error.code === 'already_exists'
            ? t('invitation.alreadyHere')
            : problemText(join.error)}
        </Banner>
      )}
      {profile !== undefined && (
        <p className="text-14">{t('invitation.signedInAs', { login: profile.login })}</p>
      )}
      <p className="mb-2 text-14 text-ink-2">{t('invitation.joinText', { organization })}</p>
      <Button
        intent="primary"
        size="lg"
        block
        busy={join.isPending}
        onClick={() => {
          join.mutate(token);
        }}
      >
        {t('invitation.join')}
      </Button>
    </>
  );
}
