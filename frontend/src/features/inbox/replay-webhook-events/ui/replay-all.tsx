import { CircleX, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { notify } from '@/shared/ui/toast';
import { useReplayAll } from '../api/replay';

interface ReplayAllProps {
  status: 'dead' | 'failed';
  /** How many there are, as last heard. */
  count: number;
}

/** Applies again all events that were given up, or that wait for their next attempt, after asking. */
export function ReplayAll({ status, count }: ReplayAllProps) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const [isAsked, setIsAsked] = useState(false);
  const replay = useReplayAll();
  const close = (): void => {
    setIsAsked(false);
  };
  return (
    <>
      <Button
        icon={RotateCw}
        onClick={() => {
          replay.reset();
          setIsAsked(true);
        }}
      >
        {t('inbox.replayAll', { count, events: format.number(count) })}
      </Button>
      <ConfirmDialog
        open={isAsked}
        title={t('inbox.replayAllTitle', { count, events: format.number(count) })}
        text={<p>{t('inbox.replayAllText')}</p>}
        confirmLabel={t('inbox.replay')}
        busy={replay.isPending}
        onClose={close}
        onConfirm={() => {
          replay.mutate(status, {
            onSuccess: (replayed) => {
              const events = format.number(replayed);
              notify({ kind: 'success', text: t('inbox.replayedAll', { count: replayed, events }) });
              close();
            },
          });
        }}
      >
        {replay.isError && (
          <Banner hue="danger" icon={CircleX}>
            {problemText(replay.error)}
          </Banner>
        )}
      </ConfirmDialog>
    </>
  );
}
