import { useQuery } from '@tanstack/react-query';
import { minPasswordLength, minPasswordLengthWithSecondFactor } from '@/entities/password';
import { secondFactorQuery } from '@/entities/second-factor';
import { useProfile } from '@/entities/session';
import { ChangePasswordForm } from '@/features/security/change-password';
import { useTranslation } from '@/shared/i18n';
import { Panel } from '@/shared/ui/panel';

/** Changing one's own password. Texts: `profile`, `account`. */
export function MyPassword() {
  const { t } = useTranslation('profile');
  const { login, name, email, organization } = useProfile();
  const { data: factor } = useQuery(secondFactorQuery);
  const hasFactor = factor !== undefined && factor.enabledAt !== null;
  return (
    <Panel title={t('password.title')}>
      <ChangePasswordForm
        login={login}
        words={[login, name, email ?? '', organization.name]}
        minLength={hasFactor ? minPasswordLengthWithSecondFactor : minPasswordLength}
      />
    </Panel>
  );
}
