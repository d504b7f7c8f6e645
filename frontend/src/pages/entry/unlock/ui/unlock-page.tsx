import { CircleAlert, CircleCheck } from 'lucide-react';
import { useLocation } from 'react-router';

import { problemText } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button, ButtonLink } from '@/shared/ui/button';
import { EntryPage } from '@/shared/ui/entry-page';
import { useUnlock } from '../api/unlock';

/**
 * Where the link of a letter leads: a press lets this browser sign in. Not by itself, since programs that look at letters follow links too.
 */
export function UnlockPage() {
  const { t } = useTranslation('auth');
  const { hash } = useLocation();
  const unlock = useUnlock();
  const token = hash.slice(1);
  if (unlock.isSuccess) {
    return (
      <EntryPage title={t('unlock.title')}>
        <Banner hue="success" icon={CircleCheck}>
          {t('unlock.done')}
        </Banner>
        <ButtonLink to={paths.login} intent="primary" size="lg" block>
          {t('unlock.toLogin')}
        </ButtonLink>
      </EntryPage>
    );
  }
  return (
    <EntryPage title={t('unlock.title')} text={t('unlock.text')}>
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
      <ButtonLink to={paths.login} intent="ghost" size="lg" block>
        {t('unlock.toLogin')}
      </ButtonLink>
    </EntryPage>
  );
}
