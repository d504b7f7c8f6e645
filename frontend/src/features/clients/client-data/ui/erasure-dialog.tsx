import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, Hourglass } from 'lucide-react';
import { useEffect } from 'react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { erasureQuery } from '../api/erase-client';
import type { ClientErasure } from '../api/erase-client';

interface ErasureDialogProps {
  begun: ClientErasure;
  onClose: () => void;
}

/** How far an erasure has come. It goes on without this; when it is over, everything on the page is read anew. */
export function ErasureDialog({ begun, onClose }: ErasureDialogProps) {
  const { t } = useTranslation(['clients', 'common']);
  const queryClient = useQueryClient();
  const { data: erasure, error } = useQuery(erasureQuery(begun));
  const isOver = erasure.finishedAt !== null;
  useEffect(() => {
    if (isOver)
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'client-erasures' });
  }, [isOver, queryClient]);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(isOver ? 'clients:erasure.over' : 'clients:erasure.underway')}
      footer={
        <div className="ms-auto">
          <Button intent="primary" onClick={onClose}>
            {t('common:action.close')}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-3">
        <Banner hue={isOver ? 'success' : 'info'} icon={isOver ? CircleCheck : Hourglass}>
          {isOver ? t('clients:erasure.overText') : t('clients:erasure.underwayText')}
        </Banner>
        <Progress name={t('clients:erasure.calls')} {...erasure.calls} />
        <Progress name={t('clients:erasure.orders')} {...erasure.orders} />
        {error !== null && <p className="text-12 text-ink-3">{problemText(error)}</p>}
      </div>
    </Dialog>
  );
}

function Progress({ name, done, total }: { name: string; done: number; total: number }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  if (total === 0) return null;
  // Calls that came in after the request are erased too.
  const most = Math.max(done, total);
  return (
    <div className="flex flex-col gap-1">
      <div className="flex justify-between">
        <span>{name}</span>
        <span className="text-ink-2">
          {t('erasure.count', { done: format.number(done), total: format.number(most) })}
        </span>
      </div>
      <progress
        aria-label={name}
        value={done}
        max={most}
        className="h-1.5 w-full appearance-none overflow-hidden rounded-full [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-brand"
      />
    </div>
  );
}
