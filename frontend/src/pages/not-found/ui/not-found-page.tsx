import { MapPinOff } from 'lucide-react';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { ButtonLink } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <div className="grid h-full place-items-center">
      <title>{t('page.notFoundTitle')}</title>
      <h1 className="sr-only">{t('page.notFoundTitle')}</h1>
      <EmptyState
        icon={MapPinOff}
        title={t('page.notFoundTitle')}
        text={t('page.notFoundText')}
        actions={
          <ButtonLink intent="primary" to={paths.home}>
            {t('action.toStart')}
          </ButtonLink>
        }
      />
    </div>
  );
}
