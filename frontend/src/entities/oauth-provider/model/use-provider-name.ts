import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '@/shared/i18n';
import { oauthProvidersQuery } from '../api/oauth.queries';
import type { OauthProviderId } from '../api/oauth.queries';

/** What a provider is called here: a known service by its name, a company's own by the one its administrator gave. */
export function useProviderName(): (id: OauthProviderId) => string {
  const { t } = useTranslation('oauth');
  const { data } = useQuery(oauthProvidersQuery);
  return (id) => data?.find((provider) => provider.id === id)?.name ?? t(`provider.${id}`);
}
