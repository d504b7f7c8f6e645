import { useTranslation } from '@/shared/i18n';

export function LoginPage() {
  const { t } = useTranslation('auth');
  return <h1 className="p-6 text-20 font-semibold">{t('title')}</h1>;
}
