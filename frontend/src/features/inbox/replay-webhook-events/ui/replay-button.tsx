import { RotateCw } from 'lucide-react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/toast';
import { useReplayEvent } from '../api/replay';

/** Applies one event again. */
export function ReplayButton({ id, size = 'md' }: { id: number; size?: 'sm' | 'md' }) {
  const { t } = useTranslation('admin');
  const replay = useReplayEvent();
  return (
    <Button
      size={size}
      icon={RotateCw}
      busy={replay.isPending}
      onClick={() => {
        replay.mutate(id, {
          onSuccess: () => {
            notify({ kind: 'success', text: t('inbox.replayed') });
          },
          onError: (error) => {
            notify({ kind: 'error', text: problemText(error) });
          },
        });
      }}
    >
      {t('inbox.replay')}
    </Button>
  );
}
