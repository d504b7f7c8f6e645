import { CircleAlert, CircleCheck } from 'lucide-react';
import { useLocation } from 'react-router';

import { problemText } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button, ButtonLink } from '@/shared/ui/button';
import { Logo } from '@/shared/ui/logo';
import { useUnlock } from '../api/unlock';

/**
 * Where the link of a letter leads: a press lets this browser sign in. Not by itself, since programs that look at letters follow links too.
 */
export function UnlockPage() {
  const { t } = useTranslation(['auth', 'common']);
  const { hash } = useLocation();
  const unlock = useUnlock();
  const token = hash.slice(1);
  return (
    <main className="grid min-h-dvh place-items-center bg-app px-4 py-8">
      <title>{`${t('unlock.title')} — ${t('common:product')}`}</title>
      <div className="flex w-full max-w-90 flex-col gap-4">
        <p className="mb-3 flex items-center gap-2.5 text-16 font-semibold">
          <Logo size={28} />
          {t('common:product')}
        </p>
        <h1 className="text-26 font-semibold">{t('unlock.title')}</h1>
        {unlock.isSuccess ? (
          <>
            <Banner hue="success" icon={CircleCheck}>
              {t('unlock.done')}
            </Banner>
            <ButtonLink to={paths.login} intent="primary" size="lg" block>
              {t('unlock.toLogin')}
            </ButtonLink>
          </>
        ) : (
          <>
            <p className="text-14 text-ink-2">{t('unlock.text')}</p>
            {(unlock.error !== null || token === '') && (
              <Banner hue="danger" icon={CircleAlert}>
                {unlock.error === null ? t('unlock.broken') : problemText(unlock.error)}
              </Banner>
            )}
            <Button
              intent="primary"
              size="lg"
              block
              busy={unlock.isPending}
              disabled={token === ''}
              onClick={() => {
                unlock.mutate(token);
              }}
            >
              {t('unlock.allow')}
            </Button>
            <ButtonLink to={paths.login} intent="ghost" block>
              {t('unlock.toLogin')}
            </ButtonLink>
          </>
        )}
      </div>
    </main>
  );
}
