import { Copy, Lock, RotateCw, SearchX, ServerCrash } from 'lucide-react';
import { ApiProblem, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Button } from './button';
import { EmptyState } from './empty-state';
import { IconButton } from './icon-button';

type ErrorStateProps = {
  error: unknown;
  /** What did not load: "Calls did not load". */
  title?: string;
  onRetry?: () => void;
  retrying?: boolean;
};

/** A list or card that did not load: what happened, the request's number to tell support, and a way on. */
export function ErrorState({ error, title, onRetry, retrying = false }: ErrorStateProps) {
  const { t } = useTranslation(['common', 'errors']);
  const problem = error instanceof ApiProblem ? error : null;
  const closed = problem?.status === 403;
  const gone = problem?.status === 404;
  return (
    <div role="alert">
      <EmptyState
        icon={closed ? Lock : gone ? SearchX : ServerCrash}
        {...(closed || gone ? {} : { hue: 'danger' as const })}
        title={title ?? t('errors:load.title')}
        text={
          <>
            <p>{problemText(error)}</p>
            {problem?.requestId !== undefined && <RequestId id={problem.requestId} />}
          </>
        }
        actions={
          onRetry !== undefined &&
          !closed && (
            <Button icon={RotateCw} busy={retrying} onClick={onRetry}>
              {t('action.retryNow')}
            </Button>
          )
        }
      />
    </div>
  );
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
