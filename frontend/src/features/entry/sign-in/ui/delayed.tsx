import { Mail } from 'lucide-react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { useRequestUnlock } from '../api/request-unlock';

/** For a person who is kept waiting by strangers' attempts: a letter lets this browser in at once. */
export function UnlockByMail({ login }: { login: string }) {
  const { t } = useTranslation('auth');
  const request = useRequestUnlock();
  if (request.isSuccess) {
    return (
      <p role="status" className="text-12 text-ink-2">
        {t('unlock.sent')}
      </p>
    );
  }
  return (
    <div className="flex flex-col items-start gap-1.5">
      {request.error === null ? (
        <p className="text-12 text-ink-2">{t('unlock.offer')}</p>
      ) : (
        <p role="alert" className="text-12 text-danger">
          {problemText(request.error)}
        </p>
      )}
      <Button
        size="sm"
        icon={Mail}
        busy={request.isPending}
        onClick={() => {
          request.mutate(login);
        }}
      >
        {t('unlock.ask')}
      </Button>
    </div>
  );
}
