import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, MailWarning } from 'lucide-react';
import { useState } from 'react';
import { mailAccountQuery } from '@/entities/letter';
import type { MailAccount } from '@/entities/letter';
import { useProfile } from '@/entities/session';
import { TestLetter } from '@/features/mail/send-test-letter';
import { MailServerDialog, useRemoveMailServer } from '@/features/mail/set-mail-server';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { ErrorState } from '@/shared/ui/error-state';
import { Panel } from '@/shared/ui/panel';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { notify } from '@/shared/ui/toast';

/** By which server letters leave, and whether it works. */
export function ServerPart() {
  const account = useQuery(mailAccountQuery);
  if (account.data !== undefined) return <Loaded account={account.data} />;
  if (!account.isError) return <SkeletonLines />;
  return (
    <ErrorState error={account.error} onRetry={() => void account.refetch()} retrying={account.isFetching} />
  );
}

function Loaded({ account }: { account: MailAccount }) {
  const { t } = useTranslation('mail');
  const profile = useProfile();
  return (
    <div className="flex flex-col gap-4 px-4 pt-4 sm:px-6">
      <Source account={account} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <OwnServer account={account} />
        <div className="flex min-w-0 flex-col gap-4">
          {account.mayChange && (
            <Panel title={t('test.title')}>
              <TestLetter own={profile.email} />
            </Panel>
          )}
          <Counts letters={account.letters} />
        </div>
      </div>
    </div>
  );
}

function Source({ account: { source, installationFrom } }: { account: MailAccount }) {
  const { t } = useTranslation('mail');
  if (source === 'none') {
    return (
      <Banner hue="warning" icon={MailWarning} title={`${t('source.none')}.`}>
        {t('source.noneText')}
      </Banner>
    );
  }
  return (
    <Banner hue="success" icon={CircleCheck}>
      {source === 'organization'
        ? t('source.organization')
        : t('source.installation', { from: installationFrom ?? '' })}
    </Banner>
  );
}

function OwnServer({ account: { own, mayChange } }: { account: MailAccount }) {
  const { t } = useTranslation('mail');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Panel
      title={t('own.title')}
      actions={
        mayChange && (
          <Button
            size="sm"
            onClick={() => {
              setIsOpen(true);
            }}
          >
            {own === null ? t('own.set') : t('own.change')}
          </Button>
        )
      }
    >
      {own === null ? <p className="text-ink-2">{t('own.none')}</p> : <Facts own={own} />}
      {!mayChange && <p className="mt-3 text-12 text-ink-3">{t('own.ownerOnly')}</p>}
      {own !== null && mayChange && (
        <div className="mt-4">
          <Remove />
        </div>
      )}
      {isOpen && (
        <MailServerDialog
          own={own}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </Panel>
  );
}

function Facts({ own }: { own: NonNullable<MailAccount['own']> }) {
  const { t } = useTranslation('mail');
  const facts = [
    { label: t('own.host'), value: `${own.host}:${String(own.port)}` },
    { label: t('own.security'), value: t(`own.securities.${own.security}`) },
    { label: t('own.username'), value: own.username },
    { label: t('own.password'), value: own.hasPassword ? '••••••••' : null },
    { label: t('own.fromAddress'), value: own.fromAddress },
    { label: t('own.fromName'), value: own.fromName },
  ].filter(({ value }) => value !== null);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
      {facts.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-ink-2">{label}</dt>
          <dd className="break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Remove() {
  const { t } = useTranslation('mail');
  const remove = useRemoveMailServer();
  const [isAsked, setIsAsked] = useState(false);
  const close = (): void => {
    setIsAsked(false);
    remove.reset();
  };
  return (
    <>
      <Button
        size="sm"
        intent="danger"
        onClick={() => {
          setIsAsked(true);
        }}
      >
        {`${t('own.remove')}…`}
      </Button>
      <ConfirmDialog
        open={isAsked}
        danger
        title={t('own.removeTitle')}
        text={<p>{t('own.removeText')}</p>}
        confirmLabel={t('own.remove')}
        busy={remove.isPending}
        onClose={close}
        onConfirm={() => {
          remove.mutate(undefined, {
            onSuccess: () => {
              notify({ kind: 'success', text: t('own.removed') });
              close();
            },
          });
        }}
      >
        {remove.isError && (
          <Banner hue="danger" icon={CircleX}>
            {problemText(remove.error)}
          </Banner>
        )}
      </ConfirmDialog>
    </>
  );
}

function Counts({ letters }: { letters: MailAccount['letters'] }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  return (
    <Panel title={t('counts.title')}>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {(['queued', 'sent', 'failed'] as const).map((status) => (
          <div key={status}>
            <dt className="text-12 text-ink-2">{t(`counts.${status}`)}</dt>
            <dd className="text-20 font-semibold">{format.number(letters[status])}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
