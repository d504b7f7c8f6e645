import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isLinkFault, LinkFault, useLinkToken } from '@/features/entry/open-link';
import { useSessionStore } from '@/shared/api';
import type { ApiProblem } from '@/shared/api';
import { loginPath, paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { ButtonLink } from '@/shared/ui/button';
import { EntryPage } from '@/shared/ui/entry-page';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { heldInvitationQuery, presentSessionQuery } from '../api/invitation';
import { useHeldToken } from '../model/held-token';
import { AcceptForm } from './accept-form';
import { Join } from './join';

/** Where the link of an invitation leads: a new account, or one's own. */
export function InvitationPage() {
  const inAddress = useLinkToken();
  const { token: held, hold } = useHeldToken();
  useEffect(() => {
    if (inAddress !== null) hold(inAddress);
  }, [inAddress, hold]);
  const token = inAddress ?? held;
  return token === null ? <Dead error={null} /> : <ByLink token={token} />;
}

function ByLink({ token }: { token: string }) {
  const { t } = useTranslation(['account', 'common']);
  const invitation = useQuery(heldInvitationQuery(token));
  const session = useSessionStore((store) => store.session);
  useQuery({ ...presentSessionQuery, enabled: session.status === 'unknown' });
  if (isLinkFault(invitation.error)) return <Dead error={invitation.error} />;
  const { data } = invitation;
  if (data === undefined) {
    return (
      <EntryPage title={t('invitation.title')}>
        {invitation.isError ? (
          <ErrorState
            error={invitation.error}
            onRetry={() => void invitation.refetch()}
            retrying={invitation.isFetching}
          />
        ) : (
          <SkeletonLines lines={4} />
        )}
      </EntryPage>
    );
  }
  const { organization, name, role } = data;
  return (
    <EntryPage
      title={t('invitation.heading', { organization })}
      text={t('invitation.as', { name, role: t(`common:role.${role}`) })}
    >
      {session.status === 'signed-in' ? (
        <Join token={token} organization={organization} />
      ) : (
        <>
          <AcceptForm token={token} words={[name, organization]} />
          <p className="mt-4 text-center text-12 text-ink-3">{t('invitation.haveAccount')}</p>
          <ButtonLink to={loginPath(paths.invitation)} size="lg" block>
            {t('invitation.signIn')}
          </ButtonLink>
        </>
      )}
    </EntryPage>
  );
}

function Dead({ error }: { error: ApiProblem | null }) {
  const { t } = useTranslation('account');
  return (
    <LinkFault error={error}>
      <p className="mb-2 text-14 text-ink-2">{t('invitation.again')}</p>
      <ButtonLink to={paths.login} size="lg" block>
        {t('link.toSignIn')}
      </ButtonLink>
    </LinkFault>
  );
}
