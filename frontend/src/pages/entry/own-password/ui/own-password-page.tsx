import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router';
import { profileQuery, useProfile } from '@/entities/session';
import { useSignOut } from '@/features/entry/sign-out';
import { ChangePasswordForm } from '@/features/security/change-password';
import { demandOwnPassword, useDemands } from '@/shared/api';
import { safeReturnPath } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Logo } from '@/shared/ui/logo';

/** For a person who signed in with a password that was given to him: nothing else is open to him until he has chosen his own. */
export function OwnPasswordPage() {
  const { t } = useTranslation(['profile', 'common']);
  const { mustChangePassword } = useProfile();
  const isDemanded = useDemands((demands) => demands.ownPassword);
  const queryClient = useQueryClient();
  const signOut = useSignOut();
  const [search] = useSearchParams();
  if (!mustChangePassword && !isDemanded)
    return <Navigate to={safeReturnPath(search.get('returnTo'))} replace />;

  const goOn = async (): Promise<void> => {
    await queryClient.refetchQueries({ queryKey: profileQuery.queryKey });
    demandOwnPassword(false);
  };
  return (
    <main className="grid min-h-dvh place-items-center bg-app px-4 py-8">
      <title>{`${t('ownPassword.title')} — ${t('common:product')}`}</title>
      <div className="w-full max-w-100">
        <p className="mb-6 flex items-center gap-2.5 text-16 font-semibold">
          <Logo size={28} />
          {t('common:product')}
        </p>
        <h1 className="text-26 font-semibold">{t('ownPassword.title')}</h1>
        <p className="mt-1 mb-5 text-14 text-ink-2">{t('ownPassword.text')}</p>
        <ChangePasswordForm onChanged={() => void goOn()} />
        <div className="mt-4">
          <Button intent="ghost" onClick={() => void signOut()}>
            {t('ownPassword.leave')}
          </Button>
        </div>
      </div>
    </main>
  );
}
