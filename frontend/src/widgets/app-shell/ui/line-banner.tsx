import { WifiOff } from 'lucide-react';
import { isLost, useLiveLine } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useNow } from '@/shared/lib/use-now';
import { Banner } from '@/shared/ui/banner';
import { useLostFor } from './line-health';

const quietMs = 5000;

/** Says that the line is lost, once it has been for more than five seconds; short breaks mend themselves unseen. */
export function LineBanner() {
  const lost = useLiveLine((line) => isLost(line.status));
  return lost ? <LostBanner /> : null;
}

function LostBanner() {
  const { t } = useTranslation();
  const now = useNow();
  const since = useLiveLine((line) => line.since);
  const duration = useLostFor();
  if (now - since < quietMs) return null;
  return (
    <div className="px-4 pt-3 sm:px-6">
      <Banner hue="warning" icon={WifiOff} title={t('line.bannerLost', { duration })}>
        {t('line.bannerHint')}
      </Banner>
    </div>
  );
}
