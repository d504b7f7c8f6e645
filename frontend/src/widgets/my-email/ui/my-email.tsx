import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, Clock, MailWarning } from 'lucide-react';
import { useState } from 'react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Badge } from '@/shared/ui/badge';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { ErrorState } from '@/shared/ui/error-state';
import { Panel } from '@/shared/ui/panel';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { notify } from '@/shared/ui/toast';
import { myEmailQuery, useChangeEmail, useResend } from '../api/my-email';
import type { MyEmailState } from '../api/my-email';
import { EmailForm } from './email-form';

/** One's own address, whether it is verified, and what to do about it. Needs the texts `account`. */
export function MyEmail() {
  const { t } = useTranslation('account');
  const email = useQuery(myEmailQuery);
  return (
    <Panel title={t('email.title')}>
      {email.data !== undefined && <Loaded state={email.data} />}
      {email.isPending && <SkeletonLines inset={false} lines={2} />}
      {email.data === undefined && email.isError && (
        <ErrorState error={email.error} onRetry={() => void email.refetch()} retrying={email.isFetching} />
      )}
    </Panel>
  );
}

function Loaded({ state }: { state: MyEmailState }) {
  const { t } = useTranslation('account');
  const [isEditing, setIsEditing] = useState(false);
  const { email, pendingEmail } = state;
  return (
    <div className="flex flex-col items-start gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className={email === null ? 'text-ink-2' : 'font-medium break-all'}>
          {email ?? t('email.none')}
        </span>
        <Mark state={state} />
      </div>
      <Explanation state={state} />
      {isEditing ? (
        <EmailForm
          onClose={() => {
            setIsEditing(false);
          }}
        />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Actions state={state} />
          <Button
            onClick={() => {
              setIsEditing(true);
            }}
          >
            {email === null && pendingEmail === null ? t('email.add') : t('email.change')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Mark({ state: { email, isVerified } }: { state: MyEmailState }) {
  const { t } = useTranslation('account');
  if (email === null) return null;
  return isVerified ? (
    <Badge hue="success" icon={CircleCheck}>
      {t('email.verified')}
    </Badge>
  ) : (
    <Badge hue="warning" icon={MailWarning}>
      {t('email.unverified')}
    </Badge>
  );
}

function Explanation({ state: { email, isVerified, pendingEmail } }: { state: MyEmailState }) {
  const { t } = useTranslation('account');
  if (pendingEmail !== null) {
    return (
      <Banner hue="info" icon={Clock} title={t('email.pending', { email: pendingEmail })}>
        {email === null ? t('email.pendingFirst') : t('email.pendingText')}
      </Banner>
    );
  }
  if (email === null || isVerified) return null;
  return <p className="text-12 text-ink-2">{t('email.unverifiedText')}</p>;
}

function Actions({ state: { email, isVerified, pendingEmail } }: { state: MyEmailState }) {
  const { t } = useTranslation('account');
  const resend = useResend();
  const change = useChangeEmail();
  const waits = pendingEmail ?? (isVerified ? null : email);
  const error = resend.error ?? change.error;
  if (waits === null) return null;
  return (
    <>
      {error !== null && (
        <div className="basis-full">
          <Banner hue="danger" icon={CircleX}>
            {problemText(error)}
          </Banner>
        </div>
      )}
      <Button
        busy={resend.isPending}
        onClick={() => {
          resend.mutate(undefined, {
            onSuccess: () => {
              notify({ kind: 'success', text: t('email.sent', { email: waits }) });
            },
          });
        }}
      >
        {t('email.resend')}
      </Button>
      {pendingEmail !== null && email !== null && (
        <Button
          busy={change.isPending}
          onClick={() => {
            change.mutate(email, {
              onSuccess: () => {
                notify({ kind: 'success', text: t('email.kept') });
              },
            });
          }}
        >
          {t('email.cancelPending')}
        </Button>
      )}
    </>
  );
}
