import { useTranslation } from '@/shared/i18n';
import { PageHead } from '@/shared/ui/panel';
import { MyApiKeys } from '@/widgets/my-api-keys';
import { MyData } from '@/widgets/my-data';
import { MyLinkedAccounts } from '@/widgets/my-linked-accounts';
import { MyEmail } from '@/widgets/my-email';
import { MyPassword } from '@/widgets/my-password';
import { MySecondFactor } from '@/widgets/my-second-factor';
import { MySessions } from '@/widgets/my-sessions';
import { MySignIns } from '@/widgets/my-sign-ins';

/**
 * Everything about the safety of one's own account, in this order: password, second factor, e-mail, sessions and devices, history, linked
 * accounts, API keys, own data. Each section is a widget that brings its own panel.
 */
export function MySecurityPage() {
  const { t } = useTranslation(['security', 'common', 'profile']);
  return (
    <>
      <PageHead title={t('common:nav.mySecurity')} />
      <div className="flex max-w-240 flex-col gap-4 px-4 pb-6 sm:px-6">
        <MyPassword />
        <MySecondFactor />
        <MyEmail />
        <MySessions />
        <MySignIns />
        <MyLinkedAccounts />
        <MyApiKeys />
        <MyData />
      </div>
    </>
  );
}
