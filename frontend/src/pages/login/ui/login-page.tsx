import { useEffect, useState } from 'react';
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from 'react-router';
import { outcomeOf } from '@/entities/oauth-provider';
import { SignInForm } from '@/features/entry/sign-in';
import { ProviderButtons, ProviderOutcome } from '@/features/entry/sign-in-by-provider';
import { useSessionStore } from '@/shared/api';
import { paths, safeReturnPath } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { screens, useMedia } from '@/shared/lib/use-media';
import { Logo } from '@/shared/ui/logo';
import { DisplayChoices } from './display-choices';
import { ShiftChecks } from './shift-checks';

/** Sign-in on the left, what to check before a shift on the right. */
export function LoginPage() {
  const { t } = useTranslation(['auth', 'common']);
  const session = useSessionStore((store) => store.session);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const outcome = outcomeOf(search);
  const narrow = useMedia(screens.narrow);
  const returnPath = safeReturnPath(search.get('returnTo'));
  const mfaToken = useTokenOfAddress();

  if (session.status === 'signed-in') return <Navigate to={returnPath} replace />;
  const expired = session.status === 'signed-out' && session.reason === 'expired';
  return (
    <main className="grid min-h-dvh bg-app md:grid-cols-2">
      <title>{`${t('auth:title')} — ${t('common:product')}`}</title>
      <div className="flex flex-col items-center justify-center px-4 py-8">
        <div className="w-full max-w-90">
          <p className="mb-7 flex items-center gap-2.5 text-16 font-semibold">
            <Logo size={28} />
            {t('common:product')}
          </p>
          <h1 className="text-26 font-semibold">{t('auth:title')}</h1>
          <p className="mt-1 mb-2 text-14 text-ink-2">{t('auth:subtitle')}</p>
          {outcome !== null && (
            <div className="mt-4">
              <ProviderOutcome outcome={outcome} />
            </div>
          )}
          <SignInForm
            mfaToken={mfaToken}
            notice={expired ? t('auth:ended') : undefined}
            onSignedIn={() => {
              void navigate(returnPath, { replace: true });
            }}
            help={t('auth:noAccess')}
          >
            <ProviderButtons returnTo={returnPath} />
            <p className="mt-4 text-center text-13">
              <Link
                to={paths.forgotPassword}
                className="inline-flex items-center rounded-sm text-brand-text underline-offset-2 hover:underline pointer-coarse:min-h-11"
              >
                {t('auth:forgot')}
              </Link>
            </p>
          </SignInForm>
          {narrow && (
            <div className="mt-4">
              <DisplayChoices />
            </div>
          )}
        </div>
      </div>
      {!narrow && (
        <aside
          aria-label={t('auth:checks.label')}
          className="flex flex-col border-s border-line-subtle bg-sunken px-8 pb-6"
        >
          <div className="grid flex-1 place-items-center">
            <ShiftChecks />
          </div>
          <DisplayChoices />
        </aside>
      )}
    </main>
  );
}

/** Whoever comes from an outside provider brings the token for his code behind `#`; it is taken out of the address at once. */
function useTokenOfAddress(): string | null {
  const { hash, pathname, search } = useLocation();
  const navigate = useNavigate();
  const [token] = useState(() => /^#code=([\w-]+)$/.exec(hash)?.[1] ?? null);
  useEffect(() => {
    if (hash !== '') void navigate(pathname + search, { replace: true });
  }, [hash, pathname, search, navigate]);
  return token;
}
