import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { profileQuery, useProfile } from '@/entities/session';
import { SetUpSecondFactor } from '@/features/security/set-up-second-factor';
import { useSignOut } from '@/features/entry/sign-out';
import { demandSecondFactor } from '@/shared/api';
import { ownPasswordPath, safeReturnPath } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { Logo } from '@/shared/ui/logo';

/** For a person whose role must have a second factor: nothing else is open to him until he has one, then all he wanted is. */
export function SecondFactorSetUpPage() {
  const { t } = useTranslation(['factor', 'common']);
  const { login, mustChangePassword, mustSetUpSecondFactor } = useProfile();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const [search] = useSearchParams();
  // Codes are shown after it is on already: the page stays until they are kept.
  const [isNeeded] = useState(mustSetUpSecondFactor);
  const returnPath = safeReturnPath(search.get('returnTo'));
  // That comes first: until then the server refuses what is done here.
  if (mustChangePassword) return <Navigate to={ownPasswordPath(returnPath)} replace />;
  if (!isNeeded) return <Navigate to={returnPath} replace />;

  const goOn = async (): Promise<void> => {
    demandSecondFactor(false);
    await queryClient.refetchQueries({ queryKey: profileQuery.queryKey });
    await navigate(returnPath, { replace: true });
  };
  return (
    <main className="grid min-h-dvh place-items-center bg-app px-4 py-8">
      <title>{`${t('required.title')} — ${t('common:product')}`}</title>
      <div className="w-full max-w-140">
        <p className="mb-6 flex items-center gap-2.5 text-16 font-semibold">
          <Logo size={28} />
          {t('common:product')}
        </p>
        <h1 className="text-26 font-semibold">{t('required.title')}</h1>
        <p className="mt-1 mb-5 text-14 text-ink-2">{t('required.text')}</p>
        <SetUpSecondFactor
          login={login}
          onDone={() => void goOn()}
          onCancel={() => void signOut()}
          cancelLabel={t('required.leave')}
        />
      </div>
    </main>
  );
}
