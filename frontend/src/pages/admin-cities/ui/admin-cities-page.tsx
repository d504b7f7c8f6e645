import { useTranslation } from '@/shared/i18n';

export function AdminCitiesPage() {
  const { t } = useTranslation();
  return <h1 className="p-6 text-20 font-semibold">{t('nav.cities')}</h1>;
}
