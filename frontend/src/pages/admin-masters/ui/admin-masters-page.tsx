import { useTranslation } from '@/shared/i18n';

export function AdminMastersPage() {
  const { t } = useTranslation();
  return <h1 className="p-6 text-20 font-semibold">{t('nav.masters')}</h1>;
}
