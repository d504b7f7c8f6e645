import { touchSession } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { useIdleGuard } from '../model/use-idle-guard';

/** Asks who has not touched anything for 29 minutes whether he is still here; any key or click says yes. */
export function IdleGuard() {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = useIdleGuard();
  return (
    <Dialog
      open={seconds !== null}
      onClose={touchSession}
      title={t('idle.title')}
      footer={
        <span className="ms-auto">
          <Button intent="primary" onClick={touchSession}>
            {t('idle.stay')}
          </Button>
        </span>
      }
    >
      <p className="text-14" role="timer">
        {t('idle.text', { duration: format.duration(seconds ?? 0) })}
      </p>
    </Dialog>
  );
}
