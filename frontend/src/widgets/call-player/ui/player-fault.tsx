import { RotateCw } from 'lucide-react';
import { ApiProblem, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';

interface PlayerFaultProps {
  /** A refused link, or `broken` for audio the browser cannot play. */
  fault: Error | 'broken';
  isRetrying: boolean;
  onRetry: () => void;
}

/** Why nothing plays, and a way to try again. */
export function PlayerFault({ fault, isRetrying, onRetry }: PlayerFaultProps) {
  const { t } = useTranslation('calls');
  const isAway = fault instanceof ApiProblem && fault.code === 'not_found';
  return (
    <span role="alert" className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
      <span className="min-w-0 flex-1">
        {isAway && t('player.notFetched')}
        {!isAway && (fault === 'broken' ? t('player.broken') : problemText(fault))}
        {isAway && (
          <span className="ms-2 text-12 text-ink-3 max-md:hidden">{t('player.notFetchedHint')}</span>
        )}
      </span>
      <Button size="sm" icon={RotateCw} busy={isRetrying} onClick={onRetry}>
        {t('player.retry')}
      </Button>
    </span>
  );
}
