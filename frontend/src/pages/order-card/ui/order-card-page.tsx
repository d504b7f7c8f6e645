import { useTranslation } from '@/shared/i18n';
import { PageHead } from '@/shared/ui/panel';

export function OrderCardPage() {
  const { t } = useTranslation();
  return <PageHead title={t('nav.orders')} />;
}
