import { ProviderMark, useProviderName } from '@/entities/oauth-provider';
import type { OauthLink, OauthProviderId } from '@/entities/oauth-provider';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';

interface LinkRowProps {
  provider: OauthProviderId;
  link: OauthLink | undefined;
  busy: boolean;
  onLink: () => void;
  onUnlink: () => void;
}

export function LinkRow({ provider, link, busy, onLink, onUnlink }: LinkRowProps) {
  const { t } = useTranslation('oauth');
  const name = useProviderName()(provider);
  return (
    <li className="flex items-center gap-3 border-line-subtle py-2.5 not-first:border-t">
      <ProviderMark provider={provider} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-12 break-words text-ink-2">
          {link === undefined ? t('links.notLinked') : <LinkFacts link={link} />}
        </p>
      </div>
      {link === undefined ? (
        <Button size="sm" busy={busy} aria-label={t('links.linkOne', { provider: name })} onClick={onLink}>
          {t('links.link')}
        </Button>
      ) : (
        <Button size="sm" aria-label={t('links.unlinkOne', { provider: name })} onClick={onUnlink}>
          {t('links.unlink')}
        </Button>
      )}
    </li>
  );
}

function LinkFacts({ link: { email, linkedAt, lastUsedAt } }: { link: OauthLink }) {
  const { t } = useTranslation('oauth');
  const format = useFormat();
  const facts = [
    email,
    t('links.linkedAt', { day: format.dayWord(format.dayOf(linkedAt)) }),
    lastUsedAt === null ? null : t('links.usedAt', { day: format.dayWord(format.dayOf(lastUsedAt)) }),
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}
