import { useQuery } from '@tanstack/react-query';
import { Activity, Copy, KeyRound, Unplug } from 'lucide-react';
import { useState } from 'react';
import { telephonyAccountsQuery } from '@/entities/telephony-account';
import type { TelephonyAccount } from '@/entities/telephony-account';
import { CredentialsDialog } from '@/features/inbox/telephony-credentials';
import { useTranslation } from '@/shared/i18n';
import { useCopy } from '@/shared/lib/use-copy';
import { useFormat } from '@/shared/lib/use-format';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { Elapsed } from '@/shared/ui/elapsed';
import { ErrorNote } from '@/shared/ui/error-note';
import { IconButton } from '@/shared/ui/icon-button';
import { Panel } from '@/shared/ui/panel';
import { SkeletonLines } from '@/shared/ui/skeleton';

/** Telephony accounts: where their events go, whether they come, and their credentials. */
export function TelephonyPanel() {
  const { t } = useTranslation('admin');
  const accounts = useQuery(telephonyAccountsQuery);
  const [changed, setChanged] = useState<TelephonyAccount | null>(null);
  return (
    <div className="px-4 pb-3 sm:px-6">
      <Panel flush title={t('telephony.title')}>
        <div className="border-t border-line-subtle">
          {accounts.isPending && <SkeletonLines lines={2} />}
          {accounts.isError && (
            <div className="p-3">
              <ErrorNote
                error={accounts.error}
                onRetry={() => void accounts.refetch()}
                retrying={accounts.isFetching}
              />
            </div>
          )}
          {accounts.data?.length === 0 && <p className="p-4 text-ink-2">{t('telephony.none')}</p>}
          {accounts.data?.map((account) => (
            <Account
              key={account.id}
              account={account}
              onChange={() => {
                setChanged(account);
              }}
            />
          ))}
        </div>
      </Panel>
      {changed !== null && (
        <CredentialsDialog
          account={changed}
          onClose={() => {
            setChanged(null);
          }}
        />
      )}
    </div>
  );
}

function Account({ account, onChange }: { account: TelephonyAccount; onChange: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  const copy = useCopy();
  const { provider, webhookUrl, apiKeyTail, lastEventAt } = account;
  return (
    <div className="flex flex-col gap-2 border-b border-line-subtle px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <strong className="font-semibold">{provider === 'mango' ? 'Mango Office' : provider}</strong>
        <LastEvent at={lastEventAt} />
        <span className="text-ink-2">{t('telephony.keyTail', { tail: apiKeyTail })}</span>
        <span className="ms-auto">
          <Button size="sm" icon={KeyRound} onClick={onChange}>
            {t('telephony.change')}
          </Button>
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-x-2">
        <span className="text-12 text-ink-3">{t('telephony.webhookUrl')}</span>
        <span className="flex min-w-0 items-center gap-2">
          <code className="min-w-0 text-12 break-all">{webhookUrl}</code>
          <IconButton
            size="sm"
            icon={Copy}
            label={t('telephony.copyUrl')}
            onClick={() => void copy(webhookUrl)}
          />
        </span>
      </div>
      {lastEventAt === null && <SetUp />}
    </div>
  );
}

/** Words about the last event. The clock ticks, so a silence can be seen to grow. */
function LastEvent({ at }: { at: string | null }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  if (at === null) {
    return (
      <Badge hue="warning" icon={Unplug}>
        {t('telephony.noEvents')}
      </Badge>
    );
  }
  return (
    <span className="inline-flex items-center gap-2">
      <Badge hue="success" icon={Activity}>
        {t('telephony.lastEvent', { time: format.dateTime(at) })}
      </Badge>
      <Elapsed since={at} className="text-12 text-ink-3" />
    </span>
  );
}

/** What to do in the telephony's cabinet so that events come. */
function SetUp() {
  const { t } = useTranslation('admin');
  return (
    <ol className="list-decimal ps-5 text-ink-2">
      <li>{t('telephony.setUp.open')}</li>
      <li>{t('telephony.setUp.address')}</li>
      <li>{t('telephony.setUp.keys')}</li>
      <li>{t('telephony.setUp.call')}</li>
    </ol>
  );
}
