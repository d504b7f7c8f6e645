import { ChangePasswordForm } from '@/features/security/change-password';
import { useTranslation } from '@/shared/i18n';
import { Panel } from '@/shared/ui/panel';

/** Changing one's own password. Texts: `profile`, `account`. */
export function MyPassword() {
  const { t } = useTranslation('profile');
  return (
    <Panel title={t('password.title')}>
      <ChangePasswordForm />
    </Panel>
  );
}
