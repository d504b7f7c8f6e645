import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { oauthLinksQuery, oauthProvidersQuery, useProviderName } from '@/entities/oauth-provider';
import type { OauthProviderId } from '@/entities/oauth-provider';
import { useLinkProvider, useUnlinkProvider } from '@/features/security/link-provider';
import { ProviderOutcome } from '@/features/entry/sign-in-by-provider';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { ErrorState } from '@/shared/ui/error-state';
import { Panel } from '@/shared/ui/panel';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { notify } from '@/shared/ui/toast';
import { useOutcome } from '../model/use-outcome';
import { LinkRow } from './link-row';

/** One's own accounts at outside services: which may sign one in, since when, and ending or adding a link. */
export function MyLinkedAccounts() {
  const { t } = useTranslation('oauth');
  const providers = useQuery(oauthProvidersQuery);
  const links = useQuery(oauthLinksQuery);
  const outcome = useOutcome();
  const failed = providers.error ?? links.error;
  return (
    <Panel title={t('links.title')} note={t('links.note')}>
      <div className="flex flex-col gap-3">
        {outcome !== null && <ProviderOutcome outcome={outcome} linking />}
        {failed !== null && (
          <ErrorState
            error={failed}
            retrying={providers.isFetching || links.isFetching}
            onRetry={() => {
              void providers.refetch();
              void links.refetch();
            }}
          />
        )}
        {failed === null && (providers.isPending || links.isPending) && (
          <SkeletonLines inset={false} lines={2} />
        )}
        {providers.data !== undefined && links.data !== undefined && (
          <Links on={providers.data.map(({ id }) => id)} links={links.data} />
        )}
      </div>
    </Panel>
  );
}

interface LinksProps {
  on: readonly OauthProviderId[];
  links: readonly Parameters<typeof LinkRow>[0]['link'][];
}

function Links({ on, links }: LinksProps) {
  const { t } = useTranslation('oauth');
  const { pathname } = useLocation();
  const link = useLinkProvider();
  const [unlinking, setUnlinking] = useState<OauthProviderId | null>(null);
  // A link stays in sight when its provider has been turned off, so that it can be ended.
  const off = links.flatMap((one) => (one === undefined || on.includes(one.provider) ? [] : [one.provider]));
  const shown = [...on, ...off];
  if (shown.length === 0) return <p className="text-ink-2">{t('links.none')}</p>;
  return (
    <>
      {link.error !== null && (
        <Banner hue="danger" icon={CircleAlert}>
          {problemText(link.error)}
        </Banner>
      )}
      <ul>
        {shown.map((provider) => (
          <LinkRow
            key={provider}
            provider={provider}
            link={links.find((one) => one?.provider === provider)}
            busy={link.isPending && link.variables.provider === provider}
            onLink={() => {
              link.mutate({ provider, returnTo: pathname });
            }}
            onUnlink={() => {
              setUnlinking(provider);
            }}
          />
        ))}
      </ul>
      {unlinking !== null && (
        <UnlinkDialog
          provider={unlinking}
          onClose={() => {
            setUnlinking(null);
          }}
        />
      )}
    </>
  );
}

function UnlinkDialog({ provider, onClose }: { provider: OauthProviderId; onClose: () => void }) {
  const { t } = useTranslation('oauth');
  const name = useProviderName()(provider);
  const unlink = useUnlinkProvider();
  return (
    <ConfirmDialog
      open
      danger
      title={t('links.ask', { provider: name })}
      text={t('links.consequence', { provider: name })}
      confirmLabel={t('links.unlink')}
      busy={unlink.isPending}
      onClose={onClose}
      onConfirm={() => {
        unlink.mutate(provider, {
          onSuccess: () => {
            notify({ kind: 'success', text: t('links.unlinked', { provider: name }) });
            onClose();
          },
        });
      }}
    >
      {unlink.error !== null && (
        <Banner hue="danger" icon={CircleAlert}>
          {problemText(unlink.error)}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
