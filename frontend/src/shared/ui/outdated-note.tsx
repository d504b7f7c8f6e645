import { CloudOff } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { Banner } from './banner';

interface OutdatedNoteProps {
  query: { isError: boolean; data: unknown };
}

/** Over a list whose last refresh failed: its rows are those of before. */
export function OutdatedNote({ query }: OutdatedNoteProps) {
  const { t } = useTranslation('errors');
  if (!query.isError || query.data === undefined) return null;
  return (
    <div className="px-4 pb-3 sm:px-6">
      <Banner hue="warning" icon={CloudOff}>
        {t('load.refresh')}
      </Banner>
    </div>
  );
}
