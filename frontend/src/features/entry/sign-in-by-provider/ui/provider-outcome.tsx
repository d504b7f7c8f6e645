import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import { useProviderName } from '@/entities/oauth-provider';
import type { OauthOutcome } from '@/entities/oauth-provider';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';

interface ProviderOutcomeProps {
  outcome: OauthOutcome;
  /** The way was taken to link, not to sign in. */
  linking?: boolean;
}

/** Why a person is back from a provider, in words that tell nothing about accounts. */
export function ProviderOutcome({ outcome: { word, provider }, linking = false }: ProviderOutcomeProps) {
  const { t } = useTranslation('oauth');
  const name = useProviderName()(provider);
  const key = linking && word === 'refused' ? 'refusedLink' : word;
  const text = t(`outcome.${key}`, { provider: name });
  if (word === 'linked') {
    return (
      <Banner hue="success" icon={CircleCheck}>
        {text}
      </Banner>
    );
  }
  const calm = word === 'cancelled';
  return (
    <Banner hue={calm ? 'info' : 'danger'} icon={calm ? Info : CircleAlert}>
      {text}
    </Banner>
  );
}
