import { useTranslation } from '@/shared/i18n';

export function AdminPhonesPage() {
  const { t } = useTranslation();
  return <h1 className="p-6 text-20 font-semibold">{t('nav.phones')}</h1>;
}
