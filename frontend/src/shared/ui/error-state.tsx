import { Copy, Lock, RotateCw, SearchX, ServerCrash } from 'lucide-react';
import { ApiProblem, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Button } from './button';
import { EmptyState } from './empty-state';
import type { Hue } from './hue';
import type { LucideIcon } from './icon';
import { IconButton } from './icon-button';

interface ErrorStateProps {
  error: unknown;
  /** What did not load: "Calls did not load". */
  title?: string;
  onRetry?: () => void;
  retrying?: boolean;
}

/** A list or card that did not load: what happened, the request's number to tell support, and a way on. */
export function ErrorState({ error, title, onRetry, retrying = false }: ErrorStateProps) {
  const { t } = useTranslation(['common', 'errors']);
  const requestId = error instanceof ApiProblem ? error.requestId : undefined;
  const look = lookOf(error);
  return (
    <div role="alert">
      <EmptyState
        {...look}
        title={title ?? t('errors:load.title')}
        text={
          <>
            <p>{problemText(error)}</p>
            {requestId !== undefined && <RequestId id={requestId} />}
          </>
        }
        actions={
          onRetry !== undefined &&
          look.icon !== Lock && (
            <Button icon={RotateCw} busy={retrying} onClick={onRetry}>
              {t('action.retryNow')}
            </Button>
          )
        }
      />
    </div>
  );
}

/** A closed or missing thing is no fault of ours and has no red. */
function lookOf(error: unknown): { icon: LucideIcon; hue?: Hue } {
  const status = error instanceof ApiProblem ? error.status : null;
  if (status === 403) return { icon: Lock };
  if (status === 404) return { icon: SearchX };
  return { icon: ServerCrash, hue: 'danger' };
}

function RequestId({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <p className="flex items-center justify-center gap-1 font-mono text-12">
      <span className="truncate">{t('request', { id: id.slice(0, 13) })}</span>
      <IconButton
        size="sm"
        icon={Copy}
        label={t('action.copy')}
        onClick={() => {
          void navigator.clipboard.writeText(id);
        }}
      />
    </p>
  );
}
