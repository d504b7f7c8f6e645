import { useQuery } from '@tanstack/react-query';
import { organizationQuery } from '@/entities/organization';
import { useTranslation } from '@/shared/i18n';
import { ErrorState } from '@/shared/ui/error-state';
import { PageHead } from '@/shared/ui/panel';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { SettingsForm } from './settings-form';

/** What the organisation decides for itself. */
export function AdminOrganizationPage() {
  const { t } = useTranslation('organization');
  const settings = useQuery(organizationQuery);
  return (
    <>
      <PageHead title={t('settings.title')} />
      {settings.data !== undefined && <SettingsForm settings={settings.data} />}
      {settings.isPending && <SkeletonLines lines={8} />}
      {settings.isError && settings.data === undefined && (
        <ErrorState
          error={settings.error}
          onRetry={() => void settings.refetch()}
          retrying={settings.isFetching}
        />
      )}
    </>
  );
}
