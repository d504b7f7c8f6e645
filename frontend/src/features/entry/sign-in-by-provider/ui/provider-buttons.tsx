import { useQuery } from '@tanstack/react-query';
import { oauthProvidersQuery, ProviderMark, useProviderName } from '@/entities/oauth-provider';
import type { OauthProvider } from '@/entities/oauth-provider';
import { useTranslation } from '@/shared/i18n';

/**
 * A button for each provider that is on; nothing when none is, or while that is not known, since the password is the way in that
 * always works. They are links: the browser itself goes to the provider and comes back.
 */
export function ProviderButtons({ returnTo }: { returnTo: string }) {
  const { t } = useTranslation('oauth');
  const { data: providers = [] } = useQuery(oauthProvidersQuery);
  if (providers.length === 0) return null;
  return (
    <div className="mt-5">
      <p className="flex items-center gap-3 text-12 text-ink-3 before:h-px before:flex-1 before:bg-line-subtle after:h-px after:flex-1 after:bg-line-subtle">
        {t('signIn.or')}
      </p>
      <ul className="mt-3 grid grid-cols-2 gap-2">
        {providers.map((provider) => (
          <li key={provider.id} className="last:odd:col-span-2">
            <ProviderLink provider={provider} returnTo={returnTo} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ProviderLink({ provider: { id }, returnTo }: { provider: OauthProvider; returnTo: string }) {
  const { t } = useTranslation('oauth');
  const name = useProviderName()(id);
  return (
    <a
      href={`/api/auth/oauth/${id}/start?returnTo=${encodeURIComponent(returnTo)}`}
      aria-label={t('signIn.by', { provider: name })}
      className="flex h-10 min-w-0 items-center justify-center gap-2 rounded-md border border-line bg-panel px-3 text-13 font-medium text-ink shadow-xs transition-colors duration-(--motion-instant) hover:bg-hover pointer-coarse:h-11"
    >
      <ProviderMark provider={id} />
      <span className="truncate">{name}</span>
    </a>
  );
}
